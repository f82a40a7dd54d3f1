import { useState } from 'react';
import { useStore } from 'zustand';
import type { ChipLayout, Ledger } from '../chip/report.ts';
import type { PanelModel } from './state.ts';
import { count, percent, quantity } from './words.ts';

/** Every operation that was counted, with its price and who published it. */
export function LedgerView({ model }: { readonly model: PanelModel }) {
  const layout = useStore(model.store, (state) => state.layout);
  const ledger = useStore(model.store, (state) => state.pulse?.ledger);
  const [open, setOpen] = useState(false);
  if (!layout || !ledger) return null;
  return (
    <details className="chip-ledger" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        Ledger{ledger.energy === undefined ? '' : `: ${quantity(ledger.energy, 'J')}`}
        {ledger.time === undefined ? '' : ` in ${quantity(ledger.time, 's')}`}
      </summary>
      {open && <Rows layout={layout} ledger={ledger} />}
    </details>
  );
}

/** Written only while somebody looks: it changes ten times a second. */
function Rows({ layout, ledger }: { readonly layout: ChipLayout; readonly ledger: Ledger }) {
  const sources = [
    ...new Set(
      [...ledger.rows.map(({ source }) => source), ledger.staticSource, ledger.processor?.citation].filter(
        (source) => source !== undefined,
      ),
    ),
  ];
  const cited = (source: string | undefined) =>
    source !== undefined && <sup>{sources.indexOf(source) + 1}</sup>;
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">Operation</th>
            <th scope="col">Count</th>
            <th scope="col">Energy</th>
          </tr>
        </thead>
        <tbody>
          {ledger.rows.map(({ operation, count: n, energy, source, note }) => (
            <tr key={operation}>
              <th scope="row" title={source}>
                {operation}
              </th>
              <td>{count(n)}</td>
              <td title={note}>
                {energy === undefined ? 'no price' : quantity(energy, 'J')}
                {energy !== undefined && cited(source)}
              </td>
            </tr>
          ))}
          {ledger.staticEnergy !== undefined && (
            <tr>
              <th scope="row">At rest meanwhile, not counted above</th>
              <td />
              <td>
                {quantity(ledger.staticEnergy, 'J')}
                {cited(ledger.staticSource)}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      {ledger.energy !== undefined && <p>{howSure(ledger)}</p>}
      {ledger.processor && ledger.rows.length > 0 && (
        <p>
          A von Neumann machine would spend {quantity(ledger.processor.least, 'J')} to{' '}
          {quantity(ledger.processor.most, 'J')} on the same work, at least {percent(ledger.processor.moving)}{' '}
          of it on moving data{cited(ledger.processor.citation)}. {ledger.processor.note}
        </p>
      )}
      <ol className="chip-sources">
        {sources.map((source) => (
          <li key={source}>{source}</li>
        ))}
      </ol>
      <button type="button" className="chip-button" onClick={() => save(layout, ledger)}>
        Save the ledger
      </button>
    </>
  );
}

/** How far the energy may be off, as far as its sources say. */
function howSure({ energy = 0, error, bound }: Ledger): string {
  const limit = bound === undefined ? '' : `This is ${bound === 'least' ? 'a lower' : 'an upper'} bound. `;
  return error === undefined
    ? `${limit}Not all sources of these prices state an error.`
    : `${limit}By its sources the energy may be off by ${quantity(error, 'J')}, ${percent(error / energy)}.`;
}

/** The ledger as a table for other programs. */
export function ledgerCsv(
  layout: Pick<ChipLayout, 'title'>,
  { rows, energy, error, staticEnergy, staticSource, time }: Ledger,
): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [
    ['operation', 'count', 'energy (J)', 'source'],
    ...rows.map((row) => [row.operation, String(row.count), row.energy?.toString() ?? '', row.source ?? '']),
    ['all that was counted', '', energy?.toString() ?? '', layout.title],
    ['of which may be wrong', '', error?.toString() ?? '', layout.title],
    ['at rest meanwhile, not counted above', '', staticEnergy?.toString() ?? '', staticSource ?? ''],
    ["chip's time (s)", time?.toString() ?? '', '', layout.title],
  ];
  return `${lines.map((line) => line.map(cell).join(',')).join('\n')}\n`;
}

function save(layout: ChipLayout, ledger: Ledger): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([ledgerCsv(layout, ledger)], { type: 'text/csv' }));
  link.download = 'ledger.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}
