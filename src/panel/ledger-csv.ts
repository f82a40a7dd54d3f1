import type { ChipLayout, Cited, Ledger } from '../chip/report.ts';

/**
 * The columns, each of one kind: words, or plain numbers in the unit of the heading. `part` says how a row is to be added
 * up: the energies of all rows that are an `operation` make the one that is the `sum`; what is `beside` is in neither.
 */
const columns = [
  'chip',
  'part',
  'quantity',
  'count',
  'unit',
  'price each (J)',
  'energy (J)',
  'energy error (J)',
  'time (s)',
  'time error (s)',
  'source',
  'how',
  'note',
] as const;

type Row = Readonly<Partial<Record<(typeof columns)[number], string | number | undefined>>>;

/** The ledger as a table for other programs: CSV after RFC 4180, one row a quantity. */
export function ledgerCsv({ title }: Pick<ChipLayout, 'title'>, ledger: Ledger): string {
  const lines = [
    columns,
    ...rowsOf(ledger).map((row) => columns.map((name) => ({ chip: title, ...row })[name])),
  ];
  return lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

function rowsOf({
  rows,
  energy,
  error,
  split,
  bound,
  rest,
  seconds,
  time,
  timeError,
  processor,
}: Ledger): readonly Row[] {
  const operations = rows.map((row) => ({
    part: 'operation',
    quantity: row.operation,
    count: row.count,
    unit: row.unit,
    'price each (J)': row.each,
    'energy (J)': row.energy,
    'energy error (J)': row.error,
    ...sourced(row.source),
    note: row.note,
  }));
  const sum = {
    part: 'sum',
    quantity: 'all operations that have a price',
    'energy (J)': energy,
    'energy error (J)': error,
    note: sumNote(energy, error, bound),
  };
  const beside = (quantity: string, row: Row): Row => ({ part: 'beside', quantity, ...row });
  return [
    ...operations,
    sum,
    ...(split
      ? [
          beside('of the sum, at prices whose sources state an error', {
            'energy (J)': split.stated.energy,
            'energy error (J)': split.stated.error,
          }),
          beside('of the sum, at prices whose sources state none', {
            'energy (J)': split.unstated.energy,
            source: split.unstated.sources.map(({ citation }) => citation).join('; '),
            how: [...new Set(split.unstated.sources.map(({ how }) => how))].join('; '),
          }),
        ]
      : []),
    ...(rest
      ? [beside("at rest over the chip's time", { 'energy (J)': rest.energy, ...sourced(rest.source) })]
      : []),
    beside("the chip's time", {
      'time (s)': time,
      'time error (s)': timeError?.seconds,
      note: timeNote(time, timeError),
    }),
    beside("the network's time", { 'time (s)': seconds }),
    ...(processor
      ? (['least', 'most'] as const).map((end) =>
          beside(`the same work on a von Neumann machine, at ${end}`, {
            'energy (J)': processor[end],
            ...sourced(processor.source),
            note: processor.note,
          }),
        )
      : []),
  ];
}

function sourced(source: Cited | undefined): Row {
  return source ? { source: source.citation, how: source.how } : {};
}

function timeNote(time: number | undefined, error: Ledger['timeError']): string | undefined {
  if (time === undefined) return 'no time is published';
  if (!error) return 'the sources of the times state no error';
  return error.all ? undefined : 'not all sources of the times state an error';
}

function sumNote(
  energy: number | undefined,
  error: number | undefined,
  bound: Ledger['bound'],
): string | undefined {
  if (energy === undefined) return 'no price is published';
  const limit = bound && `${bound === 'least' ? 'a lower' : 'an upper'} bound`;
  const unsure = error === undefined ? 'not all sources of the prices state an error' : undefined;
  return [limit, unsure].filter((part) => part !== undefined).join('; ');
}

/** Numbers to 12 digits: what a binary fraction adds behind them is nobody's measurement. */
function cell(value: string | number | undefined): string {
  if (typeof value === 'number')
    return String(Number.isInteger(value) ? value : Number(value.toPrecision(12)));
  const text = value ?? '';
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
