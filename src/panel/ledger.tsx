import { useStore } from 'zustand';
import type { ChipLayout, Ledger } from '../chip/report.ts';
import type { PanelModel } from './state.ts';
import { count, percent, quantity } from './words.ts';

/** Every operation that was counted, with its price and who published it. */
export function LedgerView({ model }: { readonly model: PanelModel }) {
  const layout = useStore(model.store, (state) => state.layout);
  const ledger = useStore(model.store, (state) => state.pulse?.ledger);
  if (!layout || !ledger) return null;
  return (
    <details className="chip-ledger">
      <summary>
        Ledger{ledger.energy === undefined ? '' : `: ${quantity(ledger.energy, 'J')}`}
        {ledger.time === undefined ? '' : ` in ${quantity(ledger.time, 's')}`}
      </summary>
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
              <td title={note}>{energy === undefined ? 'no price' : quantity(energy, 'J')}</td>
            </tr>
          ))}
          {ledger.staticEnergy !== undefined && (
            <tr>
              <th scope="row">static power, apart</th>
              <td />
              <td>{quantity(ledger.staticEnergy, 'J')}</td>
            </tr>
          )}
        </tbody>
      </table>
      {ledger.processor && (
        <p>
          A von Neumann machine would spend {quantity(ledger.processor.least, 'J')} to{' '}
          {quantity(ledger.processor.most, 'J')} on the same work, at least {percent(ledger.processor.moving)}{' '}
          of it on moving data. {ledger.processor.note}
        </p>
      )}
      <ul className="chip-sources">
        {[...new Set(ledger.rows.flatMap(({ source }) => source ?? []))].map((source) => (
          <li key={source}>{source}</li>
        ))}
        {ledger.processor && <li>{ledger.processor.citation}</li>}
      </ul>
      <button type="button" className="chip-button" onClick={() => save(layout, ledger)}>
        Save the ledger
      </button>
    </details>
  );
}

/** The ledger as a table for other programs. */
export function ledgerCsv(
  layout: Pick<ChipLayout, 'title'>,
  { rows, energy, staticEnergy, time }: Ledger,
): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [
    ['operation', 'count', 'energy (J)', 'source'],
    ...rows.map((row) => [row.operation, String(row.count), row.energy?.toString() ?? '', row.source ?? '']),
    ['all that was counted', '', energy?.toString() ?? '', layout.title],
    ['static power', '', staticEnergy?.toString() ?? '', layout.title],
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
