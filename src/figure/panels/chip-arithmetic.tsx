import { useEffect } from 'react';
import { type Quantised, relativeError } from '../../engine/integers.ts';
import { grouped, quantityLabel, readable } from '../format.ts';
import { useFigure } from '../frame/context.ts';
import type { FigureSession } from '../session.ts';

/** The switch between floating point and the chip's integers, and what these make of each quantity. */
export function ChipArithmetic({ session }: { readonly session: FigureSession }) {
  const integers = useFigure((state) => state.integers);
  const refused = useFigure((state) => state.refused);
  // Said here, it is not said again over the picture.
  useEffect(
    () => () => {
      if (session.store.getState().refused?.diagnostics.length === 0)
        session.store.setState({ refused: undefined });
    },
    [session],
  );
  const other = integers ? 'cpu' : 'fixed-point';
  return (
    <>
      {integers && (
        <table className="kept-table">
          <caption>What the chip’s integers make of the equations</caption>
          <thead>
            <tr>
              <th scope="col">of</th>
              <th scope="col">wanted</th>
              <th scope="col">got</th>
              <th scope="col">off by</th>
            </tr>
          </thead>
          <tbody>
            {integers.quantities.map((one) => (
              <tr key={`${one.of} ${one.what}`} title={one.integers}>
                <th scope="row">
                  {one.of}: {one.what}
                </th>
                <td>{inUnit(one.wanted, one.unit)}</td>
                <td>{inUnit(one.got, one.unit)}</td>
                <td>{percent(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {integers && integers.overflows.current + integers.overflows.voltage > 0 && (
        <p>
          {grouped(integers.overflows.current)} currents left their 24 bit and came round,{' '}
          {grouped(integers.overflows.voltage)} membranes were cut off.
        </p>
      )}
      {refused && (
        <p className="editor-bad" role="alert">
          {refused.message}
        </p>
      )}
      {!session.figure.chip && (
        <button type="button" className="figure-text-button" onClick={() => session.run.setBackend(other)}>
          {integers ? 'Run it in floating point again' : 'Run it in the integers of a neuromorphic chip'}
        </button>
      )}
    </>
  );
}

const prefixed: Readonly<Record<string, readonly [string, number]>> = {
  second: ['ms', 1e3],
  volt: ['mV', 1e3],
  amp: ['nA', 1e9],
};

function inUnit(value: number, unit: string): string {
  const [name, factor] = prefixed[unit] ?? [unit, 1];
  if (value === Number.POSITIVE_INFINITY) return 'no end';
  const shown = Number((value * factor).toPrecision(4));
  return unit === '1' ? readable(shown) : quantityLabel(shown, name);
}

function percent(one: Quantised): string {
  const error = relativeError(one);
  if (!Number.isFinite(error)) return 'all';
  return Math.abs(error) < 1e-9
    ? 'nothing'
    : `${error > 0 ? '+' : ''}${Number((error * 100).toPrecision(2))} %`;
}
