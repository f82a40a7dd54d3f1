import { describe, expect, test } from 'vitest';
import { typeset } from '../../testing/typeset.ts';
import { printEquations } from '../brian2.ts';
import { alignedLatex, populationLatex, projectionLatex } from '../latex.ts';
import { lowerPopulation } from '../lower.ts';
import { parseEquations } from '../parse.ts';
import { checkModel } from './check-model.ts';
import { GALLERY } from './models.ts';

describe.each(GALLERY.map((model) => [model.name, model] as const))('%s', (_, model) => {
  test('is checked: every differential equation gives a derivative', () => {
    const { population, projections } = checkModel(model);
    const differential = [...population.model.variables.values()].filter(
      ({ kind }) => kind === 'differential',
    );
    expect([...population.derivatives.keys()]).toEqual(differential.map(({ name }) => name));
    expect(projections).toHaveLength(model.synapses?.length ?? 0);
  });

  test('lowers with its own method', () => {
    const { population } = checkModel(model);
    const program = lowerPopulation(population, model.method);
    if (model.method && population.derivatives.size > 0) expect(program.method?.name).toBe(model.method);
    const written = new Set(program.update.flatMap((s) => (s.kind === 'store' ? [s.slot.name] : [])));
    expect([...written].sort()).toEqual([...population.derivatives.keys()].sort());
  });

  test('typesets, plain and with symbols that light up', () => {
    const text = { ...model, source: 'populations.P' };
    for (const interactive of [false, true]) {
      const options = { interactive, symbols: new Map([['v', { role: 'state' }]]) };
      const lines = [
        ...populationLatex(text, options),
        ...(model.synapses ?? []).flatMap((synapses) =>
          projectionLatex({ ...synapses, source: 'p' }, options),
        ),
      ];
      const html = typeset(alignedLatex(lines));
      expect(html.includes('data-symbol')).toBe(interactive && lines.length > 0);
    }
  });

  test('prints as Brian2 text that means the same', () => {
    const bare = (text: string) =>
      JSON.parse(
        JSON.stringify(parseEquations(text, 'e'), (key, value) => (/span/i.test(key) ? undefined : value)),
      );
    const printed = printEquations(parseEquations(model.equations, 'e'));
    expect(bare(printed)).toEqual(bare(model.equations.replace(/\bmS\b/g, 'msiemens')));
  });
});

test('the acceptance set is as large as it claims', () => {
  expect(new Set(GALLERY.map(({ name }) => name)).size).toBe(GALLERY.length);
  expect(GALLERY.length).toBeGreaterThanOrEqual(45);
});
