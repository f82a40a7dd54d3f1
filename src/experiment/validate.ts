import type { Network, Population, Projection } from '../network/network.ts';
import { messageOf } from './error.ts';
import type { CircuitView, Figure, LinearNeuron, StackView } from './figure.ts';
import { measureUnit } from './measure-unit.ts';
import { readPath } from './path.ts';
import type { Attempt, Say } from './problems.ts';
import { inRange, sameDimension, seconds, unitQuantity } from './quantities.ts';
import { closedForm, closedFormIn } from './reference.ts';
import { resolveNetwork } from './resolve.ts';
import { selfConsistentForm } from './self-consistent.ts';
import { checkAtlas } from './validate-atlas.ts';
import { checkCarried, checkRules } from './validate-carried.ts';
import { checkGoals, checkPresets } from './validate-goals.ts';
import { checkLearning, checkRasterMarks } from './validate-learning.ts';
import { checkMap } from './validate-map.ts';
import { checkMarks } from './validate-marks.ts';
import { checkPlanes } from './validate-planes.ts';
import { checkSteps } from './validate-steps.ts';
import { checkSweeps } from './validate-sweeps.ts';
import { checkPairs, checkSynapses, checkTrains } from './validate-synapses.ts';

/**
 * What is wrong with a figure's declaration, one sentence each; empty where nothing is. The network itself is checked
 * by compiling what `resolveNetwork` gives.
 */
export function validateFigure(figure: Figure): string[] {
  const problems: string[] = [];
  const attempt = (place: string, check: () => void) => {
    try {
      check();
    } catch (error) {
      problems.push(`${place}: ${messageOf(error)}`);
    }
  };
  const say = (place: string, wrong: boolean, sentence: string) => {
    if (wrong) problems.push(`${place}: ${sentence}`);
  };
  checkTable(figure, say, attempt);
  attempt('network', () => resolveNetwork(figure, {}));
  for (const [name, symbol] of Object.entries(figure.symbols)) {
    attempt(`symbols.${name}`, () => unitQuantity(symbol.unit));
    say(
      `symbols.${name}`,
      figure.parameters.some((p) => p.name === name),
      'the parameter table has it already.',
    );
  }
  if (figure.repeats !== undefined) attempt('repeats', () => seconds(figure.repeats ?? '', 'repeats'));
  attempt('duration', () => seconds(figure.duration, 'duration'));
  say('speed', !(figure.speed > 0), 'must be above 0.');
  checkViews(figure, say, attempt);
  checkSweeps(figure, attempt);
  checkAtlas(figure, say, attempt);
  checkMap(figure, say, attempt);
  for (const [name, measure] of Object.entries(figure.measures ?? {})) {
    if ('on' in measure)
      say(`measures.${name}`, !isRecorded(figure.network, measure.on), `${measure.on} is not recorded.`);
    if ('of' in measure)
      say(`measures.${name}`, !isRecorded(figure.network, measure.of), `${measure.of} is not recorded.`);
    else if ('projection' in measure)
      say(
        `measures.${name}`,
        !isRecorded(figure.network, `${measure.projection}.${measure.variable}`),
        `projection ${measure.projection} does not record ${measure.variable}.`,
      );
    else if (measure.kind === 'carried')
      checkRules(figure, measure, measure.rules, `measures.${name}`, say, (of) =>
        isRecorded(figure.network, of),
      );
    else if (measure.kind === 'pair sum') checkPairs(figure, measure, `measures.${name}`, say, attempt);
    else if ('neuron' in measure) checkLinear(figure, measure.neuron, `measures.${name}`, say);
    else
      say(
        `measures.${name}`,
        !figure.network.populations[measure.population],
        `no population ${measure.population}.`,
      );
    if (measure.kind === 'estimate') {
      const rate = `${measure.population}.${measure.rate}`;
      say(`measures.${name}`, !isRecorded(figure.network, rate), `${rate} is not recorded.`);
      for (const parameter of [measure.width, measure.frequency])
        say(`measures.${name}`, !hasParameter(figure, parameter), `no parameter ${parameter}.`);
    }
    const { reference, selfConsistent } = measure;
    if (reference !== undefined && !selfConsistent)
      attempt(
        `measures.${name}.reference`,
        () => void closedFormIn(figure, reference, measureUnit(measure), 'reference'),
      );
    if (selfConsistent !== undefined)
      attempt(
        `measures.${name}.selfConsistent`,
        () => void selfConsistentForm(figure, selfConsistent, reference ?? 'nu'),
      );
    if (measure.kind === 'modulation')
      for (const parameter of [measure.amplitude, measure.frequency])
        say(`measures.${name}`, !hasParameter(figure, parameter), `no parameter ${parameter}.`);
  }
  checkOffChip(figure, say);
  checkPresets(figure, say);
  checkGoals(figure, say, attempt);
  return problems;
}

