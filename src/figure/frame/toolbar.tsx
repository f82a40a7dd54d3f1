import type { ReactNode } from 'react';
import { fixed, speedLabel } from '../format.ts';
import type { Panel } from '../store.ts';
import { badgeText } from './badge-text.ts';
import { useFigure, useFrame } from './context.ts';
import { Icon, type IconName } from './icons.tsx';

/** Simulated seconds a real second that can be chosen. */
const speeds = [1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, Number.POSITIVE_INFINITY];

/** Time on the left, tools on the right; quiet until wanted. */
export function Toolbar() {
  const { session, figure, limits } = useFrame();
  const has = (tool: string) => !limits?.hidden.has(tool);
  const playing = useFigure((state) => state.playing && state.status.phase !== 'failed');
  return (
    <div
      className="figure-toolbar needs-script"
      role="toolbar"
      aria-label={`${figure.title}: time and tools`}
    >
      <div className="figure-tools">
        {has('time') && (
          <>
            <Tool
              icon={playing ? 'pause' : 'play'}
              label={playing ? 'Pause' : 'Play'}
              onClick={() => (playing ? session?.pause() : session?.play())}
            />
            <Tool
              icon="step"
              label="One step"
              onClick={(event) => session?.advance(event.shiftKey ? 100 : 1)}
            />
            <Tool icon="restart" label="Start again from 0" onClick={() => session?.restart()} />
            <Undo />
            <Speed />
          </>
        )}
        <Time />
      </div>
      <div className="figure-tools">
        {has('seed') && <Tool icon="seed" label="New random numbers" onClick={() => session?.newSeed()} />}
        {has('edit') && <PanelTool icon="equation" label="Edit the equation" panel="equation" />}
        {has('compare') && <PanelTool icon="keep" label="Keep and compare" panel="compare" />}
        {has('share') && <PanelTool icon="share" label="Share" panel="share" />}
        {has('download') && <PanelTool icon="download" label="Download" panel="download" />}
        <Badge />
      </div>
    </div>
  );
}

interface ToolProps {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: (event: { readonly shiftKey: boolean }) => void;
  readonly expanded?: boolean;
  readonly disabled?: boolean;
}

function Tool({ icon, label, onClick, expanded, disabled }: ToolProps) {
  return (
    <button
      type="button"
      className="figure-tool"
      aria-label={label}
      title={label}
      aria-expanded={expanded}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

/** Takes changes back; there once there is something to take back. */
function Undo() {
  const { session } = useFrame();
  const canUndo = useFigure((state) => state.canUndo);
  const canRedo = useFigure((state) => state.canRedo);
  return (
    <>
      <Tool icon="undo" label="Undo" disabled={!canUndo} onClick={() => session?.undo()} />
      <Tool icon="redo" label="Redo" disabled={!canRedo} onClick={() => session?.redo()} />
    </>
  );
}

function PanelTool({ icon, label, panel }: { icon: IconName; label: string; panel: Panel }) {
  const { store } = useFrame();
  const open = useFigure((state) => state.panel === panel);
  return (
    <Tool
      icon={icon}
      label={label}
      expanded={open}
      onClick={() => store.setState({ panel: open ? 'none' : panel })}
    />
  );
}

function Speed() {
  const { session } = useFrame();
  const speed = useFigure((state) => state.speed);
  const choices = speeds.includes(speed) ? speeds : [...speeds, speed].sort((a, b) => a - b);
  return (
    <select
      className="figure-speed"
      aria-label="Speed"
      value={String(speed)}
      onChange={(event) => session?.setSpeed(Number(event.target.value))}
    >
      {choices.map((choice) => (
        <option key={choice} value={String(choice)}>
          {speedLabel(choice)}
        </option>
      ))}
    </select>
  );
}

function Time() {
  const { step, dt } = useFigure((state) => state.status);
  const seconds = step * dt;
  const text: ReactNode =
    dt === 0 ? '' : seconds < 10 ? `${fixed(seconds * 1e3, dt < 1e-4 ? 2 : 1)} ms` : `${fixed(seconds, 3)} s`;
  return <output className="figure-time">{text}</output>;
}

function Badge() {
  const { store } = useFrame();
  const open = useFigure((state) => state.panel === 'badge');
  const text = useFigure(badgeText);
  return (
    <button
      type="button"
      className="figure-badge"
      aria-expanded={open}
      title="What it runs on"
      onClick={() => store.setState({ panel: open ? 'none' : 'badge' })}
    >
      {text}
    </button>
  );
}
