import { unitLabel } from '../experiment/unit-label.ts';
import type { Subject } from './subject.ts';
import { ends, quantity, space } from './words.ts';

/** A name of the equations as the figure writes it. */
export function SymbolName({ subject, name }: { readonly subject: Subject; readonly name: string }) {
  return (
    <i>
      {subject.symbol(name).runs.map(({ text, shift }) => {
        if (shift === 'none') return text;
        return shift === 'sub' ? <sub key={text}>{text}</sub> : <sup key={text}>{text}</sup>;
      })}
    </i>
  );
}

/** A sentence in which names between backticks are written as the figure writes them. */
export function WithSymbols({ subject, text }: { readonly subject: Subject; readonly text: string }) {
  const parts = text.split('`').map((part, place) => ({ part, place, isName: place % 2 === 1 }));
  return parts.map(({ part, place, isName }) =>
    isName ? <SymbolName key={place} subject={subject} name={part} /> : part,
  );
}

/** The same for those who listen. */
export function namedOf(subject: Subject, name: string): string {
  return subject
    .symbol(name)
    .runs.map(({ text }) => text)
    .join(' ');
}

/** A value in the figure's unit for that name, else with the prefix that suits it; `unit` as the equations write it. */
export function valueWithUnit(
  subject: Subject,
  name: string,
  unit: string,
  value: number,
  digits = 3,
): string {
  const { unit: own, scale } = subject.symbol(name);
  const number = (x: number) => String(Number(x.toPrecision(digits))).replace('-', '−');
  if (own !== undefined && scale) return `${number(value / scale)}${space}${unitLabel(own)}`;
  return unit === '1' ? number(value) : quantity(value, unitLabel(unit), digits).replace('-', '−');
}

/** Both ends of a range, with as many digits as tell them apart. */
export function rangeOf(subject: Subject, name: string, unit: string, low: number, high: number) {
  return ends(low, high, (value, digits) => valueWithUnit(subject, name, unit, value, digits));
}