function checkOffChip({ network, offChip = {} }: Figure, say: Say): void {
  const names = Object.keys(network.populations);
  for (const [name, reason] of Object.entries(offChip)) {
    say(`offChip.${name}`, !names.includes(name), `no population ${name}.`);
    say(
      `offChip.${name}`,
      !/^[a-z].*[^.]$/.test(reason),
      'its reason goes on after a colon, without a full stop.',
    );
  }
  say(
    'offChip',
    names.every((name) => Object.hasOwn(offChip, name)),
    'nothing would be left for a chip.',
  );
}

function checkTable(figure: Figure, say: Say, attempt: Attempt): void {
  const names = new Set<string>();
  const paths = new Set<string>();
  for (const parameter of figure.parameters) {
    const place = `parameters.${parameter.name}`;
    say(place, names.has(parameter.name), 'the name is taken twice.');
    names.add(parameter.name);
    say(place, !(parameter.minimum < parameter.maximum), 'its minimum is not below its maximum.');
    say(place, !inRange(parameter, parameter.default), 'its default is outside its range.');
    say(place, parameter.scale === 'log' && parameter.minimum <= 0, 'a log scale begins above 0.');
    say(place, parameter.step !== undefined && !(parameter.step > 0), 'its step must be above 0.');
    attempt(place, () => unitQuantity(parameter.unit));
    say(
      place,
      parameter.toggle === true && !(parameter.minimum === 0 && parameter.maximum === 1),
      'a switch goes from 0 to 1.',
    );
    for (const { path } of parameter.sets) {
      say(place, paths.has(path), `another parameter sets ${path} too.`);
      say(place, readPath(figure.network, path) === undefined, `${path} leads nowhere in the network.`);
      paths.add(path);
    }
  }
}

function checkViews(figure: Figure, say: Say, attempt: Attempt): void {
  const { network } = figure;
  figure.views.forEach((view, k) => {
    const place = `views.${k}`;
    const knows = (population: string) =>
      say(place, !network.populations[population], `no population ${population}.`);
    if ('window' in view) attempt(place, () => seconds(view.window, 'window'));
    if (view.kind === 'raster' || view.kind === 'rate') for (const { name } of view.populations) knows(name);
    if (view.kind === 'raster') checkRasterMarks(view, knows, place, attempt);
    if (view.kind === 'rate') attempt(place, () => seconds(view.bin, 'bin'));
    if (view.kind === 'curve')
      for (const name of [view.sweep, ...(view.beside ?? []).map(({ sweep }) => sweep)])
        say(place, !figure.sweeps?.[name], `no sweep ${name}.`);
    if (view.kind === 'curve' && view.own !== undefined)
      say(place, !figure.measures?.[view.own], `no measure ${view.own}.`);
    if (view.kind === 'relation' || view.kind === 'convergence')
      for (const { sweep } of view.sweeps) say(place, !figure.sweeps?.[sweep], `no sweep ${sweep}.`);
    if (view.kind === 'relation')
      for (const { at } of view.marks ?? []) attempt(place, () => closedForm(figure, at));
    if (view.kind === 'samples' || view.kind === 'convergence')
      checkSteps(figure, view, place, say, attempt, (of) => isRecorded(network, of));
    if (view.kind === 'histogram' || view.kind === 'course')
      checkLearning(figure, view, place, say, attempt, (of) => isRecorded(network, of));
    if (view.kind === 'aligned') {
      say(place, !isRecorded(network, view.of), `${view.of} is not recorded.`);
      for (const name of ['before', 'after'] as const) attempt(place, () => seconds(view[name], name));
    }
    if (view.kind === 'estimates') {
      knows(view.population);
      say(place, !isRecorded(network, view.rate), `${view.rate} is not recorded.`);
      for (const { width } of view.estimates)
        say(place, width !== undefined && !hasParameter(figure, width), `no parameter ${width}.`);
    }
    if (view.kind === 'transfer') {
      for (const name of [view.frequency, ...view.windows.map(({ width }) => width)])
        say(place, !hasParameter(figure, name), `no parameter ${name}.`);
      for (const { gain } of view.windows) say(place, !figure.measures?.[gain], `no measure ${gain}.`);
    }
    if (view.kind === 'locality' || view.kind === 'carried')
      checkCarried(figure, view, place, say, attempt, (of) => isRecorded(network, of));
    if (view.kind === 'trains') checkTrains(figure, view, place, say, knows);
    if (view.kind === 'synapses')
      checkSynapses(figure, view, place, say, attempt, (of) => isRecorded(network, of));
    if (view.kind === 'matrix') {
      attempt(place, () => unitQuantity(view.unit));
      say(
        place,
        !isRecorded(network, `${view.projection}.${view.variable}`),
        `projection ${view.projection} does not record ${view.variable}.`,
      );
    }
    if (view.kind === 'matrix' || view.kind === 'raster')
      for (const name of [view.chosen, view.kind === 'matrix' ? view.law : undefined])
        say(place, name !== undefined && !hasParameter(figure, name), `no parameter ${name}.`);
    if (view.kind === 'map') say(place, !figure.map, 'the figure declares no map.');
    if (view.kind === 'atlas') say(place, !figure.atlas, 'the figure declares no atlas.');
    if (view.kind === 'phase' || view.kind === 'wall' || view.kind === 'opened')
      checkPlanes(figure, view, place, say, (of) => isRecorded(network, of));
    if (view.kind === 'phase')
      for (const { variable } of [view.x, view.y])
        say(
          place,
          !isRecorded(network, `${view.population}.${variable}`),
          `${view.population}.${variable} is not recorded.`,
        );
    if (view.kind === 'circuit' || view.kind === 'stack') checkCurrents(figure, view, place, say, attempt);
    if (view.kind === 'decomposition') {
      checkLinear(figure, view.neuron, place, say);
      attempt(place, () => seconds(view.memory, 'memory'));
      attempt(place, () => unitQuantity(view.unit));
    }
    if (view.kind === 'statistics') {
      attempt(place, () => seconds(view.memory, 'memory'));
      attempt(place, () => unitQuantity(view.unit));
      for (const { of, ...names } of view.lines) {
        say(place, !isRecorded(network, of), `${of} is not recorded.`);
        for (const name of Object.values(names))
          say(place, !figure.parameters.some((p) => p.name === name), `no parameter ${name}.`);
      }
    }
    if (view.kind !== 'traces') return;
    for (const panel of view.panels) {
      attempt(place, () => unitQuantity(panel.unit));
      checkMarks(figure, panel, place, say);
      const { around } = panel;
      say(
        place,
        around !== undefined && !figure.parameters.some(({ name }) => name === around),
        `no parameter ${around}.`,
      );
      const count = figure.parameters.find(({ name }) => name === panel.chosen)?.maximum;
      if (panel.chosen !== undefined)
        say(place, count !== panel.lines.length, `${panel.chosen} counts ${panel.lines.length} lines.`);
      say(place, panel.closer?.some(([low, high]) => !(low < high)) === true, 'an empty closer range.');
      const level = figure.parameters.find(({ name }) => name === panel.level);
      say(place, panel.level !== undefined && !level, `no parameter ${panel.level}.`);
      if (level)
        say(
          place,
          !sameDimension(unitQuantity(level.unit).dimension, unitQuantity(panel.unit).dimension),
          `${panel.level} has another dimension than the axis.`,
        );
      for (const { of, reference, minus, as } of panel.lines) {
        say(place, !isRecorded(network, of), `${of} is not recorded.`);
        say(place, minus !== undefined && !isRecorded(network, minus), `${minus} is not recorded.`);
        say(place, as !== undefined && !Object.hasOwn(figure.symbols, as), `no symbol ${as}.`);
        if (reference !== undefined) attempt(place, () => closedForm(figure, reference));
      }
    }
  });
}

