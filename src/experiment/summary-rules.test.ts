import { expect, test } from 'vitest';
import { figure } from '../../chapters/stdp/locality.figure.ts';
import { compileNetwork } from '../network/compile.ts';
import { allNeeds } from '../network/needs.ts';
import { resolveNetwork } from './resolve.ts';
import { ruleSentences } from './summary-rules.ts';

const compiled = compileNetwork(resolveNetwork(figure, {}), { seed: 1 });
const network = { ...compiled, needs: allNeeds(compiled) };

test('a rule is told by what it reads and what is carried for it', () => {
  expect(ruleSentences(figure, network, {})).toEqual([
    'The rule pair STDP reads in the synapse: weight, pre-synaptic trace, post-synaptic trace; of its neuron: spikes.',
    'Carried for it beside the spikes that the neurons need: nothing.',
  ]);
  expect(ruleSentences(figure, network, { rule: 7 })[1]).toBe(
    'Carried for it beside the spikes that the neurons need: error of the neuron, rate wanted less rate in every step, from errors, spikes of neuron i.',
  );
});
