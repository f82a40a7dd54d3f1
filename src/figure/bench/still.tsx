import { renderToStaticMarkup } from 'react-dom/server';
import { toSvg } from '../draw/svg.ts';
import { stillWidth } from '../layout.ts';
import { themes } from '../tokens.ts';
import { Bench, benchId } from './bench.tsx';
import { presets } from './presets.ts';
import { drawOutcome, heightOf } from './scene.ts';
import { runSetup } from './setup.ts';

/** Widths of the picture beside the text, and on a phone. */
const widths = { wide: 0.6 * stillWidth, narrow: 358 } as const;

/** The whole bench as HTML, with the run of its first preset: for paper, for readers without scripts, and to be brought to life. */
export function renderBench(): string {
  const [{ setup }] = presets;
  const outcome = runSetup(setup);
  const stills = (['wide', 'narrow'] as const).map((side) => {
    const size = { width: widths[side], height: heightOf(outcome) };
    const svg = toSvg(drawOutcome(outcome, size, themes.light), { theme: themes.light, variables: true });
    return `<div class="still-${side}">${svg}</div>`;
  });
  const body = renderToStaticMarkup(<Bench still={stills.join('')} live={false} />);
  return `<figure class="figure" id="${benchId}" data-bench role="figure" aria-labelledby="${benchId}-question" aria-describedby="${benchId}-alt">${body}</figure>`;
}
