import { useStore } from 'zustand';
import type { PanelModel } from './state.ts';
import { count, quantity } from './words.ts';

/** Placements beside one another, for the same spikes: hops, energy and load do not agree on which is best. */
export function Placements({ model }: { readonly model: PanelModel }) {
  const placements = useStore(model.store, (state) => state.placements);
  const optimises = useStore(model.store, ({ ask }) => ask.place === 'optimised' || ask.compare === true);
  const place = useStore(model.store, ({ ask }) => ask.place);
  const chosen = place === 'naive' ? 'in order' : 'optimised';
  const now = placements.find(({ name }) => name === 'as you moved it')?.name ?? chosen;
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
          {placements.map(({ name, messages, hops, maxLink, energy: joules }) => (
            <tr key={name} data-now={name === now || undefined}>
              <th scope="row">{name}</th>
              <td>{count(messages)}</td>
              <td>{messages > 0 ? (hops / messages).toFixed(2) : ''}</td>
              <td>{count(maxLink)}</td>
              <td>{joules === undefined ? 'no price' : quantity(joules, 'J')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!optimises && (
        <button type="button" className="chip-button" onClick={() => model.change({ compare: true })}>
          Compare with the optimised placement
        </button>
      )}
      <p className="chip-note">
        For the same spikes, counted since the network came onto a chip. The row in bold is the one in use:
        carry a core to another place and watch it. Fewest hops, least energy and the lightest load on the
        busiest link need not be the same placement: energy of a hop depends on its direction, and a short way
        may be a crowded one.
      </p>
    </section>
  );
}
