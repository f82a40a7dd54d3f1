import { presetOf } from '../../experiment/presets.ts';
import { useFigure, useFrame } from './context.ts';

/** More than these would crowd the sliders out: they go into a list. */
const mostChips = 6;

/** The figure's named settings; the one whose values hold is marked, and none once they do not. */
export function Presets() {
  const { figure, session, id, limits } = useFrame();
  const chosen = useFigure((state) => presetOf(figure, state.values)?.name) ?? '';
  const { presets = [] } = figure;
  // A preset would not be what its name says if it left a locked parameter as it is.
  const disabled = (limits?.locked.size ?? 0) > 0;
  const title = disabled ? 'Off: this link locks a parameter that presets set' : undefined;
  if (presets.length === 0 || limits?.hidden.has('presets')) return null;
  if (presets.length <= mostChips)
    return (
      <fieldset className="figure-choice figure-presets" disabled={disabled} title={title}>
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
    <label className="figure-axes figure-presets" title={title}>
      Preset
      <select
        disabled={disabled}
        value={chosen}
        onChange={(event) => session?.applyPreset(event.target.value)}
      >
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
