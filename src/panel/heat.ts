/** Cividis (Nuñez, Anderton, Renslow 2018) in nine steps, dark to light. */
const steps = [
  [0, 32, 77],
  [0, 51, 111],
  [57, 72, 107],
  [87, 93, 109],
  [112, 113, 115],
  [138, 134, 120],
  [166, 157, 117],
  [200, 184, 102],
  [253, 234, 69],
] as const;

/** The colour of a share of the largest activity, 0 to 1. */
export function heat(share: number): string {
  const at = Math.min(1, Math.max(0, share)) * (steps.length - 1);
  const low = Math.min(steps.length - 2, Math.floor(at));
  const part = at - low;
  const [a, b] = [steps[low], steps[low + 1]];
  if (!a || !b) return 'none';
  const channel = (k: 0 | 1 | 2) => Math.round(a[k] + (b[k] - a[k]) * part);
  return `rgb(${channel(0)} ${channel(1)} ${channel(2)})`;
}
