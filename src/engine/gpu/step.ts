import { type GlslEmitter, type GlslValue, glslNumber } from '../../language/glsl.ts';
import type { Hoister } from '../../language/hoist.ts';
import type { Node } from '../../language/ir.ts';
import type { Cell } from './cell.ts';
import { type Counters, DELAY_BITS, OLDEST } from './counters.ts';

const truth = ({ text, type }: GlslValue) => (type === 'bool' ? text : `${text} != 0.0`);

/**
 * Lines of one step, in the order of network-format.md, Meaning 2: sums, refractoriness and state of the neurons, state of
 * the synapses, thresholds, arriving spikes, resets. A neuron that is alone sets bit `b` of `bits` when it spikes.
 */
export function stepLines(cell: Cell, counters: Counters, emitter: GlslEmitter, hoister: Hoister): string[] {
  const { lines } = emitter;
  const { neurons, synapses, pathways } = cell;
  const alone = neurons.length === 1 && synapses.length === 0;
  const oldest = glslNumber(OLDEST);
  for (const { sums } of synapses) emitter.statements(hoister.statements(sums));

  neurons.forEach(({ program: { refractory, update } }, k) => {
    const { hold, age, ready } = own(k);
    if (age) lines.push(`${age} = min(${age} + 1.0, ${oldest});`);
    if (refractory?.kind === 'time') {
      lines.push(`${hold} = max(${hold} - 1.0, 0.0);`);
    } else if (refractory) {
      const holds = emitter.node(hoister.node(refractory.value));
      lines.push(`${hold} = ${hold} > 0.0 && ${truth(holds)} ? 1.0 : 0.0;`);
    }
    lines.push(refractory ? `bool ${ready} = ${hold} == 0.0;` : `const bool ${ready} = true;`);
    emitter.statements(hoister.statements(update));
  });
  for (const { update } of synapses) emitter.statements(hoister.statements(update));

  neurons.forEach(({ program: { threshold, reset } }, k) => {
    if (!threshold) return;
    const { ready, fired } = own(k);
    const crossed = `${ready} && ${truth(emitter.node(hoister.node(threshold)))}`;
    if (!alone) lines.push(`bool ${fired} = ${crossed};`);
    emitter.when(alone ? crossed : fired, () => {
      if (alone) lines.push('bits |= 1u << uint(b);');
      spike(k);
      if (alone) emitter.statements(hoister.statements(reset));
    });
  });
  if (alone) return lines;

  const caughtUp = synapses.map(({ catchUp }) => hoister.statements(catchUp));
  pathways.forEach(({ synapse, fired, delay, statements }, k) => {
    const queue = counters.queues[k] ?? [];
    const place = queue[Math.floor(delay / DELAY_BITS)];
    if (place !== undefined)
      lines.push(`if (${own(fired).fired}) ${place} += ${glslNumber(2 ** (delay % DELAY_BITS))};`);
    emitter.when(queue[0] === undefined ? own(fired).fired : odd(queue[0]), () => {
      emitter.statements(caughtUp[synapse] ?? []);
      const since = counters.since[synapse];
      if (since) lines.push(`${since} = 0.0;`);
      emitter.statements(hoister.statements(statements));
    });
  });
  neurons.forEach(({ program: { threshold, reset } }, k) => {
    if (threshold && reset.length > 0)
      emitter.when(own(k).fired, () => emitter.statements(hoister.statements(reset)));
  });
  for (const since of counters.since) if (since) lines.push(`${since} = min(${since} + 1.0, ${oldest});`);
  for (const queue of counters.queues)
    queue.forEach((place, r) => {
      const next = queue[r + 1];
      const carried = next ? ` + (${odd(next)} ? ${glslNumber(2 ** (DELAY_BITS - 1))} : 0.0)` : '';
      lines.push(`${place} = floor(0.5 * ${place})${carried};`);
    });
  return lines;

  function own(k: number): Counters['neurons'][number] {
    const found = counters.neurons[k];
    if (!found) throw new Error(`A cell has no neuron ${k}.`);
    return found;
  }

  /** What a spike does to the counters. With synapses about, the neuron is refractory from then on in this step. */
  function spike(k: number): void {
    const { hold, age, ready } = own(k);
    const { refractory } = neurons[k]?.program ?? {};
    if (refractory)
      lines.push(
        `${hold} = ${refractory.kind === 'time' ? emitter.node(hoister.node(wholeSteps(refractory.value))).text : '1.0'};`,
      );
    if (refractory && !alone) lines.push(`${ready} = false;`);
    if (age) lines.push(`${age} = 0.0;`);
  }
}

/** Whether the lowest bit of a whole number is set. */
const odd = (text: string) => `${text} != 2.0 * floor(0.5 * ${text})`;

/** floor(d/dt + 0.001): network-format.md, Meaning 4. */
function wholeSteps(duration: Node): Node {
  const real = (operation: 'add' | 'div' | 'floor', ...args: Node[]): Node => ({
    kind: 'apply',
    operation,
    arguments: args,
    type: 'real',
  });
  const dt: Node = { kind: 'builtin', name: 'dt', owner: 'self', type: 'real' };
  return real(
    'floor',
    real('add', real('div', duration, dt), { kind: 'constant', value: 1e-3, type: 'real' }),
  );
}
