import { useState } from 'react';
import { useStore } from 'zustand';
import type { ChipLayout, Cited, Ledger } from '../chip/report.ts';
import { percentAtLeast } from '../chip/words.ts';
import { ledgerCsv } from './ledger-csv.ts';
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
        Ledger
        {ledger.energy === undefined
          ? ''
          : `: ${quantity(ledger.energy, 'J')}${off(ledger.error ?? ledger.split?.stated.error, 'J', ledger.error !== undefined)}`}
        {ledger.time === undefined
          ? ''
          : ` in ${quantity(ledger.time, 's')}${off(ledger.timeError?.seconds, 's', ledger.timeError?.all)}`}
      </summary>
      {open && <Rows layout={layout} ledger={ledger} />}
    </details>
  );
}

/** Written only while somebody looks: it changes ten times a second. */
function Rows({ layout, ledger }: { readonly layout: ChipLayout; readonly ledger: Ledger }) {
  const rows = ledger.rows.filter((row) => row.count > 0);
  const sources = [
    ...new Set(
      [...rows, ledger.rest, ledger.processor].flatMap((one) =>
        one?.source ? [sourceText(one.source)] : [],
      ),
    ),
  ];
  const cited = (source: Cited | undefined) => source && <sup>{sources.indexOf(sourceText(source)) + 1}</sup>;
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
          {rows.map(({ operation, count: n, energy, source, note }) => (
            <tr key={operation}>
              <th scope="row" title={source && sourceText(source)}>
                {operation}
              </th>
              <td>{count(n)}</td>
              <td title={note}>
                {energy === undefined ? 'no price' : quantity(energy, 'J')}
                {cited(source)}
              </td>
            </tr>
          ))}
          {ledger.rest && (
            <tr>
              <th scope="row">At rest meanwhile, not counted above</th>
              <td />
              <td>
                {quantity(ledger.rest.energy, 'J')}
                {cited(ledger.rest.source)}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      {rows.map(
        ({ operation, energy, note }) =>
          energy !== undefined && note !== undefined && <p key={operation}>{`${operation}: ${note}.`}</p>,
      )}
      {ledger.energy !== undefined && <p>{howSure(ledger)}</p>}
      {ledger.time !== undefined && <p>{howLong(ledger)}</p>}
      {ledger.processor && rows.length > 0 && (
        <p>
          A von Neumann machine would spend {quantity(ledger.processor.least, 'J')} to{' '}
          {quantity(ledger.processor.most, 'J')} on the same work, at least{' '}
          {percentAtLeast(ledger.processor.moving)} % of it on moving data{cited(ledger.processor.source)}.{' '}
          {ledger.processor.note}
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
function howSure({ energy = 0, error, split, bound }: Ledger): string {
  const limit = bound === undefined ? '' : `This is ${bound === 'least' ? 'a lower' : 'an upper'} bound. `;
  if (split) {
    const { stated, unstated } = split;
    return `${limit}Of the energy, ${quantity(stated.energy, 'J')} may be off by ${quantity(stated.error, 'J')} by its sources; ${quantity(unstated.energy, 'J')} have prices whose sources state no error: ${unstated.sources.map(sourceText).join('; ')}.`;
  }
  return error === undefined
    ? `${limit}The sources of these prices state no error.`
    : `${limit}By its sources the energy may be off by ${quantity(error, 'J')}, ${percent(error / energy)}.`;
}

/** How far the chip's time may be off, as far as its sources say. */
function howLong({ time = 0, timeError }: Ledger): string {
  if (!timeError) return 'The sources of the times state no error.';
  const some = timeError.all ? '' : '; what else takes time has sources that state none';
  return `By its sources the time may be off by ${quantity(timeError.seconds, 's')}, ${percent(timeError.seconds / time)}${some}.`;
}

/** ` ± 2.6 µJ`, or more where not all sources state an error. */
function off(error: number | undefined, unit: string, all = false): string {
  if (error === undefined) return '';
  return ` ±\u00a0${quantity(error, unit, 2)}${all ? '' : ' or more'}`;
}

function sourceText({ citation, how }: Cited): string {
  return `${citation} (${how})`;
}

function save(layout: ChipLayout, ledger: Ledger): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([ledgerCsv(layout, ledger)], { type: 'text/csv' }));
  link.download = 'ledger.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}
