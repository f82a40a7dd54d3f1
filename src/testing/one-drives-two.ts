import { compileNetwork } from '../network/compile.ts';

/** Three neurons that nothing drives but a spike of neuron 0, which goes to 1 and 2: small enough to be counted by hand. */
export const oneDrivesTwo = (more: { readonly on_post?: string } = {}) =>
  compileNetwork(
    {
      dt: '1*ms',
      populations: {
        N: { size: 3, equations: 'dv/dt = -v/(10*ms) : 1', threshold: 'v > 1', reset: 'v = 0' },
      },
      projections: [
        {
          from: 'N',
          to: 'N',
          connect: {
            pairs: [
              [0, 1],
              [0, 2],
            ],
          },
          model: 'w : 1',
          on_pre: 'v_post += w',
          parameters: { w: 0.5 },
          ...more,
        },
      ],
    },
    { seed: 1 },
  );
