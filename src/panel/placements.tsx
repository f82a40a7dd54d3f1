import { useStore } from 'zustand';
import type { PanelModel } from './state.ts';
import { count, quantity } from './words.ts';

/** Placements beside one another, for the same spikes: hops, energy and load do not agree on which is best. */
export function Placements({ model }: { readonly model: PanelModel }) {
  const placements = useStore(model.store, (state) => state.placements);
  if (placements.every(({ messages }) => messages === 0)) return null;
  return (
    <section className="chip-compare" aria-label="Placements compared">
      <table className="chip-placements">
        <thead>
          <tr>
            <th scope="col">Placement</th>
            <th scope="col">Between cores</th>
            <th scope="col">Hops each</th>
            <th scope="col">Busiest link</th>
            <th scope="col">Hop energy</th>
          </tr>
        </thead>
        <tbody>
          {placements.map(({ name, messages, hops, maxLink, energy: joules }, k) => (
            <tr key={name} data-now={k === placements.length - 1 || undefined}>
              <th scope="row">{name}</th>
              <td>{count(messages)}</td>
              <td>{messages > 0 ? (hops / messages).toFixed(2) : ''}</td>
              <td>{count(maxLink)}</td>
              <td>{joules === undefined ? 'no price' : quantity(joules, 'J')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="chip-note">
        For the same spikes, counted since the network came onto a chip. Carry a core to another place and
        watch the last row.
      </p>
    </section>
  );
}
