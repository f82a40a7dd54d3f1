/**
 * A population that fires `n` times at the rate `f`, each neuron a time `lead` before 100 ms and its multiples of 1/f. The
 * phase is half a step early, so that rounding does not decide the step. For networks with steps of 1 ms.
 */
export function pacemaker(size: number, lead: string, constants: Readonly<Record<string, string>> = {}) {
  return {
    size,
    equations: 'dphi/dt = f : 1\nlead : second\nm : 1\nn : 1\nf : Hz',
    threshold: 'phi >= 1 and m < n',
    reset: 'phi -= 1\nm += 1',
    method: 'euler',
    parameters: { ...constants, lead, n: 60, f: '1*Hz' },
    initial: { phi: '1 - f*(99.5*ms - lead)' },
  };
}

/** How the names of a pacemaker are shown. */
export const pacemakerSymbols = {
  phi: { symbol: '\\varphi', role: 'neutral', meaning: 'phase of the pacemaker' },
  m: { symbol: 'm', role: 'neutral', meaning: 'spikes so far' },
  lead: { symbol: '\\ell', role: 'neutral', meaning: 'how long it fires before its partner', unit: 'ms' },
} as const;

/** How often and how fast pairs are paired, in the populations `pre` and `post`. */
export const protocol = (n: number, most: number) =>
  [
    {
      name: 'n',
      symbol: 'n',
      role: 'neutral',
      meaning: 'number of pairings',
      minimum: 1,
      maximum: most,
      default: n,
      step: 1,
      prominent: true,
      anew: true,
      sets: [{ path: 'populations.pre.parameters.n' }, { path: 'populations.post.parameters.n' }],
    },
    {
      name: 'f',
      symbol: 'f',
      role: 'neutral',
      meaning: 'pairings a second',
      unit: 'Hz',
      minimum: 0.5,
      maximum: 6,
      default: 1,
      step: 0.5,
      prominent: true,
      anew: true,
      sets: [{ path: 'populations.pre.parameters.f' }, { path: 'populations.post.parameters.f' }],
    },
  ] as const;
