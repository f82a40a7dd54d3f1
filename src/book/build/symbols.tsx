import katex from 'katex';
import type { Figure, Symbol as FigureSymbol } from '../../experiment/figure.ts';
import { unitLabel } from '../../experiment/unit-label.ts';

interface Row {
  readonly symbol: FigureSymbol;
  /** The parameter's default, where all figures that have it agree. */
  value: number | undefined;
  readonly figures: string[];
}

/** Every symbol of a chapter's figures, once for each meaning, made from their parameter tables. */
export function symbolRows(figures: ReadonlyMap<string, Figure>): Row[] {
  const rows = new Map<string, Row>();
  const add = (id: string, symbol: FigureSymbol, value: number | undefined) => {
    const key = [symbol.symbol, symbol.meaning, symbol.unit ?? ''].join('\n');
    const row = rows.get(key);
    if (!row) rows.set(key, { symbol, value, figures: [id] });
    else {
      if (row.value !== value) row.value = undefined;
      if (!row.figures.includes(id)) row.figures.push(id);
    }
  };
  for (const [id, { parameters, symbols }] of figures) {
    for (const parameter of parameters) add(id, parameter, parameter.default);
    for (const symbol of Object.values(symbols)) add(id, symbol, undefined);
  }
  const plain = ({ symbol }: Row) => symbol.symbol.replace(/[\\{}]|mathrm/g, '').toLowerCase();
  return [...rows.values()].sort((a, b) => plain(a).localeCompare(plain(b), 'en'));
}

/** The table of symbols at a chapter's end, closed until it is wanted. */
export function SymbolTable({ figures }: { readonly figures: ReadonlyMap<string, Figure> }) {
  const rows = symbolRows(figures);
  if (rows.length === 0) return null;
  return (
    <section className="symbols" aria-labelledby="symbols">
      <h2 id="symbols">Symbols</h2>
      <details>
        <summary>
          {rows.length} symbols of the figures, with meaning, unit, default and where they are used
        </summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <div className="table" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Symbol</th>
                <th scope="col">Meaning</th>
                <th scope="col">Unit</th>
                <th scope="col">Default</th>
                <th scope="col">Figures</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ symbol, value, figures: ids }) => (
                <tr key={`${symbol.symbol} ${symbol.meaning} ${symbol.unit}`}>
                  <td
                    className={`role-${symbol.role}`}
                    // biome-ignore lint/security/noDangerouslySetInnerHtml: markup made by KaTeX at build
                    dangerouslySetInnerHTML={{ __html: typeset(symbol.symbol) }}
                  />
                  <td>{symbol.meaning}</td>
                  <td>{unitLabel(symbol.unit)}</td>
                  <td>{value === undefined ? '' : String(value).replace('-', '−')}</td>
                  <td>
                    {ids.map((id, k) => (
                      <span key={id}>
                        {k > 0 && ', '}
                        <a href={`#${id}`}>{figures.get(id)?.title ?? id}</a>
                      </span>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}

function typeset(latex: string): string {
  return katex.renderToString(latex, { throwOnError: true, strict: 'error', output: 'html' });
}
