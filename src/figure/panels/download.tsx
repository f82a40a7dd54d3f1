import { useEffect, useState } from 'react';
import { messageOf } from '../../experiment/error.ts';
import type { FileKind } from '../../worker/run.ts';
import { paint } from '../draw/canvas.ts';
import { toSvg } from '../draw/svg.ts';
import { useFigure } from '../frame/context.ts';
import type { FigureSession } from '../session.ts';
import { presentTheme } from '../theme.ts';
import { stateOf } from '../view-state.ts';
import { drawWhole } from '../whole.ts';

interface Picture {
  readonly label: string;
  readonly suffix: string;
  readonly make: (session: FigureSession) => Promise<Blob> | Blob;
}

const pictures: readonly Picture[] = [
  { label: 'Picture, PNG', suffix: '.png', make: png },
  { label: 'Picture, SVG', suffix: '.svg', make: svg },
];

/** What the worker writes. */
const files: Readonly<Record<FileKind, { label: string; suffix: string; type: string }>> = {
  spikes: { label: 'Spikes, CSV', suffix: '-spikes.csv', type: 'text/csv' },
  traces: { label: 'Traces, CSV', suffix: '-traces.csv', type: 'text/csv' },
  json: { label: 'Everything, JSON', suffix: '.json', type: 'application/json' },
  brian2: { label: 'Brian2 script', suffix: '.py', type: 'text/x-python' },
  nir: { label: 'NIR file', suffix: '.nir', type: 'application/x-hdf5' },
};

/** Files of what is shown, of the whole run, and the script that runs it elsewhere. */
export function Download({ session }: { readonly session: FigureSession }) {
  const [problem, setProblem] = useState<string>();
  const file = useFigure((state) => state.file);
  useEffect(() => () => session.makeFile(undefined), [session]);
  useEffect(() => {
    if (file?.state !== 'done') return;
    const { suffix, type } = files[file.of];
    offer(new Blob([file.blob], { type }), `${session.id}${suffix}`);
    session.store.setState({ file: undefined });
  }, [file, session]);
  const draw = async ({ make, suffix }: Picture) => {
    try {
      setProblem(undefined);
      offer(await make(session), `${session.id}${suffix}`);
    } catch (error) {
      setProblem(`This picture could not be made: ${messageOf(error)}`);
    }
  };
  return (
    <>
      <p>
        The pictures are what the figure shows now. The data are the whole run from its first step to now, run
        once more from its log. The script does the same run in Brian2: the values at the start, every change
        at its step. The NIR file holds the network as it is now, for neuromorphic chips and other simulators.
      </p>
      <ul className="figure-files">
        {pictures.map((picture) => (
          <li key={picture.suffix}>
            <button type="button" className="figure-text-button" onClick={() => void draw(picture)}>
              {picture.label}
            </button>
          </li>
        ))}
        {(Object.keys(files) as FileKind[]).map((kind) => (
          <li key={kind}>
            <button type="button" className="figure-text-button" onClick={() => session.makeFile(kind)}>
              {files[kind].label}
            </button>
          </li>
        ))}
      </ul>
      <div role="status">
        {file?.state === 'making' && (
          <p>
            {file.of === 'brian2' || file.of === 'nir'
              ? `Writing the ${file.of === 'nir' ? 'file' : 'script'}…`
              : `Running the log again and writing it down: ${Math.floor(100 * file.progress)} %.`}{' '}
            <button type="button" className="figure-text-button" onClick={() => session.makeFile(undefined)}>
              Never mind
            </button>
          </p>
        )}
      </div>
      {problem && <p role="alert">{problem}</p>}
      {file?.state === 'refused' && (
        <p role="alert">
          This file could not be made. {file.message}{' '}
          {file.partial && (
            <button
              type="button"
              className="figure-text-button"
              onClick={() => session.makeFile(file.of, true)}
            >
              {file.of === 'nir' ? 'Write it without' : 'Take the last part of the run'}
            </button>
          )}
        </p>
      )}
    </>
  );
}

function offer(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function scene(session: FigureSession) {
  const theme = presentTheme();
  return { theme, scene: drawWhole(session.shown, session.picture, theme, stateOf(session)) };
}

function svg(session: FigureSession): Blob {
  const drawn = scene(session);
  const text = toSvg(drawn.scene, { theme: drawn.theme, opaque: true, label: session.figure.alt });
  return new Blob([text], { type: 'image/svg+xml' });
}

async function png(session: FigureSession): Promise<Blob> {
  const drawn = scene(session);
  const ratio = 2;
  const { width, height } = drawn.scene;
  const canvas = new OffscreenCanvas(width * ratio, height * ratio);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives no 2D canvas.');
  const ground = { kind: 'rect', x: 0, y: 0, width, height, ink: 'background' } as const;
  paint(context, { ...drawn.scene, items: [ground, ...drawn.scene.items] }, drawn.theme, ratio);
  return canvas.convertToBlob({ type: 'image/png' });
}