/** The currents that a view draws are recorded, and what it names of the table is there. */
function checkCurrents(
  figure: Figure,
  view: CircuitView | StackView,
  place: string,
  say: Say,
  attempt: Attempt,
): void {
  attempt(place, () => unitQuantity(view.unit));
  const recorded = (of: string) => say(place, !isRecorded(figure.network, of), `${of} is not recorded.`);
  const tabled = (name: string) =>
    say(place, !figure.parameters.some((p) => p.name === name), `no parameter ${name}.`);
  if (view.kind === 'stack') {
    for (const { of } of [...view.terms, view.capacitor]) recorded(of);
    tabled(view.capacitor.capacitance);
    return;
  }
  const own = (variable: string) => recorded(`${view.population}.${variable}`);
  own(view.voltage);
  own(view.source);
  tabled(view.capacitance);
  for (const { current, conductance, reversal, plug } of view.branches) {
    own(current);
    tabled(reversal);
    if (plug !== undefined) tabled(plug);
    if (!figure.parameters.some((p) => p.name === conductance)) own(conductance);
  }
}

/** Everything that a linear neuron is computed from is recorded, at every step. */
function checkLinear(
  { network }: Figure,
  { population, ...names }: LinearNeuron,
  place: string,
  say: Say,
): void {
  for (const variable of Object.values(names)) {
    const of = `${population}.${variable}`;
    say(place, !isRecorded(network, of), `${of} is not recorded.`);
  }
  const record = network.populations[population]?.record ?? [];
  say(place, 'every' in record && record.every !== undefined, `${population} is not recorded at every step.`);
}

function hasParameter(figure: Figure, name: string): boolean {
  return figure.parameters.some((parameter) => parameter.name === name);
}

/** Whether the network's file records `population.variable`, or `0.variable` of a projection. */
function isRecorded(network: Network, of: string): boolean {
  const [owner = '', variable = ''] = of.split('.');
  const home: Population | Projection | undefined =
    network.populations[owner] ?? network.projections?.[Number(owner)];
  const record = home?.record ?? [];
  return ('variables' in record ? record.variables : record).includes(variable);
}
