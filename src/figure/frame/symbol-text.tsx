import { isPair, plainLatex, type Run, runsOf } from '../draw/text.ts';

/** A symbol's LaTeX as characters with sub- and superscripts: small, and no typesetter needed. */
export function SymbolText({ latex }: { readonly latex: string }) {
  const runs = runsOf(plainLatex(latex));
  return (
    <i className="symbol">
      {runs.map((run, k) => {
        const key = `${k}${run.text}`;
        const next = runs[k + 1];
        if (isPair(runs[k - 1], run)) return null;
        if (next && isPair(run, next)) {
          const [, word] = wordsOf(runs[k - 1]);
          return (
            <span key={key} className="symbol-joined">
              {upright(word)}
              <span className="symbol-pair">
                {[run, next].map((one) => (
                  <Shifted key={one.shift} run={one} />
                ))}
              </span>
            </span>
          );
        }
        const after = runs[k + 2];
        const paired = next && after && isPair(next, after);
        return <Shifted key={key} run={paired ? { ...run, text: wordsOf(run)[0] } : run} />;
      })}
    </i>
  );
}

/** The text of a run on the line, parted before its last word, with which two indices at its end go. */
function wordsOf(run: Run | undefined): readonly [string, string] {
  if (run?.shift !== 'none') return [run?.text ?? '', ''];
  const at = run.text.lastIndexOf(' ') + 1;
  return [run.text.slice(0, at), run.text.slice(at)];
}

function Shifted({ run }: { readonly run: Run }) {
  if (run.shift === 'sub') return <sub>{upright(run.text)}</sub>;
  if (run.shift === 'super') return <sup>{upright(run.text)}</sup>;
  return <span>{upright(run.text)}</span>;
}

/** Numbers are upright, as everywhere in mathematics; letters slant. */
function upright(text: string) {
  return text.split(/(\d+(?:[.,]\d+)*)/).map((part, k) =>
    k % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text that does not change
      <span key={k} className="symbol-number">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
