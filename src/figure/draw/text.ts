/** Width of the edge around a text that lines may cross, in its own size. */
export const haloWidth = 0.3;

/** A run of a label: plain, lowered or raised. */
export interface Run {
  readonly text: string;
  readonly shift: 'none' | 'sub' | 'super';
}

/** Commands that have a character, or a word, of their own. */
const signs: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  Delta: 'Δ',
  epsilon: 'ε',
  varepsilon: 'ε',
  zeta: 'ζ',
  eta: 'η',
  theta: 'θ',
  vartheta: 'ϑ',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'µ',
  nu: 'ν',
  xi: 'ξ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  varphi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
  infty: '∞',
  Omega: 'Ω',
  partial: '∂',
  sum: 'Σ',
  cdot: '·',
  times: '×',
  pm: '±',
  approx: '≈',
  le: '≤',
  ge: '≥',
  quad: ' ',
  ln: 'ln ',
  log: 'log ',
  exp: 'exp ',
  sqrt: '√',
};

/** Braces with at most one pair inside. */
const group = '\\{((?:[^{}]|\\{[^{}]*\\})*)\\}';
const fraction = new RegExp(`\\\\frac\\s*${group}\\s*${group}`, 'g');
const root = new RegExp(`\\\\sqrt\\s*${group}`, 'g');
const bracketed = (part: string) => (/[\s+\-/]/.test(part.trim()) ? `(${part})` : part);

/**
 * LaTeX as a plain label for canvas, SVG and running text: Greek letters and signs become characters, fractions are
 * written with a slash, fonts go, one level of sub- and superscripts stays. A command that is not known keeps its name, so that
 * it is seen and not lost.
 */
export function plainLatex(latex: string): string {
  return latex
    .replace(/\\(?:mathrm|mathit|mathbf|text|operatorname)\s*\{([^{}]*)\}/g, '{$1}')
    .replace(/\\bar\s*\{?(\w)\}?/g, '$1̄')
    .replace(fraction, (_, above: string, below: string) => `${bracketed(above)}/${bracketed(below)}`)
    .replace(root, (_, inside: string) => `√${bracketed(inside)}`)
    .replace(/\\([A-Za-z]+)(?: +(?=[A-Za-z\\]))?/g, (_, name: string) => signs[name] ?? name)
    .replace(/\\!/g, '')
    .replace(/\\[,;:]/g, '\u2009')
    .replace(/\\ /g, ' ')
    .replace(/(^|[\s(=+*/^{])-(?=\S)|(?<=\s)-(?=\s)/g, '$1−')
    .replace(/ {2,}/g, ' ')
    .replace(/\{\{([^{}]*)\}\}/g, '{$1}')
    .replace(/\$/g, '');
}

/** Splits `V_{th}` into runs; a character after `_` or `^` stands alone. */
export function runsOf(label: string): Run[] {
  const runs: Run[] = [];
  const pattern = /([_^])(?:\{([^{}]*)\}|(.))|([^_^]+)/gu;
  for (const [, mark, group, single, plain] of label.matchAll(pattern)) {
    if (plain !== undefined) runs.push({ text: plain.replace(/[{}]/g, ''), shift: 'none' });
    else runs.push({ text: group ?? single ?? '', shift: mark === '_' ? 'sub' : 'super' });
  }
  return runs;
}

/** Whether two runs that follow each other are a sub- and a superscript of one letter, which stand above each other. */
export function isPair(first: Run | undefined, second: Run): boolean {
  return (
    first !== undefined && first.shift !== 'none' && second.shift !== 'none' && first.shift !== second.shift
  );
}

/** Label without marks, for accessible names: `V_{th}` -> `V th`. */
export function spokenLabel(latex: string): string {
  return runsOf(plainLatex(latex))
    .map((run) => run.text)
    .join(' ')
    .trim();
}

/** Width in pixels, estimated without a font: good enough to keep labels from touching. */
export function estimateWidth(label: string, size: number): number {
  const runs = runsOf(label);
  let width = 0;
  let before = 0;
  runs.forEach((run, k) => {
    const own = runWidth(run, size);
    width += isPair(runs[k - 1], run) ? Math.max(0, own - before) : own;
    before = own;
  });
  return width;
}

/** Width of one run, estimated as `estimateWidth` does. */
export function runWidth(run: Run, size: number): number {
  let width = 0;
  for (const char of run.text) {
    const em = /[ilj.,:;|'!]/.test(char) ? 0.27 : /[mwMWµ%]/.test(char) ? 0.8 : /\s/.test(char) ? 0.22 : 0.49;
    width += em * size * (run.shift === 'none' ? 1 : 0.72);
  }
  return width;
}

/** As much of a text as a width holds, with an ellipsis where it does not hold all. */
export function shortened(text: string, size: number, width: number): string {
  if (estimateWidth(text, size) <= width) return text;
  let kept = [...text];
  while (kept.length > 0 && estimateWidth(`${kept.join('').trimEnd()}…`, size) > width)
    kept = kept.slice(0, -1);
  return kept.length > 0 ? `${kept.join('').trimEnd()}…` : '';
}

/** Plain text with `$...$` as plain characters, to be spoken. */
export function plainText(text: string): string {
  return text
    .split('$')
    .map((part, k) => (k % 2 === 1 ? plainLatex(part).replace(/[{}_^]/g, '') : part))
    .join('');
}
