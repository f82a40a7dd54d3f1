import { useStore } from 'zustand';
import type { ChipLayout } from '../chip/report.ts';
import { isTimed, type SlowSpike, type Stage, type StageName, slowdown } from './slow.ts';
import type { PanelModel } from './state.ts';
import { counted, large, quantity } from './words.ts';

interface StagesProps {
  readonly model: PanelModel;
  readonly layout: ChipLayout;
  readonly slow: SlowSpike;
}

/** The way of one spike in words, the present stage made to stand out. */
export function Stages({ model, layout, slow }: StagesProps) {
  const now = useStore(model.store, (state) => state.stage);
  const subject = useStore(model.store, (state) => state.subject);
  const [first] = slow.packets;
  if (!first) return null;
  const name = `${first.population} ${first.index + (subject?.numberedFrom(first.population) ?? 0)}`;
  const timed = isTimed(slow);
  return (
    <div className="chip-stages">
      <p role="status">
        One spike of {name} on its way to {counted(slow.packets.length, 'core')}
        {timed
          ? `, ${large(slowdown(slow))} times slower than the chip; times are counted from the threshold.`
          : '; no times are published of this chip.'}{' '}
        The figure waits and then goes on.
      </p>
      <ol>
        {slow.stages.map((stage, k) => (
          <li key={stage.name} aria-current={k === now ? 'step' : undefined}>
            <span>{says[stage.name]({ slow, layout, name })}</span>
            {timed && <span className="chip-moment">{momentOf(stage)}</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}

interface Told {
  readonly slow: SlowSpike;
  readonly layout: ChipLayout;
  readonly name: string;
}

const says: Readonly<Record<StageName, (told: Told) => string>> = {
  threshold: ({ name }) => `Threshold: ${name} reaches it and fires`,
  'axon out': ({ slow }) =>
    `Out-axon: core ${slow.packets[0]?.from} writes a message for core ${slow.packets[0]?.to}`,
  hops: ({ slow: { tiles }, layout }) =>
    `${counted(tiles.length - 1, 'hop')}, column and row: ${tiles.map((tile) => placeOf(layout, tile)).join(' → ')}`,
  'axon in': ({ slow }) => `In-axon: core ${slow.packets[0]?.to} takes the message and finds its synapses`,
  synapses: () => 'Synapses: their weights are added to the neurons',
};

function placeOf({ tiles }: ChipLayout, tile: number): string {
  const { x, y } = tiles[tile] ?? { x: 0, y: 0 };
  return `${x},${y}`;
}

function momentOf({ begin, end }: Stage): string {
  const say = (time: number) => quantity(time < 1e-15 ? 0 : time, 's');
  return end > begin ? `${say(begin)} to ${say(end)}` : say(begin);
}
