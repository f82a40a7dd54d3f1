import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { AxonGroup, NeuronStates, OpenCore, SynapticMemory } from '../chip/report.ts';
import { describePlace, describeReceivers, describeSenders, usesOf } from './core-words.ts';
import { heat } from './heat.ts';
import { namedOf, rangeOf, SymbolName, valueWithUnit } from './shown.tsx';
import type { PanelModel } from './state.ts';
import type { Subject } from './subject.ts';
import { count, counted, neuronsOf, percent } from './words.ts';

/** The inside of the core that is open: limits, neurons, axons, and its synaptic memory, as they change. */
export function CoreView({ model }: { readonly model: PanelModel }) {
  const layout = useStore(model.store, (state) => state.layout);
  const subject = useStore(model.store, (state) => state.subject);
  const open = useStore(model.store, (state) => state.open);
  const inside = useStore(model.store, (state) => state.pulse?.open);
  const picked = useStore(model.store, (state) => state.picked);
  if (!layout || !subject || open === undefined) return null;
  const core = layout.cores.find(({ slot }) => slot === open);
  const shown = inside?.slot === open ? inside : undefined;
  const from = (population: string) => subject.numberedFrom(population);
  return (
    <section className="chip-core" aria-label={describePlace(layout, open)}>
      <header>
        <h3>{describePlace(layout, open)}</h3>
        <button type="button" className="chip-button" onClick={() => model.open(undefined)}>
          Close core
        </button>
      </header>
      {core ? <p>{neuronsOf(core, from)}</p> : <p>Nothing is placed here.</p>}
      {picked && core?.neurons.some((n) => n.population === picked.population) && (
        <p>
          You pointed at {picked.population} {picked.index + from(picked.population)}.
        </p>
      )}
      <dl className="chip-uses">
        {usesOf(layout, open).map(({ limit, name, used, most, share, binding }) => (
          <div key={limit} data-binding={binding || undefined}>
            <dt>
              {name}
              {binding ? ', the nearest limit' : ''}
            </dt>
            <dd>
              {used} of {most} ({percent(share)})
            </dd>
            <dd className="chip-bar" aria-hidden="true">
              <span className="chip-bar-fill" style={{ inlineSize: `${Math.min(100, 100 * share)}%` }} />
            </dd>
          </div>
        ))}
      </dl>
      {shown && <Inside inside={shown} subject={subject} />}
    </section>
  );
}

interface InsideProps {
  readonly inside: OpenCore;
  readonly subject: Subject;
}

function Inside({ inside, subject }: InsideProps) {
  return (
    <>
      {inside.states.length > 0 && <States inside={inside} subject={subject} />}
      <Axons
        title="In-axons"
        groups={inside.axonsIn}
        none="none: nothing sends to it"
        say={describeSenders}
      />
      <Axons
        title="Out-axons"
        groups={inside.axonsOut}
        none="none: it sends to nobody"
        say={describeReceivers}
      />
      {inside.memories.map((memory) => (
        <Memory key={memory.variable} memory={memory} subject={subject} />
      ))}
    </>
  );
}

/** So few that each can be told by its number. */
const fewNeurons = 6;

