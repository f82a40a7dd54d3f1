const superscripts: Readonly<Record<string, string>> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
};

/** `uA/cm**2` -> `µA/cm²`, `Mohm` -> `MΩ`. */
export function unitLabel(unit: string | undefined): string {
  if (!unit || unit === '1') return '';
  return unit
    .replace(/\*\*\(?(-?\d)\)?/g, (_, n: string) => [...n].map((c) => superscripts[c] ?? c).join(''))
    .replace(/ohm\b/g, 'Ω')
    .replace(/\bu(?=[A-ZmsΩ])/g, 'µ')
    .replace(/\*/g, '·')
    .replace(/\bsecond\b/g, 's')
    .replace(/\bhertz\b/g, 'Hz')
    .replace(/volt\b/g, 'V')
    .replace(/amp(?:ere)?\b/g, 'A')
    .replace(/siemens\b/g, 'S')
    .replace(/farad\b/g, 'F')
    .replace(/watt\b/g, 'W');
}
