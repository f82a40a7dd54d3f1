/** Changes to a list of spikes as it stands in its field, `3, 20:51`: what a hand does in the picture. */

export type Side = 'pre' | 'post';

const words = (text: string) =>
  text.trim() === 'none' ? [] : text.split(/[\s,]+/).filter((word) => word !== '');
const stepOf = (word: string) => Number.parseInt(word, 10);
const inOrder = (list: readonly string[]) => [...list].sort((a, b) => stepOf(a) - stepOf(b)).join(', ');

/** Without the spike of this step, or with one. */
export function toggleSpike(text: string, step: number): string {
  const list = words(text);
  const others = list.filter((word) => stepOf(word) !== step);
  return inOrder(others.length < list.length ? others : [...list, String(step)]);
}

/** With a spike at another step, its payload kept; undefined where there is one already, or none to move. */
export function moveSpike(text: string, from: number, to: number): string | undefined {
  const list = words(text);
  const moved = list.find((word) => stepOf(word) === from);
  if (moved === undefined || list.some((word) => stepOf(word) === to)) return undefined;
  return inOrder(list.map((word) => (word === moved ? word.replace(/^\d+/, String(to)) : word)));
}
