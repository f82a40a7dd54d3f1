import { formatDimension } from '../language/dimension.ts';
import type { Model } from '../language/model.ts';
import { nearestName } from '../language/suggest.ts';
import { readTime } from './array.ts';
import type { Probe } from './compiled.ts';
import { NetworkError } from './error.ts';
import type { RecordRequest } from './network.ts';

/** Without `indices`, so many of the first elements are recorded. */
const FIRST = 5;

/**
 * What is recorded. `every` is in steps; on a projection 0 where only the final values are wanted.
 * Throws `NetworkError` for names and indices that are not there.
 */
export function compileProbes(
  record: readonly string[] | RecordRequest | undefined,
  model: Model,
  size: number,
  dt: number,
  path: string,
  withoutEvery: 0 | 1,
): Probe[] {
  if (!record) return [];
  const request: RecordRequest = 'variables' in record ? record : { variables: record };
  const every = request.every === undefined ? withoutEvery : steps(request.every, dt, `${path}.every`);
  const indices = request.indices
    ? Uint32Array.from(request.indices)
    : Uint32Array.from({ length: Math.min(FIRST, size) }, (_, k) => k);
  const beyond = indices.findIndex((index) => index >= size);
  if (beyond >= 0)
    throw new NetworkError(
      `${path}.indices.${beyond}`,
      `there is no element ${indices[beyond]}: there are ${size}.`,
    );
  if (new Set(indices).size < indices.length)
    throw new NetworkError(`${path}.indices`, 'an index stands here twice.');
  return request.variables.map((variable, k) => {
    const declared = model.variables.get(variable);
    const place = 'variables' in record ? `${path}.variables.${k}` : `${path}.${k}`;
    if (!declared) {
      const nearest = nearestName(variable, model.variables.keys());
      const advice = nearest
        ? `; did you mean "${nearest}"?`
        : `. There are ${[...model.variables.keys()].join(', ') || 'none'}.`;
      throw new NetworkError(place, `the equations declare no variable "${variable}"${advice}`, nearest);
    }
    if (request.variables.indexOf(variable) < k)
      throw new NetworkError(place, `"${variable}" is recorded twice.`);
    return { variable, unit: formatDimension(declared.dimension), indices, every };
  });
}

function steps(text: string, dt: number, path: string): number {
  const exact = readTime(text, path) / dt;
  const whole = Math.round(exact);
  if (whole < 1 || Math.abs(exact - whole) > 1e-3 * whole)
    throw new NetworkError(
      path,
      `"${text}" must be a whole number of steps of ${dt * 1e3} ms, at least one.`,
    );
  return whole;
}
