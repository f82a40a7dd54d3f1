import { useStore } from 'zustand';
import { heat } from './heat.ts';
import type { PanelModel } from './state.ts';
import { large, twoDigits } from './words.ts';

const scale = `linear-gradient(to right, ${Array.from({ length: 9 }, (_, k) => heat(k / 8)).join(', ')})`;

/** What colours, bars and lines of the mesh mean, the colours with their scale. */
export function Legend({ model }: { readonly model: PanelModel }) {
  // Anew with each pulse, which is what changes the largest.
  useStore(model.store, (state) => state.pulse);
  const largest = Math.max(0, ...model.activity);
  return (
    <ul className="chip-legend">
      <li className="chip-scale">
        Colour: 0 <span className="chip-scale-bar" style={{ backgroundImage: scale }} aria-hidden="true" />{' '}
        {largest > 0 ? (largest >= 1e6 ? large(largest) : twoDigits(largest)) : ''} synaptic operations and
        spikes a second of the network&rsquo;s time
      </li>
      <li>Bars: compartments, memory, axons in, axons out; the one that stands out is nearest its limit</li>
      <li>Thick lines: loaded links</li>
      <li>Blue frame: weights change</li>
    </ul>
  );
}
