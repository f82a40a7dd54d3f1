import { describe, expect, it } from 'vitest';
import { compileNetwork } from '../network/compile.ts';
import type { Projection } from '../network/network.ts';
import { plasticityOf, transmitted } from './plasticity.ts';

const programOf = (projection: Partial<Projection>) => {
  const neuron = { size: 2, equations: 'dv/dt = -v/(10*ms) : 1\nM : 1\nS : 1', threshold: 'v > 1' };
  const { projections } = compileNetwork(
    {
      dt: '1*ms',
      populations: { N: neuron },
      projections: [
        {
          from: 'N',
          to: 'N',
          connect: 'all-to-all',
          parameters: { taup: '20*ms', taum: '10*ms' },
          ...projection,
        },
      ],
    },
    { seed: 1, unused: 'ignore' },
  );
  const [only] = projections;
  if (!only) throw new Error('no projection');
  return only.program;
};
const traces = (how: string) => `dr/dt = -r/taup : 1 (${how})\ndo/dt = -o/taum : 1 (${how})\nw : 1`;

describe('the products of a rule', () => {
  it('are those of either side’s spikes, whoever keeps the traces', () => {
    for (const how of ['event-driven', 'clock-driven'])
      expect(
        plasticityOf(
          programOf({
            model: traces(how),
            on_pre: 'v_post += w\nr += 1\nw -= o',
            on_post: 'o += 1\nw += r',
          }),
        ),
      ).toEqual({ pre: 1, post: 1, clock: [] });
    // The postsynaptic spike leaves a trace and nothing else.
    expect(
      plasticityOf(programOf({ model: traces('event-driven'), on_pre: 'r += 1\nw -= o', on_post: 'o += 1' })),
    ).toEqual({ pre: 1, post: 0, clock: [] });
  });

  it('are one a step for each variable that the clock changes', () => {
    const model = `dc/dt = -c/(1*second) : 1 (clock-driven)
dw/dt = c*M_post/second : 1 (clock-driven)
${traces('event-driven').replace('\nw : 1', '')}`;
    expect(
      plasticityOf(
        programOf({ model, method: 'euler', on_pre: 'c -= o; r += 1', on_post: 'c += r; o += 1' }),
      ),
    ).toEqual({ pre: 1, post: 1, clock: ['c', 'w'] });
    // A weight that forgets by itself is no trace: it is what a spike brings.
    expect(
      plasticityOf(
        programOf({ model: 'dw/dt = -w/second : 1 (clock-driven)', on_pre: 'v_post += w\nw += 1' }),
      ),
    ).toEqual({ pre: 1, post: 0, clock: ['w'] });
  });

  it('are none where synapses stay as they are', () => {
    const program = programOf({ model: 'w : 1', on_pre: 'v_post += w' });
    expect(plasticityOf(program)).toEqual({ pre: 0, post: 0, clock: [] });
    expect(transmitted(program)).toEqual(['w']);
  });
});
