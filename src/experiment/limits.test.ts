import { expect, test } from 'vitest';
import { figure } from '../../chapters/neuron-models/leaky-integrate-and-fire.figure.ts';
import { noLimits, readLimits, writeLimits } from './limits.ts';

test('a link hides and locks what the figure has, and what is written is read again', () => {
  const limits = { hidden: new Set(['R', 'edit']), locked: new Set(['tau_m']) };
  expect(writeLimits(limits)).toBe('hide=R,edit&lock=tau_m');
  expect(readLimits(figure, `?${writeLimits(limits)}`)).toEqual({ ok: true, state: limits });
  expect(readLimits(figure, '?seed=1')).toEqual({ ok: true, state: noLimits });
  expect(writeLimits(noLimits)).toBe('');
});

test('a name that is not there is told', () => {
  expect(readLimits(figure, '?hide=nothing')).toMatchObject({ ok: false });
  expect(readLimits(figure, '?lock=edit')).toMatchObject({ ok: false });
  expect(readLimits(figure, '?hide=constructor')).toMatchObject({ ok: false });
});
