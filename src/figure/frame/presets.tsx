import { presetOf } from '../../experiment/presets.ts';
import { useFigure, useFrame } from './context.ts';

/** More than these would crowd the sliders out: they go into a list. */
const mostChips = 6;

/** The figure's named settings; the one whose values hold is marked, and none once they do not. */
export function Presets() {
  const { figure, session, id } = useFrame();
  const chosen = useFigure((state) => presetOf(figure, state.values)?.name) ?? '';
  const { presets = [] } = figure;
  if (presets.length === 0) return null;
  if (presets.length <= mostChips)
    return (
      <fieldset className="figure-choice figure-presets">
        <legend className="figure-hidden">Presets</legend>
        {presets.map(({ name, title }) => (
          <label key={name}>
            <input
              type="radio"
              name={`${id}-preset`}
              checked={name === chosen}
              onChange={() => session?.applyPreset(name)}
            />
            <span>{title}</span>
          </label>
        ))}
      </fieldset>
    );
  return (
    <label className="figure-axes figure-presets">
      Preset
      <select value={chosen} onChange={(event) => session?.applyPreset(event.target.value)}>
        <option value="" disabled>
          your own values
        </option>
        {presets.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
