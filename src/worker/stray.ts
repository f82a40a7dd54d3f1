import { NotFiniteError, type Simulation } from '../engine/simulation.ts';
import type { CompiledPopulation } from '../network/compiled.ts';

/**
 * Runs at most `steps` steps and returns how many: where one of many independent neurons has diverged the others go
 * on. The engines look for such a value after they have run.
 */
export function advanceAnyway(simulation: Simulation, steps: number): number {
  const before = simulation.step;
  try {
    return simulation.advance(steps);
  } catch (error) {
    if (error instanceof NotFiniteError && simulation.step > before) return simulation.step - before;
    throw error;
  }
}

/** Which neurons have a variable that is no longer a finite number. */
export function strayNeurons(simulation: Simulation, { name, size, state }: CompiledPopulation): Set<number> {
  const stray = new Set<number>();
  for (const variable of state.keys()) {
    const values = simulation.get({ population: name, name: variable });
    if (values.length !== size) continue;
    values.forEach((value, index) => {
      if (!Number.isFinite(value)) stray.add(index);
    });
  }
  return stray;
}
