import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Parameter } from '../../experiment/figure.ts';
import { unitLabel } from '../../experiment/unit-label.ts';
import { speedLabel } from '../format.ts';
import { clamp } from '../session.ts';
import { fieldText, fromPosition, readField, toPosition } from './slider.tsx';

const parameter: Parameter = {
  name: 'theta',
  symbol: '\\theta',
  role: 'neutral',
  meaning: 'threshold',
  unit: 'mV',
  minimum: -64,
  maximum: -30,
  default: -50,
  step: 0.5,
  sets: [],
};

test('typed values are taken or explained', () => {
  expect(readField(' −51,5 ', parameter)).toEqual({ value: -51.5 });
  expect(readField('x', parameter)).toEqual({
    problem: '"x" is not a number; θ takes one from -64 to -30 mV.',
  });
  expect(readField('10', parameter)).toEqual({ problem: '10 is outside the range of θ, -64 to -30 mV.' });
});

test('a field shows what it would read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -128, max: -60 }), (half) => {
      expect(readField(fieldText(half / 2, parameter), parameter)).toEqual({ value: half / 2 });
    }),
  );
});

test('dragged values are held in range and on the step', () => {
  expect(clamp(-12.3, parameter)).toBe(-30);
  expect(clamp(-51.26, parameter)).toBe(-51.5);
});

test('typed values between two steps are kept and shown exactly', () => {
  expect(clamp(-51.123456, parameter, true)).toBe(-51.123456);
  expect(clamp(-12.3, parameter, true)).toBe(-30);
  expect(fieldText(-51.123456, parameter)).toBe('−' + '51.123456');
  expect(fieldText(-51.5, parameter)).toBe('−' + '51.5');
});

test('a logarithmic slider comes back to its value', () => {
  const log: Parameter = { ...parameter, minimum: 0.01, maximum: 100, default: 1, scale: 'log' };
  expect(fromPosition(toPosition(1, log), log)).toBeCloseTo(1, 9);
  expect(toPosition(100, log)).toBe(1000);
});

test('speeds and units are written as people write them', () => {
  expect(speedLabel(0.05)).toBe('1/20 of real time');
  expect(speedLabel(0.001)).toBe('1/1,000 of real time');
  expect(speedLabel(1)).toBe('real time');
  expect(speedLabel(Number.POSITIVE_INFINITY)).toBe('as fast as it goes');
  expect(unitLabel('uA/cm**2')).toBe('µA/cm²');
  expect(unitLabel('Mohm')).toBe('MΩ');
});
