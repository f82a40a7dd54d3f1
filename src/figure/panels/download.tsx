import { useState } from 'react';
import { messageOf } from '../../experiment/error.ts';
import { seconds } from '../../experiment/quantities.ts';
import { resolveNetwork } from '../../experiment/resolve.ts';
import { exportBrian2 } from '../../export/brian2.ts';
import { spikesCsv, tracesCsv } from '../../export/csv.ts';
import { resultsText } from '../../export/results.ts';
import { compileNetwork } from '../../network/compile.ts';
import { collectResults } from '../collected.ts';
import { paint } from '../draw/canvas.ts';
import { toSvg } from '../draw/svg.ts';
import type { FigureSession } from '../session.ts';
import { presentTheme } from '../theme.ts';
import { drawWhole } from '../whole.ts';

interface FileKind {
  readonly label: string;
  readonly suffix: string;
  readonly type: string;
  readonly make: (session: FigureSession) => Promise<string | Blob> | string;
}

const kinds: readonly FileKind[] = [
  { label: 'Picture, PNG', suffix: '.png', type: 'image/png', make: png },
  { label: 'Picture, SVG', suffix: '.svg', type: 'image/svg+xml', make: svg },
  { label: 'Spikes, CSV', suffix: '-spikes.csv', type: 'text/csv', make: (s) => spikesCsv(kept(s)) },
  { label: 'Traces, CSV', suffix: '-traces.csv', type: 'text/csv', make: traces },
  {
    label: 'Everything, JSON',
    suffix: '.json',
    type: 'application/json',
    make: (s) => [...resultsText(kept(s))].join(''),
  },
  { label: 'Brian2 script', suffix: '.py', type: 'text/x-python', make: brian2 },
];

/** Files of what is shown, and the script that runs it elsewhere. */
export function Download({ session }: { readonly session: FigureSession }) {
  const [problem, setProblem] = useState<string>();
  const save = async (kind: FileKind) => {
    try {
      setProblem(undefined);
      const made = await kind.make(session);
      offer(
        made instanceof Blob ? made : new Blob([made], { type: kind.type }),
        `${session.id}${kind.suffix}`,
      );
    } catch (error) {
      setProblem(`This file could not be made: ${messageOf(error)}`);
    }
  };
  return (
    <>
      <p>
        The pictures and data are what the figure shows now. The script runs exactly this network in Brian2.
      </p>
      <ul className="figure-files">
        {kinds.map((kind) => (
          <li key={kind.suffix}>
            <button type="button" className="figure-text-button" onClick={() => void save(kind)}>
              {kind.label}
            </button>
          </li>
        ))}
      </ul>
      {problem && <p role="alert">{problem}</p>}
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

function kept(session: FigureSession) {
  const results = collectResults(session);
  if (!results) throw new Error('nothing has been simulated yet.');
  return results;
}

/** One table a population: each has times of its own. */
function traces(session: FigureSession): string {
  const { populations } = kept(session);
  return Object.values(populations)
    .filter(({ variables }) => Object.keys(variables).length > 0)
    .map(({ variables }) => tracesCsv(variables))
    .join('\n');
}

function scene(session: FigureSession) {
  const { values, edits, measure } = session.store.getState();
  const edited = Object.keys(edits).length > 0;
  const theme = presentTheme();
  const { figure, picture } = session;
  return { theme, scene: drawWhole(figure, picture, theme, { figure, values, edited, measure }) };
}

function svg(session: FigureSession): string {
  const drawn = scene(session);
  return toSvg(drawn.scene, { theme: drawn.theme, opaque: true, label: session.figure.alt });
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

function brian2({ figure, store }: FigureSession): string {
  const { values, edits, seed } = store.getState();
  const network = resolveNetwork(figure, values, edits);
  const duration = seconds(figure.duration, 'duration');
  return exportBrian2(network, compileNetwork(network, { seed }), { title: figure.title, duration });
}
