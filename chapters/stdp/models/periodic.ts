/**
 * What n pairings at a steady frequency f come to under the triplet rule (`triplet.ts`), as an expression over delta, late,
 * n, f and the rule's constants: every trace is a geometric series, and so is what it is multiplied with.
 */

/** What is left of a trace after one period. */
const left = (tau: string) => `exp(-1/(f*${tau}))`;
/** Sum of the first n powers of q, from the zeroth. */
const powers = (q: string) => `((1 - (${q})**n)/(1 - ${q}))`;

/** Sum over the pairings k of a trace that they have left: of its spikes up to k, or before k, where `before` is 1. */
function trace(tau: string, before: 0 | 1): string {
  const q = left(tau);
  return before ? `${q}/(1 - ${q})*(n - ${powers(q)})` : `(n - ${q}*${powers(q)})/(1 - ${q})`;
}

/** The same for the product of a fast trace and a slow one, the slow one of spikes before k. */
function product(fast: string, before: 0 | 1, slow: string): string {
  const [a, b] = [left(fast), left(slow)];
  const lead = before ? a : '1';
  // Of the fast trace q/(1 - q)*(1 - q^k), or (1 - q*q^k)/(1 - q); of the slow one q/(1 - q)*(1 - q^k).
  const factor = before ? '1' : a;
  return `${lead}*${b}/((1 - ${a})*(1 - ${b}))*(n - ${factor}*${powers(a)} - ${powers(b)} + ${factor}*${powers(`${a}*${b}`)})`;
}

/** Of nearest spikes alone: a trace is what is left since the last one. */
const lone = (tau: string, before: 0 | 1) => (before ? `(n - 1)*${left(tau)}` : 'n');
const both = (fast: string, before: 0 | 1, slow: string) =>
  before ? `(n - 1)*${left(fast)}*${left(slow)}` : `(n - 1)*${left(slow)}`;

/** `late`: post leads, so that of the sending neuron's fast trace only spikes before k have come when post fires. */
function change(late: 0 | 1): string {
  const side = (fast: string, slow: string, before: 0 | 1, a2: string, a3: string) => {
    const all = `${a2}*${trace(fast, before)} + ${a3}*${product(fast, before, slow)}`;
    const nearest = `${a2}*${lone(fast, before)} + ${a3}*${both(fast, before, slow)}`;
    // Since the spike that is counted from less time has gone by than whole periods by delta, or more.
    return `exp(${before ? '' : '-'}delta/${fast})*((1 - near)*(${all}) + near*(${nearest}))`;
  };
  const rise = side('taup', 'tauy', late, 'A2p', 'A3p');
  return `${rise} - ${side('taum', 'taux', late ? 0 : 1, 'A2m', 'A3m')}`;
}

/** In thousandths, as the amplitudes of the table are; a pure number when all is done. */
export const periodicPairing = `((1 - late)*(${change(0)}) + late*(${change(1)}))/1000`;
