import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Architecture } from '../chip/architecture.ts';
import { CoreView } from './core-view.tsx';
import { describeCore } from './core-words.ts';
import { LedgerView } from './ledger.tsx';
import { Legend } from './legend.tsx';
import { MeshView } from './mesh-view.tsx';
import { OwnChip } from './own.tsx';
import { Placements } from './placements.tsx';
import { Plots } from './plots.tsx';
import { WithSymbols } from './shown.tsx';
import { chooseSpike, type SlowSpike } from './slow.ts';
import { Stages } from './stages.tsx';
import type { PanelModel } from './state.ts';
import { count, counted, describeChip, describePace, neuronCount } from './words.ts';

interface PanelProps {
  readonly model: PanelModel;
  readonly architectures: readonly Pick<Architecture, 'name' | 'title'>[];
  readonly onClose: () => void;
}

/** The chip that the figure in focus runs on, as the reader sees it. */
export function Panel({ model, architectures, onClose }: PanelProps) {
  const { store } = model;
  const title = useStore(store, (state) => state.subject?.title);
  const ask = useStore(store, (state) => state.ask);
  const layout = useStore(store, (state) => state.layout);
  const message = useStore(store, (state) => state.message);
  const placing = useStore(store, (state) => state.placing);
  const full = useStore(store, (state) => state.full);
  const [slow, setSlow] = useState<SlowSpike>();
  /** Whether the figure ran before it was made to wait. */
  const ran = useRef(false);
  const endSlow = useCallback(() => {
    setSlow(undefined);
    if (ran.current) store.getState().subject?.play();
    ran.current = false;
  }, [store]);
  // Another chip or placement: the spike that was followed is none of its.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the layout changes
  useEffect(() => endSlow(), [layout, endSlow]);
  const beginSlow = useCallback(
    (spike: SlowSpike) => {
      const { subject } = store.getState();
      ran.current = subject?.playing() ?? false;
      subject?.pause();
      setSlow(spike);
    },
    [store],
  );
  return (
    <div className="chip-inside" data-full={full || undefined}>
      <header className="chip-head">
        <h2 id="chip-title" tabIndex={-1}>
          The chip{title ? <span> under {title}</span> : null}
        </h2>
        <button
          type="button"
          className="chip-button"
          aria-pressed={full}
          onClick={() => store.setState({ full: !full })}
        >
          {full ? 'Beside the page' : 'Whole screen'}
        </button>
        <button type="button" className="chip-button" onClick={onClose}>
          Close
        </button>
      </header>
      <div className="chip-choices">
        <label>
          Chip{' '}
          <select
            value={ask.own === undefined ? ask.architecture : ''}
            onChange={(event) => {
              const { own: _, ...rest } = store.getState().ask;
              model.choose({ ...rest, architecture: event.target.value, swaps: [] });
            }}
          >
            {ask.own !== undefined && <option value="">your own</option>}
            {architectures.map(({ name, title: label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <fieldset>
          <legend className="chip-hidden">Placement</legend>
          {(['naive', 'optimised'] as const).map((place) => (
            <label key={place}>
              <input
                type="radio"
                name="chip-place"
                checked={ask.place === place}
                onChange={() => model.change({ place, swaps: [] })}
              />
              {place === 'naive' ? 'in order' : 'optimised'}
            </label>
          ))}
        </fieldset>
        <Spread model={model} />
      </div>
      {title === undefined && (
        <p>
          Scroll to a figure: the chip takes the network of the one in the middle of the screen, as soon as it
          comes near.
        </p>
      )}
      {message !== undefined && (
        <p className="chip-message" role="status">
          {message}
        </p>
      )}
      {placing && (
        <p className="chip-message" role="status">
          Placing the network…
        </p>
      )}
      {layout && (
        <div className="chip-body">
          <div className="chip-picture">
            <MeshView model={model} slow={slow} onSlowEnd={endSlow} />
            <Foot model={model} slow={slow} onSlow={beginSlow} onEnd={endSlow} />
          </div>
          <div className="chip-figures">
            <Legend model={model} />
            <CoreView model={model} />
            <Plots model={model} />
            <Placements model={model} />
            <LedgerView model={model} />
            <Words model={model} />
          </div>
        </div>
      )}
      <OwnChip model={model} />
    </div>
  );
}

/** Over how many cores the network is spread at least: fewest first, up to a core a neuron. */
function Spread({ model }: { readonly model: PanelModel }) {
  const layout = useStore(model.store, (state) => state.layout);
  const cores = useStore(model.store, (state) => state.ask.cores ?? 1);
  if (!layout) return null;
  const slots = layout.tiles.length * layout.coresPerTile;
  const neurons = layout.cores.reduce((sum, core) => sum + neuronCount(core), 0);
  const most = Math.min(slots, neurons);
  if (most < 2) return null;
  return (
    <label className="chip-spread">
      Spread over {counted(layout.cores.length, 'core')}
      <input
        type="range"
        min={1}
        max={most}
        value={Math.min(most, Math.max(cores, 1))}
        onChange={(event) => model.change({ cores: Number(event.target.value), swaps: [] })}
      />
    </label>
  );
}

interface FootProps {
  readonly model: PanelModel;
  readonly slow: SlowSpike | undefined;
  readonly onSlow: (spike: SlowSpike) => void;
  readonly onEnd: () => void;
}

/** What is under the pointer, how many packets are drawn, and the way into slow motion. */
function Foot({ model, slow, onSlow, onEnd }: FootProps) {
  const { store } = model;
  const layout = useStore(store, (state) => state.layout);
  const over = useStore(store, (state) => state.over);
  const shown = useStore(store, (state) => state.pulse?.packets.length ?? 0);
  const all = useStore(store, (state) => state.pulse?.messages ?? 0);
  if (!layout) return null;
  const follow = () => {
    const spike = chooseSpike(store.getState().pulse?.packets ?? [], layout);
    if (spike) onSlow(spike);
  };
  const sampled =
    shown < all
      ? `${shown} of ${count(all)} packets of a step are drawn`
      : `${counted(all, 'packet')} in a step`;
  return (
    <div className="chip-foot">
      <p className="chip-over">
        {over === undefined ? sampled : describeCore(layout, over, store.getState().subject?.numberedFrom)}
      </p>
      <button type="button" className="chip-button" disabled={shown === 0} onClick={slow ? onEnd : follow}>
        {slow ? 'Stop' : 'Follow one spike'}
      </button>
      {slow && <Stages model={model} layout={layout} slow={slow} />}
    </div>
  );
}

function Words({ model }: { readonly model: PanelModel }) {
  const subject = useStore(model.store, (state) => state.subject);
  const layout = useStore(model.store, (state) => state.layout);
  const pulse = useStore(model.store, (state) => state.pulse);
  const pace = useStore(model.store, (state) => state.pace);
  if (!layout) return null;
  return (
    <>
      <p className="chip-words">
        {describeChip(subject?.title ?? '', layout, pulse)}
        {pulse && describePace(pulse, pace)}
      </p>
      {layout.notes?.map((note) => (
        <p key={note}>{subject ? <WithSymbols subject={subject} text={note} /> : note}</p>
      ))}
      <p className="chip-note">{layout.about}</p>
    </>
  );
}
