import { grouped, quantityLabel, readable, speedLabel, timeLabel } from '../format.ts';
import { useFigure } from '../frame/context.ts';
import type { FigureSession } from '../session.ts';
import type { Deviation } from '../store.ts';
import { ChipArithmetic } from './chip-arithmetic.tsx';

const backends = {
  cpu: 'CPU, WebAssembly',
  gpu: 'GPU, WebGL2',
  reference: 'plain reference interpreter',
  'fixed-point': 'the chip’s integers, on the CPU',
} as const;

/** What the figure runs on, how fast, and how far from the 64-bit reference. */
export function Badge({ session }: { readonly session: FigureSession }) {
  const status = useFigure((state) => state.status);
  const method = useFigure((state) => state.method);
  const neurons = useFigure((state) => state.neurons);
  const synapses = useFigure((state) => state.synapses);
  const deviation = useFigure((state) => state.deviation);
  const atlas = session.picture.atlas;
  const chip = status.backend === 'fixed-point';
  const rows: [string, string][] = [
    ['Back end', backends[status.backend]],
    ['Arithmetic', chip ? 'whole numbers of 24 bit' : status.precision === 'f64' ? '64 bit' : '32 bit'],
    ['Step', timeLabel(status.dt, status.dt < 1e-4 ? 2 : 1)],
    ['Speed', status.realTime > 0 ? speedLabel(status.realTime) : 'paused'],
    ['Network', `${grouped(neurons)} neuron${neurons === 1 ? '' : 's'}, ${grouped(synapses)} synapses`],
  ];
  if (method)
    rows.splice(2, 0, ['Method', `${method.name}${method.automatic ? ' (chosen automatically)' : ''}`]);
  if (atlas)
    rows.push([
      'Map',
      atlas.backend === 'gpu' ? 'GPU, WebGL2' : atlas.why ? `CPU. ${atlas.why}` : 'CPU (no WebGL2 here)',
    ]);
  if (!crossOriginIsolated) rows.push(['Samples', 'copied: this page is not isolated']);
  return (
    <>
      <dl className="figure-facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {method?.warning && <p>{method.warning}</p>}
      <div role="status">
        {deviation === 'measuring' && <p>Running the same log in the 64-bit reference…</p>}
        {deviation && deviation !== 'measuring' && <Measured deviation={deviation} />}
      </div>
      <button
        type="button"
        className="figure-text-button"
        disabled={deviation === 'measuring'}
        onClick={() => session.measureDeviation()}
      >
        Measure the deviation from the reference
      </button>
      <ChipArithmetic session={session} />
    </>
  );
}

function Measured({ deviation }: { readonly deviation: Deviation }) {
  const { spikes, variables, horizon } = deviation;
  const off =
    spikes.largestShift === 0
      ? ', all in the same step'
      : `, and none is off by more than ${timeLabel(spikes.largestShift, 3)}`;
  const shift = spikes.here > 0 ? off : '';
  const agreement =
    spikes.here === spikes.reference
      ? `${grouped(spikes.here)} spikes in both${shift}.`
      : `${grouped(spikes.here)} spikes here, ${grouped(spikes.reference)} in the reference.`;
  return (
    <>
      <p>
        Over the first {timeLabel(horizon)}: {agreement}
      </p>
      {variables.length > 0 && (
        <dl className="figure-facts">
          {variables.map(({ of, unit, largest }) => (
            <div key={of}>
              <dt>largest deviation of {of}</dt>
              <dd>{unit === '1' ? readable(largest) : quantityLabel(largest, unit)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