/** The membrane potential of the core's neurons: a bar each, from the lowest to the highest. */
function States({ inside: { states, neurons }, subject }: InsideProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !canvas.current) return;
    const all = states.reduce((sum, { values }) => sum + values.length, 0);
    const rows = 48;
    Object.assign(canvas.current, { width: all * 3, height: rows });
    context.fillStyle = getComputedStyle(canvas.current).color;
    let column = 0;
    for (const { values } of states) {
      const [low, high] = [Math.min(...values), Math.max(...values)];
      for (const value of values) {
        const share = high > low ? (value - low) / (high - low) : 1;
        const height = 1 + share * (rows - 1);
        context.fillRect(3 * column++, rows - height, 2, height);
      }
    }
  }, [states]);
  const shown = states.reduce((sum, { values }) => sum + values.length, 0);
  const part = shown < neurons ? `the first ${count(shown)} of ${counted(neurons, 'neuron')}` : undefined;
  const words = states
    .map((group) => `${namedOf(subject, group.variable)} of ${group.population}`)
    .join(', ');
  return (
    <figure className="chip-states">
      <canvas
        ref={canvas}
        role="img"
        aria-label={`${words}: a bar for each of ${counted(shown, 'neuron')}`}
      />
      <figcaption>
        {states.map((group, k) => (
          <span key={`${group.population} ${group.first}`}>
            {k > 0 && '; '}
            <SymbolName subject={subject} name={group.variable} /> of {group.population}
            {shown <= fewNeurons ? (
              <Numbers group={group} subject={subject} />
            ) : (
              <Extent group={group} subject={subject} />
            )}
          </span>
        ))}
        {part && `: ${part}`}
      </figcaption>
    </figure>
  );
}

interface GroupProps {
  readonly group: NeuronStates;
  readonly subject: Subject;
}

function Numbers({ group: { population, first, variable, unit, values }, subject }: GroupProps) {
  const from = first + subject.numberedFrom(population);
  return Array.from(values, (value, k) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a neuron keeps its place
    <span key={k}>
      {k > 0 ? ', ' : ' '}
      {from + k}: {valueWithUnit(subject, variable, unit, value)}
    </span>
  ));
}

function Extent({ group: { variable, unit, values }, subject }: GroupProps) {
  const [low, high] = rangeOf(subject, variable, unit, Math.min(...values), Math.max(...values));
  return low === high ? ` all ${low}` : ` from ${low} (lowest bar) to ${high}`;
}

interface AxonsProps {
  readonly title: string;
  readonly groups: readonly AxonGroup[];
  readonly none: string;
  readonly say: (group: AxonGroup) => string;
}

function Axons({ title, groups, none, say }: AxonsProps) {
  return (
    <p className="chip-axons">
      {title}: {groups.length > 0 ? groups.map(say).join('; ') : none}.
    </p>
  );
}

/** Weights as they lie in the core's memory: a row a neuron, a column an arriving axon. */
function Memory({ memory, subject }: { readonly memory: SynapticMemory; readonly subject: Subject }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !canvas.current) return;
    const { rows, columns, weights, minimum, maximum } = memory;
    canvas.current.width = columns;
    canvas.current.height = rows;
    const span = maximum > minimum ? maximum - minimum : 1;
    weights.forEach((weight, k) => {
      if (Number.isNaN(weight)) return;
      context.fillStyle = heat(maximum > minimum ? (weight - minimum) / span : 0.75);
      context.fillRect(k % columns, Math.floor(k / columns), 1, 1);
    });
  }, [memory]);
  const { rows, columns, neurons, synapses, axonsIn, variable, unit, minimum, maximum, registers } = memory;
  const [low, high] = rangeOf(subject, variable, unit, minimum, maximum);
  const range = low === high ? `all ${low}` : `${low} (dark) to ${high} (light)`;
  const shownOf = (part: number, all: number, noun: string) =>
    part < all ? `${count(part)} of ${counted(all, noun)}` : `all ${counted(all, noun)}`;
  return (
    <figure className="chip-memory">
      <canvas
        ref={canvas}
        role="img"
        aria-label={`${namedOf(subject, variable)} of ${count(synapses)} synapses, ${range}`}
      />
      <figcaption>
        Synaptic memory: <SymbolName subject={subject} name={variable} />, {range}
        {registers &&
          `, kept as whole numbers from ${registers.minimum} to ${registers.maximum} times 2^${registers.exponent}`}
        ; {shownOf(rows, neurons, 'neuron')} down, {shownOf(columns, axonsIn, 'arriving axon')} across
      </figcaption>
    </figure>
  );
}
