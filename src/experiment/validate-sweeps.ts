import type { Figure, Sweep } from './figure.ts';
import type { Attempt } from './problems.ts';
import { seconds, unitQuantity } from './quantities.ts';
import { closedForm } from './reference.ts';
import { selfConsistentForm } from './self-consistent.ts';
import { sideBySide } from './side-by-side.ts';
import { sweepAxis } from './sweep.ts';
import { synapsesOf } from './sweep-synapses.ts';
import { checkRuns } from './validate-steps.ts';

/** Every sweep can be run, and is of something that there is. */
export function checkSweeps(figure: Figure, attempt: Attempt): void {
  for (const [name, sweep] of Object.entries(figure.sweeps ?? {}))
    attempt(`sweeps.${name}`, () => checkSweep(figure, sweep));
}

function checkSweep(figure: Figure, sweep: Sweep): void {
  const hasParameter = (wanted: string) => figure.parameters.some(({ name }) => name === wanted);
  const ends = sweepAxis(figure, sweep, 2);
  if (sweep.runs) checkRuns(figure, sweep, ends);
  else
    sideBySide(
      figure,
      sweep.population,
      [{ parameter: sweep.parameter, values: ends }],
      {},
      {},
      {},
      sweep.along,
    );
  checkSynapses(figure, sweep);
  const { reference, selfConsistent } = sweep;
  if (selfConsistent) selfConsistentForm(figure, selfConsistent, reference ?? 'nu');
  else if (reference !== undefined) closedForm(figure, reference);
  if (sweep.measure === 'gain' && !(sweep.trials && hasParameter(sweep.amplitude ?? '')))
    throw new RangeError('a gain needs trials and the parameter that is the amplitude.');
  unitQuantity(sweep.unit);
  if (sweep.measure === 'reliability' && !(sweep.trials && sweep.trials > 1 && sweep.width))
    throw new RangeError('reliability needs at least 2 trials and a width.');
  if (sweep.width !== undefined) seconds(sweep.width, 'width');
  for (const { form } of sweep.guides ?? []) closedForm(figure, form);
  for (const fixed of Object.keys(sweep.at ?? {}))
    if (!hasParameter(fixed)) throw new RangeError(`no parameter ${fixed}.`);
  if (seconds(sweep.settle ?? '0*ms', 'settle') >= seconds(sweep.duration, 'duration'))
    throw new RangeError('settle must be shorter than duration.');
}

/** A variable of synapses has a last value and a drift, one for each of the neurons that are enlarged. */
function checkSynapses(figure: Figure, sweep: Sweep): void {
  const synapses = synapsesOf(sweep);
  if (sweep.measure === 'drift' && !synapses)
    throw new RangeError('a drift is of a variable of synapses: 0.w.');
  if (!synapses) return;
  if (sweep.measure !== 'drift' && sweep.measure !== 'last')
    throw new RangeError(`a sweep of synapses is of their last values or their drift.`);
  const projection = figure.network.projections?.[synapses.projection];
  if (!projection) throw new RangeError(`no projection ${synapses.projection}.`);
  const enlarged: unknown[] = [sweep.population, ...(sweep.along ?? [])];
  if (
    projection.connect !== 'one-to-one' ||
    ![projection.from, projection.to].every((end) => enlarged.includes(end))
  )
    throw new RangeError('its synapses must join populations that are enlarged one to one.');
}
