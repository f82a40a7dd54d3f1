import { type Integers, relativeError } from '../engine/integers.ts';
import type { Measured, Results } from '../export/results.ts';
import type { CompiledNetwork } from '../network/compiled.ts';

/** A run in a few lines for people: what fired, how fast, and how long it took. */
export function describeRun(
  title: string,
  results: Results,
  compiled: CompiledNetwork,
  measured: Measured = {},
  remarks: readonly string[] = [],
): string {
  const { duration, dt, seed, backend, wall } = results;
  const speed = wall > 0 ? `, ${pace(duration / wall)} times real time` : '';
  const lines = [
    `${title}: ${seconds(duration)} in steps of ${seconds(dt)}, seed ${seed}, ${backend} back end`,
  ];
  const width = Math.max(...Object.keys(results.populations).map((name) => name.length));
  for (const [name, { size, method, spikes }] of Object.entries(results.populations)) {
    const rate = spikes.length / size / duration;
    const how = method ? `, ${method}` : '';
    lines.push(
      `  ${name.padEnd(width)}  ${count(size, 'neuron')}${how}: ${count(spikes.length, 'spike')}, ${rate.toFixed(2)} Hz`,
    );
  }
  const synapses = results.projections.reduce((sum, projection) => sum + projection.synapses, 0);
  if (results.projections.length > 0)
    lines.push(`  ${count(results.projections.length, 'projection')}, ${count(synapses, 'synapse')}`);
  lines.push(...remarks.map((remark) => `  ${remark}`));
  for (const { program, name } of compiled.populations)
    if (program?.method?.warning) lines.push(`  ${name}: ${program.method.warning}`);
  for (const { label, value, unit, reference } of Object.values(measured))
    lines.push(
      `  ${label}: ${quantity(value, unit)}${reference === undefined ? '' : ` (formula ${quantity(reference, unit)})`}`,
    );
  if (results.integers) lines.push(...describeIntegers(results.integers));
  lines.push(`  ${wall.toFixed(3)} s${speed}`);
  return `${lines.join('\n')}\n`;
}

/** Two digits, as people write numbers: 140 and 12,000, not 1.4e+2. */
const pace = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 2 });

/** For each input of given spikes that has none: nothing comes in through it, and how it can be given some. */
export function silentInputs({ populations }: Pick<CompiledNetwork, 'populations'>): string[] {
  return populations.flatMap(({ name, spikes }) =>
    spikes && spikes.steps.length === 0
      ? [`nothing drives the input ${name}: it has no spikes; --input FILE gives it some (CSV or JSON)`]
      : [],
  );
}

/** What the chip's integers make of the equations, a line each, with the error. */
function describeIntegers({ quantities, outside, overflows }: Integers): string[] {
  const lines = quantities.map((one) => {
    const error = relativeError(one);
    const off = !Number.isFinite(error)
      ? 'lost'
      : Math.abs(error) < 1e-9
        ? 'exact'
        : `${error > 0 ? '+' : ''}${(error * 100).toPrecision(2)} %`;
    const [wanted, got] = [engineering(one.wanted, one.unit), engineering(one.got, one.unit)];
    return `  ${one.of}: ${one.what} ${wanted} becomes ${got} (${off}; ${one.integers})`;
  });
  for (const { population } of outside)
    lines.push(`  ${population} stays in floating point: it only sends spikes`);
  if (overflows.current > 0)
    lines.push(`  ${count(overflows.current, 'current')} left 24 bit and came round`);
  if (overflows.voltage > 0) lines.push(`  ${count(overflows.voltage, 'voltage')} cut off at 24 bit`);
  return lines;
}

const symbols: Readonly<Record<string, string>> = { second: 's', volt: 'V', amp: 'A', siemens: 'S' };
const prefixes = ['', 'm', 'µ', 'n', 'p'];

/** 0.01 second as 10 ms; other units as they are written. */
function engineering(value: number, unit: string): string {
  const symbol = symbols[unit];
  if (value === Number.POSITIVE_INFINITY) return 'no end';
  if (symbol === undefined || !Number.isFinite(value)) return quantity(value, unit);
  const place = value === 0 ? 0 : Math.min(Math.max(0, -Math.floor(Math.log10(Math.abs(value)) / 3)), 4);
  return `${Number((value * 1e3 ** place).toPrecision(4))} ${prefixes[place]}${symbol}`;
}

function quantity(value: number | null, unit: string): string {
  if (value === null) return 'none yet';
  return `${Number(value.toPrecision(4))}${unit === '1' ? '' : ` ${unit}`}`;
}

function count(number: number, what: string): string {
  return `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
}

function seconds(value: number): string {
  return value < 1 ? `${Number((value * 1e3).toPrecision(6))} ms` : `${Number(value.toPrecision(6))} s`;
}
