/** Names and units as typeset mathematics: `tau_m` is a Greek letter with an index, `mV` stands upright. */
import { lookupUnit } from './units.ts';

const GREEK = [
  ...['epsilon', 'upsilon', 'lambda', 'alpha', 'gamma', 'delta', 'theta', 'kappa', 'sigma', 'omega', 'zeta'],
  ...['iota', 'beta', 'eta', 'rho', 'tau', 'phi', 'chi', 'psi', 'xi', 'mu', 'nu', 'pi'],
  ...['Lambda', 'Gamma', 'Delta', 'Theta', 'Sigma', 'Omega', 'Phi', 'Psi', 'Xi', 'Pi'],
];

/** Names that say what they are only when spelt out. */
const SPELT: Readonly<Record<string, string>> = {
  dt: '\\Delta t',
  e: '\\mathrm{e}',
  inf: '\\infty',
  not_refractory: '\\text{not refractory}',
  lastspike: 't_{\\text{last spike}}',
};

function index(text: string): string {
  if (text === 'inf') return '\\infty';
  if (GREEK.includes(text)) return `\\${text}`;
  return /^([A-Za-z]|[0-9]+)$/.test(text) ? text : `\\mathrm{${text}}`;
}

/** What often stands behind a letter as its index, in lower case. */
const INDICES = new Set([
  'inf',
  'max',
  'min',
  'pre',
  'post',
  'ext',
  'syn',
  'exc',
  'inh',
  'ref',
  'reset',
  'rest',
  'leak',
  'stim',
  'noise',
]);

/** A letter, or a Greek name, with what follows as its index; a word that is neither stays a word. */
function base(word: string, alone: boolean): { readonly letter: string; readonly rest: string } {
  const greek = GREEK.find((name) => word.startsWith(name));
  const rest = word.slice(greek ? greek.length : 1);
  const letter = greek ? `\\${greek}` : word.charAt(0);
  const short = greek ? rest.length <= 3 && greek !== 'pi' : rest.length === 1 && alone;
  const mixed = rest.length <= 3 && (/^[A-Z0-9]/.test(rest) || (/^[A-Z]/.test(word) && !greek));
  if (rest === '' || short || mixed || INDICES.has(rest)) return { letter, rest };
  return { letter: `\\mathrm{${word}}`, rest: '' };
}

/** The LaTeX of a name by itself: `v`, `E_{\mathrm{Na}}`, `\tau_{m}`, `v^{\mathrm{post}}`. */
export function nameLatex(name: string): string {
  const spelt = SPELT[name];
  if (spelt) return spelt;
  const [first = '', ...others] = name.split('_').filter((part) => part !== '');
  const side = others.at(-1);
  const above = side === 'pre' || side === 'post' ? `^{\\mathrm{${side}}}` : '';
  if (above) others.pop();
  const { letter, rest } = base(first, others.length === 0);
  const below = [rest, ...others].filter((part) => part !== '').map(index);
  return `${letter}${below.length > 0 ? `_{${below.join(',')}}` : ''}${above}`;
}

const UNIT_SYMBOLS: Readonly<Record<string, string>> = {
  metre: 'm',
  meter: 'm',
  gram: 'g',
  gramme: 'g',
  second: 's',
  amp: 'A',
  ampere: 'A',
  kelvin: 'K',
  mole: 'mol',
  mol: 'mol',
  candle: 'cd',
  lumen: 'lm',
  radian: 'rad',
  steradian: 'sr',
  hertz: 'Hz',
  becquerel: 'Bq',
  newton: 'N',
  pascal: 'Pa',
  joule: 'J',
  watt: 'W',
  coulomb: 'C',
  volt: 'V',
  farad: 'F',
  ohm: '\\Omega',
  siemens: 'S',
  weber: 'Wb',
  tesla: 'T',
  henry: 'H',
  lux: 'lx',
  gray: 'Gy',
  sievert: 'Sv',
  katal: 'kat',
  molar: 'M',
  litre: 'L',
  liter: 'L',
  kilogram: 'kg',
  kilogramme: 'kg',
};

/** The symbol of a unit, upright, and its power: `ufarad` is `\mathrm{\mu F}`, `cm2` is `\mathrm{cm}` to the 2. */
export function unitLatex(name: string): { readonly symbol: string; readonly power: number } | undefined {
  if (!lookupUnit(name)) return undefined;
  const power = Number(/[23]$/.exec(name)?.[0] ?? 1);
  const stem = power === 1 ? name : name.slice(0, -1);
  const long = Object.keys(UNIT_SYMBOLS).find(
    (unit) => stem.endsWith(unit) && (stem === unit || lookupUnit(stem)) && stem.length - unit.length <= 2,
  );
  const prefix = long ? stem.slice(0, stem.length - long.length) : '';
  const text = long ? `${prefix}${UNIT_SYMBOLS[long] ?? ''}` : stem;
  return { symbol: `\\mathrm{${text.replace(/^u/, '\\mu ')}}`, power };
}
