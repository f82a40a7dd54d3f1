import type { CircuitView } from '../../experiment/figure.ts';
import { unitScale } from '../../experiment/quantities.ts';
import type { Area, Handle, Item } from '../draw/scene.ts';
import { quantityLabel } from '../format.ts';
import type { Ink, Theme } from '../tokens.ts';
import { headRoom, viewTitle } from './axes.ts';
import { type Brush, battery, capacitor, flow, plugSwitch, resistor, source, wire } from './components.ts';
import { labelOf, symbolOf } from './symbols.ts';
import type { Draw, Picture, ViewState } from './view.ts';

/** A column of the circuit: where it stands and the heights of its parts. */
interface Column {
  readonly x: number;
  readonly left: number;
  readonly width: number;
}

/** The membrane as an equivalent circuit: the inside of the cell above, the outside below, and what flows now. */
export const drawCircuit: Draw<CircuitView> = (view, picture, size, theme, state) => {
  const { label, small, line } = theme.size;
  const head = headRoom(theme);
  const inside = head + 1.1 * label;
  const outside = size.height - 2.9 * label;
  const count = view.branches.length + 2;
  const side = 0.4 * small;
  const width = (size.width - 2 * side) / count;
  const columns = Array.from({ length: count }, (_, k): Column => {
    const left = side + k * width;
    return { left, width, x: left + Math.min(0.36 * width, 3.2 * label) };
  });
  const [first, last] = [columns[0] as Column, columns.at(-1) as Column];
  const rails: Item = {
    kind: 'segments',
    points: Float64Array.of(first.x, inside, last.x, inside, first.x, outside, last.x, outside),
    ink: 'text',
    width: line,
  };
  const whole: Area = {
    id: 'whole',
    x: 0,
    y: head,
    width: size.width,
    height: size.height - head,
    xDomain: [0, 1],
    yDomain: [0, 1],
  };
  const items: Item[] = [
    viewTitle({ ...whole, width: size.width - side }, view.title, theme),
    rails,
    ...potential(view, picture, theme, state, side),
  ];
  const areas: Area[] = [];
  const handles: Handle[] = [];
  const frame = { inside, outside, theme, view, picture, state };
  items.push(...capacitorColumn(frame, first));
  view.branches.forEach((branch, k) => {
    const column = columns[k + 1] as Column;
    items.push(...branchColumn(frame, column, branch));
    if (branch.plug === undefined) return;
    const area = { ...whole, id: branch.plug, x: column.left, width: column.width };
    areas.push(area);
    handles.push({ area: area.id, toggle: branch.plug, at: {}, everywhere: true });
  });
  items.push(...sourceColumn(frame, last));
  return { ...size, items, areas: [...areas, whole], handles };
};

interface Frame {
  readonly inside: number;
  readonly outside: number;
  readonly theme: Theme;
  readonly view: CircuitView;
  readonly picture: Picture;
  readonly state: ViewState;
}

/** The newest sample in SI units, or what the table says. */
function present(name: string, { view, picture, state }: Pick<Frame, 'view' | 'picture' | 'state'>) {
  const parameter = state.figure.parameters.find((p) => p.name === name);
  if (parameter) return (state.values[name] ?? parameter.default) * unitScale(parameter.unit);
  const ring = picture.history?.find(`${view.population}.${name}`)?.ring;
  return ring && ring.length > 0 ? ring.value(ring.length - 1, 0) : Number.NaN;
}

function shown(name: string, frame: Pick<Frame, 'view' | 'picture' | 'state'>): string {
  const { unit } = symbolOf(frame.state.figure, name);
  const value = present(name, frame) / unitScale(unit);
  return quantityLabel(Math.abs(value) < 0.005 ? 0 : value, unit, Math.abs(value) >= 100 ? 3 : 2);
}

function potential(
  view: CircuitView,
  picture: Picture,
  theme: Theme,
  state: ViewState,
  side: number,
): Item[] {
  const { label } = theme.size;
  const { text, ink } = labelOf(state.figure, view.voltage);
  const value = present(view.voltage, { view, picture, state });
  const unit = symbolOf(state.figure, view.voltage).unit;
  const words = Number.isNaN(value) ? '' : ` = ${quantityLabel(value / unitScale(unit), unit)}`;
  return [
    {
      kind: 'text',
      x: side,
      y: headRoom(theme) - 0.62 * label,
      text: `inside the cell, ${text}${words}`,
      ink,
      size: label,
      anchor: 'start',
    },
  ];
}

