import { plainLatex, runsOf } from '../draw/text.ts';

/** A symbol's LaTeX as characters with sub- and superscripts: small, and no typesetter needed. */
export function SymbolText({ latex }: { readonly latex: string }) {
  return (
    <i className="symbol">
      {runsOf(plainLatex(latex)).map((run, k) => {
        const key = `${k}${run.text}`;
        if (run.shift === 'sub') return <sub key={key}>{run.text}</sub>;
        if (run.shift === 'super') return <sup key={key}>{run.text}</sup>;
        return <span key={key}>{run.text}</span>;
      })}
    </i>
  );
}
