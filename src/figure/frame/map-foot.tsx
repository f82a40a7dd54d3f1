import { shownMeasure } from '../map-measure.ts';
import { useFigure, useFrame } from './context.ts';

/** Below a map of networks: what it is coloured by, how far it is, and a way to stop it or to let it go on. */
export function MapFoot() {
  const { figure, store, session, id } = useFrame();
  const chosen = useFigure((state) => state.mapMeasure);
  const { map } = figure;
  if (!map) return null;
  const shown = shownMeasure(map, chosen)?.measure;
  const choose = (measure: string) => {
    store.setState({ mapMeasure: measure });
    session?.changed();
  };
  return (
    <div className="figure-map-foot needs-script">
      <fieldset className="figure-choice">
        <legend className="figure-hidden">Coloured by</legend>
        {map.measures.map(({ measure }) => (
          <label key={measure}>
            <input
              type="radio"
              name={`${id}-map-measure`}
              checked={measure === shown}
              onChange={() => choose(measure)}
            />
            <span>{figure.measures?.[measure]?.label ?? measure}</span>
          </label>
        ))}
      </fieldset>
      <MapProgress />
    </div>
  );
}

function MapProgress() {
  const { session } = useFrame();
  const progress = useFigure((state) => state.map);
  const { done = 0, wanted = 1, all = 1, running = true } = progress ?? {};
  const rest = done < wanted ? 'Go on' : `Refine to ${all} runs`;
  return (
    <div className="figure-map-progress">
      <progress aria-label="Runs of the map" value={done} max={wanted} />
      <span className="figure-map-runs">
        {progress ? `${done} of ${wanted} runs` : 'begins when it is seen'}
      </span>
      <button
        type="button"
        className="figure-text-button"
        disabled={!progress || done >= all}
        onClick={() => session?.run.goMap(!running)}
      >
        {running ? 'Stop' : done >= all ? 'Complete' : rest}
      </button>
    </div>
  );
}
