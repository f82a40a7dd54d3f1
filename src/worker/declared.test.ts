import { describe, expect, it } from 'vitest';
import { figure as cuba } from '../../chapters/neuron-models/cuba.figure.ts';
import { figure as dalesLaw } from '../../chapters/neuron-models/dales-law.figure.ts';
import { figure as distalReward } from '../../chapters/stdp/distal-reward.figure.ts';
import { figure as fixedPoint } from '../../chapters/stdp/fixed-point.figure.ts';
import { figure as competition } from '../../chapters/stdp/stdp-competition.figure.ts';
import { figure as integers } from '../../chapters/stdp/stdp-integers.figure.ts';
import { figure as pattern } from '../../chapters/stdp/stdp-pattern.figure.ts';
import { loihiCalibrated } from '../chip/architectures/loihi-calibrated.ts';
import { createFixedPointSimulation } from '../chip/fixed-point/simulation.ts';
import { LiveChip } from '../chip/live.ts';
import { membraneOf, nothingDeclared, weightOf } from '../chip/shown-variables.ts';
import { createSimulation } from '../engine/create.ts';
import type { Figure } from '../experiment/figure.ts';
import { completeValues } from '../experiment/quantities.ts';
import { resolveNetwork } from '../experiment/resolve.ts';
import { compileNetwork } from '../network/compile.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import { declaredIn } from './declared.ts';

const compiled = (figure: Figure, values = {}) =>
  compileNetwork(resolveNetwork(figure, completeValues(figure, values)), { seed: 1, unused: 'ignore' });
const weights = (figure: Figure, declared = declaredIn(figure)) => {
  const network = compiled(figure);
  return network.projections.map((projection) => weightOf(network, projection, declared)?.name);
};
/** Opens the core on which a population's neuron 0 lies. */
const opened = (figure: Figure, network: CompiledNetwork, population: string) => {
  const ask = { architecture: loihiCalibrated.name, place: 'naive', swaps: [] } as const;
  const chip = new LiveChip(loihiCalibrated, network, ask, undefined, { declared: declaredIn(figure) });
  const core = chip
    .layout()
    .cores.find(({ neurons }) => neurons.some((n) => n.population === population && n.first === 0));
  chip.open(core?.slot);
  return chip;
};

describe('the weight of a synapse', () => {
  it('is the variable that the figure calls one, and that a spike adds or that is learnt', () => {
    expect(weights(cuba)).toEqual(['w_e', 'w_e', 'w_i', 'w_i']);
    expect(weights(dalesLaw)).toEqual(['w']);
    expect(weights(fixedPoint)).toEqual(['w', 'w']);
    // g_max has the colour of weights too, and is added times w.
    expect(weights(competition)).toEqual(['w']);
    expect(weights(distalReward).at(-1)).toBe('w');
    // v is what the equation gives without rounding.
    expect(weights(integers).at(-1)).toBe('w');
  });

  it('is no constant of a rule where synapses have none: traces that decay, a moment that is noted', () => {
    expect(weights(integers).slice(0, 2)).toEqual([undefined, undefined]);
    expect(weights(pattern)).toEqual([undefined, 'w']);
  });

  it('is found where nothing is declared', () => {
    for (const figure of [cuba, dalesLaw, fixedPoint, competition, integers, pattern])
      expect(weights(figure, nothingDeclared)).toEqual(weights(figure));
  });
});

it('the membrane potential is the one that the figure calls so', () => {
  const network = compiled(cuba);
  expect(network.populations.map((population) => membraneOf(population, declaredIn(cuba)))).toEqual([
    { name: 'v', unit: 'volt' },
    { name: 'v', unit: 'volt' },
  ]);
});

describe('a core that is opened', () => {
  it('has a picture of each weight, each with the synapses that it belongs to', async () => {
    const network = compiled(cuba, { N: 1000 });
    const chip = opened(cuba, network, 'E');
    const simulation = await createSimulation(network, { backend: 'reference' });
    const { open } = chip.pulse(simulation);
    expect(open?.memories.map(({ variable, minimum, maximum }) => [variable, minimum, maximum])).toEqual([
      ['w_e', expect.closeTo(1.62e-3, 9), expect.closeTo(1.62e-3, 9)],
      ['w_i', expect.closeTo(-9e-3, 9), expect.closeTo(-9e-3, 9)],
    ]);
    expect(open?.axonsIn.map(({ population }) => population)).toEqual(['E', 'I']);
    const [{ synapses: excitatory = 0 } = {}, { synapses: inhibitory = 0 } = {}] = open?.memories ?? [];
    // Eight in ten synapses come from E.
    expect(excitatory / (excitatory + inhibitory)).toBeCloseTo(0.8, 1);
    expect(open?.states.map(({ variable, values }) => [variable, values.length])).toEqual([['v', 128]]);
    expect(Math.min(...(open?.states[0]?.values ?? []))).toBeGreaterThan(-0.061);
  });

  it('shows the weights that are learnt, not the neurons that have none', async () => {
    const network = compiled(pattern);
    const chip = opened(pattern, network, 'neuron');
    const { open } = chip.pulse(await createSimulation(network, { backend: 'reference' }));
    expect(open?.memories).toMatchObject([
      { variable: 'w', rows: 1, columns: 200, synapses: 200, minimum: 0.5, maximum: 0.5 },
    ]);
  });

  it('tells the whole numbers that stand in its memory where the neuron runs in the chip’s integers', async () => {
    const network = compiled(fixedPoint);
    const chip = opened(fixedPoint, network, 'chip');
    const simulation = await createFixedPointSimulation(network, { only: ['chip'] });
    const { open } = chip.pulse(simulation);
    const [memory] = open?.memories ?? [];
    expect(memory?.variable).toBe('w');
    const { minimum = 0, maximum = 0 } = memory?.registers ?? {};
    expect([minimum, maximum].every(Number.isInteger)).toBe(true);
    expect(maximum).toBeLessThanOrEqual(255);
    // The ramp of wanted weights goes from -0.475 to 1.475 of their scale.
    expect(minimum / maximum).toBeCloseTo(-0.475 / 1.475, 1);
  });
});
