import { describe, expect, it } from 'vitest';
import { compileNetwork } from '../network/compile.ts';
import type { Population } from '../network/network.ts';
import type { Architecture } from './architecture.ts';
import { loihi2 } from './architectures/loihi-2.ts';
import { loihiCalibrated } from './architectures/loihi-calibrated.ts';
import { LiveChip } from './live.ts';
import { neuronNotes } from './neuron-notes.ts';

const lif: Population = {
  size: 2,
  equations: 'dv/dt = (E - v + R*I)/tau : volt (unless refractory)\ndI/dt = -I/tau_s : amp',
  threshold: 'v > theta',
  reset: 'v = V_r',
  refractory: '2*ms',
  parameters: { E: '-65*mV', R: '10*Mohm', tau: '20*ms', tau_s: '5*ms', theta: '-50*mV', V_r: '-65*mV' },
};
const quadratic = { ...lif, equations: lif.equations?.replace('E - v', '(E - v)**2/mV') ?? '' };
const compiled = (populations: Record<string, Population>) =>
  compileNetwork({ dt: '0.1*ms', populations }, { seed: 1, unused: 'ignore' });
const notes = (populations: Record<string, Population>, chip: Architecture = loihiCalibrated) =>
  neuronNotes(compiled(populations), chip);

describe('neurons that a chip does not have', () => {
  it('are named with what does not fit, populations of one kind together', () => {
    expect(notes({ A: quadratic, L: lif, B: quadratic })).toEqual([
      expect.stringMatching(
        /^A and B: this chip has no such neuron \(the equation of v is not linear: its term .*\); each update is counted as one of a leaky integrate-and-fire neuron, the kind that it has\.$/,
      ),
    ]);
  });

  it('are not those that fit, that only send, that are noisy, or that never fire', () => {
    const noisy = { ...lif, equations: lif.equations?.replace(')/tau :', ')/tau + mV*xi/sqrt(tau) :') ?? '' };
    const { threshold: _, reset: __, refractory: ___, ...readout } = lif;
    const open = { ...readout, equations: lif.equations?.replace(' (unless refractory)', '') ?? '' };
    const input: Population = { size: 2, spikes: [[0, 0]] };
    expect(notes({ lif, noisy, open, input })).toEqual([]);
    const strange = { ...noisy, equations: noisy.equations.replace('E - v', '(E - v)**2/mV') };
    expect(notes({ strange })).toHaveLength(1);
  });

  it('are not known of a chip whose neuron is programmable', () => {
    expect(notes({ quadratic }, loihi2)).toEqual([]);
  });

  it('are told in plain words to readers of a figure, not in the code of the equations', () => {
    const plain = (N: Population) => neuronNotes(compiled({ N }), loihiCalibrated, { plain: true })[0];
    const given = { ...lif, threshold: 'abs(t - 5*ms) < dt*0.5' };
    expect(plain(given)).toContain('(it fires at times that are given, not where');
    expect(plain({ ...lif, threshold: 'v > theta + I*R' })).toContain('(it does not fire where a membrane');
    expect(plain({ ...lif, reset: 'v = V_r\nI = 0*amp' })).toContain('(a spike does something other than');
    const adapting = `${lif.equations}\ndz/dt = -z/tau : 1`;
    expect(plain({ ...lif, equations: adapting })).toContain(
      "(3 variables have an equation, `v`, `I` and `z`, where the chip's neuron has two",
    );
    expect(plain(lif)).toBeUndefined();
  });

  it('have too many equations though they never fire', () => {
    const { threshold: _, reset: __, refractory: ___, ...rest } = lif;
    const equations = `${lif.equations?.replace(' (unless refractory)', '')}\ndz/dt = -z/tau : 1`;
    expect(notes({ site: { ...rest, equations } })).toEqual([
      expect.stringMatching(/^site: this chip has no such neuron \(3 variables have an equation/),
    ]);
  });

  it('are told with the layout, where there are any', () => {
    const layout = (population: Population) =>
      new LiveChip(loihiCalibrated, compiled({ N: population }), {
        architecture: loihiCalibrated.name,
        place: 'naive',
        swaps: [],
      }).layout();
    expect(layout(quadratic).notes).toEqual([
      expect.stringContaining('(the equation of `v` is not linear); each update'),
    ]);
    expect('notes' in layout(lif)).toBe(false);
  });
});
