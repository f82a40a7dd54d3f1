import type { CSSProperties } from 'react';
import { atlasParameters } from '../../experiment/atlas-axes.ts';
import type { AtlasMeasure } from '../../experiment/figure.ts';
import { plainLatex } from '../draw/text.ts';
import type { Cell } from '../layout.ts';
import { useFigure, useFrame } from './context.ts';
import { MapFoot } from './map-foot.tsx';
import { ViewCanvas } from './view-canvas.tsx';

/** One view: its title, the still picture made at build and, over it, the live canvas. */
export function ViewFrame({ cell }: { readonly cell: Cell }) {
  const { session, stills } = useFrame();
  const style = { '--height': cell.height } as CSSProperties;
  return (
    <div className="figure-view" data-view={cell.view.kind} style={style}>
      <div className="figure-canvas">
        <div
          className="figure-still"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: SVG made by the figure's own views
          dangerouslySetInnerHTML={{ __html: stills[cell.index] ?? '' }}
        />
        {session && <ViewCanvas session={session} view={cell.view} />}
      </div>
      {cell.view.kind === 'map' && <MapFoot />}
      {cell.view.kind === 'atlas' && (
        <div className="figure-map-foot needs-script">
          <MeasureChoice />
          <AxesChoice />
        </div>
      )}
    </div>
  );
}

/** What the map is coloured by. */
function MeasureChoice() {
  const { figure, store, session, id } = useFrame();
  const measure = useFigure((state) => state.measure);
  const measures = figure.atlas?.measures ?? [];
  if (measures.length < 2) return null;
  const choose = (choice: AtlasMeasure) => {
    store.setState({ measure: choice });
    session?.changed();
  };
  return (
    <fieldset className="figure-choice">
      <legend className="figure-hidden">Coloured by</legend>
      {measures.map((choice) => (
        <label key={choice}>
          <input
            type="radio"
            name={`${id}-measure`}
            checked={choice === measure}
            onChange={() => choose(choice)}
          />
          <span>{choice}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Which two parameters the map spans. */
function AxesChoice() {
  const { figure, session } = useFrame();
  const axes = useFigure((state) => state.axes);
  const { atlas } = figure;
  if (!atlas) return null;
  const choices = atlasParameters(figure, atlas);
  if (choices.length < 3) return null;
  const side = (name: 'x' | 'y', label: string) => (
    <label>
      {label}{' '}
      <select
        value={axes?.[name] ?? atlas[name].parameter}
        onChange={(event) => session?.setAxes(name, event.target.value)}
      >
        {choices.map((parameter) => (
          <option key={parameter.name} value={parameter.name}>
            {plainLatex(parameter.symbol).replace(/[{}]/g, '')}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div className="figure-axes">
      {side('x', 'across')}
      {side('y', 'up')}
    </div>
  );
}
