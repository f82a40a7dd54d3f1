import { toSvg } from './draw/svg.ts';
import { timeLabel } from './format.ts';
import { measuresOnPaper, parametersOnPaper } from './paper.ts';
import type { FigureSession } from './session.ts';
import { themes } from './tokens.ts';
import { stateOf } from './view-state.ts';
import { drawWhole } from './whole.ts';

/**
 * On paper a figure stands as the reader left it: its pictures drawn anew in the light theme, with the parameters, the
 * measured numbers and a link under them. `data-print` on the element says that it is ready for it; until then its canvases
 * are printed as they are. Returns what ends it.
 */
export function printAsLeft(element: HTMLElement, session: FigureSession): () => void {
  const remove = () => {
    for (const sheet of element.querySelectorAll('.figure-print')) sheet.remove();
  };
  const draw = () => {
    remove();
    const picture = element.querySelector('.figure-picture');
    if (!picture || !session.picture.history) return;
    const sheet = document.createElement('div');
    sheet.className = 'figure-print';
    if (hasMaps(session)) {
      const scene = drawWhole(session.shown, session.picture, themes.light, stateOf(session));
      sheet.innerHTML = toSvg(scene, { theme: themes.light, label: session.figure.alt });
    }
    sheet.append(...footOf(session));
    picture.after(sheet);
  };
  addEventListener('beforeprint', draw);
  addEventListener('afterprint', remove);
  element.dataset.print = '';
  return () => {
    removeEventListener('beforeprint', draw);
    removeEventListener('afterprint', remove);
    remove();
    delete element.dataset.print;
  };
}

function footOf(session: FigureSession): HTMLElement[] {
  const { figure, store, id } = session;
  const { values, status, edits, measures, references } = store.getState();
  const measured = measuresOnPaper(figure, measures, references);
  const changed = Object.keys(edits).length > 0 ? ['with rewritten equations, as printed'] : [];
  const at = `at ${timeLabel(status.step * status.dt)}, seed ${status.seed}`;
  return [
    line('figure-print-values', [...parametersOnPaper(figure, values), at, ...changed].join(' · ')),
    ...(measured.length > 0 ? [line('figure-print-values', measured.join(' · '))] : []),
    line('figure-print-link', linkOf(session, id)),
  ];
}

/** Whether the maps of a figure are there; until then the picture made at build prints in their place. */
function hasMaps({ figure, picture }: FigureSession): boolean {
  const map = !figure.map || (picture.map !== undefined && picture.map.done >= picture.map.coarse);
  return map && (!figure.atlas || picture.atlas !== undefined);
}

function line(className: string, text: string): HTMLElement {
  const paragraph = document.createElement('p');
  paragraph.className = className;
  paragraph.textContent = text;
  return paragraph;
}

/** In the readable form, which needs no waiting: seed, time and the values that differ from their defaults. */
function linkOf({ figure, store }: FigureSession, id: string): string {
  const { values, status } = store.getState();
  const root = new URL(document.documentElement.dataset.root ?? './', location.href);
  const set = figure.parameters.flatMap(({ name, default: own }) => {
    const value = values[name] ?? own;
    return value === own ? [] : [`set.${encodeURIComponent(name)}=${value}`];
  });
  const time = Number((status.step * status.dt * 1e3).toPrecision(12));
  const query = [`seed=${status.seed}`, `t=${time}ms`, 'paused', ...set].join('&');
  return new URL(`embed/${id}/?${query}`, root).href;
}
