import type { Backend } from '../../engine/simulation.ts';
import { spokenLabel } from '../draw/text.ts';
import { quantityLabel } from '../format.ts';
import { useFigure } from '../frame/context.ts';
import { drawKept, freeze, type KeptRun, mostKept } from '../kept.ts';
import type { FigureSession } from '../session.ts';

/** Keeps runs as they are now, drawn lightly under the one that goes on, with what differs in a table. */
export function Compare({ session }: { readonly session: FigureSession }) {
  const kept = useFigure((state) => state.kept);
  const change = (runs: readonly KeptRun[]) => {
    session.store.setState({ kept: runs });
    session.underlay = (...args) => drawKept(runs, ...args);
    session.changed();
  };
  const keep = () => {
    const { values, edits, seed, status } = session.store.getState();
    const key = Math.max(0, ...kept.map((run) => run.key)) + 1;
    const { history, sweeps, atlas, progress, probe, portrait, reference } = session.picture;
    const picture = freeze({ history, sweeps, atlas: undefined, progress, probe, portrait, reference });
    change([
      ...kept,
      {
        key,
        name: `kept ${key}`,
        picture: atlas ? { ...picture, atlas } : picture,
        values,
        edits,
        seed,
        backend: status.backend,
      },
    ]);
  };
  return (
    <>
      <p>
        A kept run stays in the pictures, thin and light, while you change what you like. It lasts as long as
        the page, and is not part of a link.
      </p>
      <button type="button" className="figure-text-button" disabled={kept.length >= mostKept} onClick={keep}>
        Keep this run
      </button>
      {kept.map((run) => (
        <section key={run.key} className="kept-run" aria-label={run.name}>
          <input
            aria-label="Name of the kept run"
            maxLength={24}
            value={run.name}
            onChange={(event) =>
              change(kept.map((other) => (other === run ? { ...run, name: event.target.value } : other)))
            }
          />
          <button type="button" className="figure-text-button" onClick={() => session.set(run.values, true)}>
            Bring back its values
          </button>
          <button
            type="button"
            className="figure-text-button"
            onClick={() => change(kept.filter((other) => other !== run))}
          >
            Remove
          </button>
          <Differences session={session} run={run} />
        </section>
      ))}
    </>
  );
}

function Differences({ session, run }: { readonly session: FigureSession; readonly run: KeptRun }) {
  const values = useFigure((state) => state.values);
  const edits = useFigure((state) => state.edits);
  const seed = useFigure((state) => state.seed);
  const backend = useFigure((state) => state.status.backend);
  const moved = session.figure.parameters.filter(({ name }) => values[name] !== run.values[name]);
  const texts = JSON.stringify(edits) !== JSON.stringify(run.edits);
  if (moved.length === 0 && !texts && seed === run.seed && backend === run.backend)
    return <p className="figure-muted">Nothing differs yet: move a slider.</p>;
  return (
    <table className="kept-table">
      <thead>
        <tr>
          <th scope="col">What differs</th>
          <th scope="col">kept</th>
          <th scope="col">now</th>
        </tr>
      </thead>
      <tbody>
        {moved.map(({ name, symbol, unit, meaning }) => (
          <tr key={name}>
            <th scope="row">
              {spokenLabel(symbol)}, {meaning}
            </th>
            <td>{quantityLabel(run.values[name] ?? Number.NaN, unit)}</td>
            <td>{quantityLabel(values[name] ?? Number.NaN, unit)}</td>
          </tr>
        ))}
        {texts && (
          <tr>
            <th scope="row">equations</th>
            <td>{Object.keys(run.edits).length > 0 ? 'rewritten' : 'as given'}</td>
            <td>{Object.keys(edits).length > 0 ? 'rewritten' : 'as given'}</td>
          </tr>
        )}
        {backend !== run.backend && (
          <tr>
            <th scope="row">arithmetic</th>
            <td>{arithmetic(run.backend)}</td>
            <td>{arithmetic(backend)}</td>
          </tr>
        )}
        {seed !== run.seed && (
          <tr>
            <th scope="row">seed</th>
            <td>{run.seed}</td>
            <td>{seed}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function arithmetic(backend: Backend): string {
  return backend === 'fixed-point' ? 'the chip’s integers' : 'floating point';
}