/** A name and its value at the right of a part. */
function caption(name: string, frame: Frame, x: number, y: number, faint: boolean): Item[] {
  const { label, small } = frame.theme.size;
  const { text, ink } = labelOf(frame.state.figure, name);
  const lit = frame.state.lit === name;
  return [
    {
      kind: 'text',
      x,
      y: y - 0.15 * label,
      text,
      ink: faint ? 'muted' : ink,
      size: label,
      anchor: 'start',
      italic: true,
      bold: lit,
    },
    {
      kind: 'text',
      x,
      y: y + 0.95 * small,
      text: shown(name, frame),
      ink: 'muted',
      size: small,
      anchor: 'start',
    },
  ];
}

/** A current below the lower rail: its name and what flows now. */
function amount(text: string, amperes: number, ink: Ink, frame: Frame, column: Column): Item[] {
  const { label, small } = frame.theme.size;
  const value = amperes / unitScale(frame.view.unit);
  const at = { kind: 'text', x: column.x, anchor: 'middle' } as const;
  const words = Number.isNaN(value)
    ? ''
    : quantityLabel(Math.abs(value) < 0.05 ? 0 : value, frame.view.unit, Math.abs(value) >= 100 ? 3 : 2);
  return [
    { ...at, y: frame.outside + 1.15 * label, text, ink, size: label, italic: true },
    { ...at, y: frame.outside + 1.15 * label + 1.2 * small, text: words, ink: 'muted', size: small },
  ];
}

function brushOf(theme: Theme, ink: Ink, faint = false): Brush {
  return { ink, width: theme.size.line, unit: theme.size.label, opacity: faint ? 0.35 : 1 };
}

function capacitorColumn(frame: Frame, column: Column): Item[] {
  const { inside, outside, theme, view, state } = frame;
  const { text, ink } = labelOf(state.figure, view.capacitance);
  const brush = brushOf(theme, ink);
  const middle = inside + 0.42 * (outside - inside);
  // What charges the capacitor is what the source brings less what the branches take away.
  const current = view.branches.reduce(
    (sum, b) => sum - present(b.current, frame),
    present(view.source, frame),
  );
  return [
    ...capacitor(column.x, inside, middle, outside, brush),
    ...caption(view.capacitance, frame, column.x + 1.25 * theme.size.label, middle, false),
    ...flow(column.x, outside, current / unitScale(view.unit) / view.full, brush),
    ...amount(`${text} d${labelOf(state.figure, view.voltage).text}/dt`, current, ink, frame, column),
  ];
}

function branchColumn(frame: Frame, column: Column, branch: CircuitView['branches'][number]): Item[] {
  const { inside, outside, theme, view, state } = frame;
  const { label, small } = theme.size;
  const on = branch.plug === undefined || (state.values[branch.plug] ?? 1) !== 0;
  const { text, ink } = labelOf(state.figure, branch.current);
  const brush = brushOf(theme, ink, !on);
  const height = outside - inside;
  const [gate, upper, lower] = [inside + 0.1 * height, inside + 0.37 * height, inside + 0.62 * height];
  const current = present(branch.current, frame);
  const x = column.x + 1.1 * label;
  const lit = branch.plug !== undefined && state.lit === branch.plug;
  return [
    ...(lit
      ? [
          {
            kind: 'rect',
            x: column.left,
            y: inside - 0.5 * label,
            width: column.width - 0.3 * label,
            height: height + label,
            ink: 'raised',
            radius: 6,
          } as const,
        ]
      : []),
    {
      kind: 'text',
      x: column.x,
      y: inside - 0.45 * label,
      text: branch.label,
      ink: on ? ink : 'muted',
      size: small,
      anchor: 'middle',
    },
    ...(branch.plug === undefined
      ? [wire(column.x, inside, gate + 0.9 * label, brush)]
      : plugSwitch(column.x, inside, gate, on, { ...brush, opacity: 1 }, theme.size.handle)),
    ...resistor(column.x, gate + 0.9 * label, upper, lower - 0.35 * label, brush),
    ...battery(column.x, lower - 0.35 * label, lower, outside, brush),
    ...caption(branch.conductance, frame, x, upper, !on),
    ...caption(branch.reversal, frame, x, lower + 0.3 * label, !on),
    ...(on ? flow(column.x, outside, current / unitScale(view.unit) / view.full, brush) : []),
    ...amount(text, on ? current : 0, on ? ink : 'muted', frame, column),
  ];
}

function sourceColumn(frame: Frame, column: Column): Item[] {
  const { inside, outside, theme, view, state } = frame;
  const { text, ink } = labelOf(state.figure, view.source);
  const brush = brushOf(theme, ink);
  const middle = inside + 0.42 * (outside - inside);
  const current = present(view.source, frame);
  return [
    ...source(column.x, inside, middle, outside, brush),
    ...flow(column.x, outside, -current / unitScale(view.unit) / view.full, brush),
    ...amount(text, current, ink, frame, column),
  ];
}
