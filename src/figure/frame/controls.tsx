import type { Parameter } from '../../experiment/figure.ts';
import { firstSeed } from '../store.ts';
import { useFigure, useFrame } from './context.ts';
import { Presets } from './presets.tsx';
import { ParameterSlider } from './slider.tsx';
import { ParameterSwitch } from './switch.tsx';

function ParameterControl({ parameter }: { readonly parameter: Parameter }) {
  return parameter.toggle ? (
    <ParameterSwitch parameter={parameter} />
  ) : (
    <ParameterSlider parameter={parameter} />
  );
}

/** The few parameters that matter here; the rest one click away. */
export function Controls() {
  const { figure, session, store, id, limits } = useFrame();
  const more = useFigure((state) => state.more);
  const values = useFigure((state) => state.values);
  const moved = figure.parameters.some((p) => values[p.name] !== p.default);
  const others = useFigure(
    ({ edits, seed, axes }) => Object.keys(edits).length > 0 || seed !== firstSeed || axes !== undefined,
  );
  const changed = moved || others;
  const shown = figure.parameters.filter((p) => !limits?.hidden.has(p.name));
  const prominent = shown.filter((p) => p.prominent);
  const rest = shown.filter((p) => !p.prominent);
  return (
    <div className="figure-controls needs-script">
      <Presets />
      <div className="figure-sliders">
        {prominent.map((parameter) => (
          <ParameterControl key={parameter.name} parameter={parameter} />
        ))}
      </div>
      {rest.length > 0 && (
        <div className="figure-sliders figure-rest" id={`${id}-more`} hidden={!more}>
          {rest.map((parameter) => (
            <ParameterControl key={parameter.name} parameter={parameter} />
          ))}
        </div>
      )}
      <div className="figure-controls-foot">
        {rest.length > 0 && (
          <button
            type="button"
            className="figure-text-button"
            aria-expanded={more}
            aria-controls={`${id}-more`}
            onClick={() => store.setState({ more: !more })}
          >
            {more ? 'Fewer parameters' : `${rest.length} more parameter${rest.length > 1 ? 's' : ''}`}
          </button>
        )}
        <button
          type="button"
          className="figure-text-button"
          data-hidden={!changed}
          disabled={!changed}
          onClick={() => session?.resetEverything()}
        >
          {others ? 'Reset everything' : 'Reset all parameters'}
        </button>
      </div>
    </div>
  );
}
