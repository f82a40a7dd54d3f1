import * as v from 'valibot';
import { limits } from './limits.ts';

/**
 * The structure of the network format (docs/network-format.md): which members there are and of what kind. What the
 * texts mean is for `compile.ts`. The published JSON Schema is made from this (`json-schema.ts`).
 */

const text = (what: string) =>
  v.pipe(
    v.string(`${what} must be a text`),
    v.maxLength(limits.text, `${what} has more than ${limits.text} characters`),
  );

const number = v.pipe(v.number('must be a number'), v.finite('must be a finite number'));
const wholeNumber = (what: string, minimum: number) =>
  v.pipe(
    v.number(`${what} must be a whole number`),
    v.integer(`${what} must be a whole number`),
    v.minValue(minimum, `${what} must be at least ${minimum}`),
    v.maxValue(2 ** 32 - 1, `${what} is too large`),
  );

/** Letters, digits and `_`, as names in equations; what is called by a name must be callable in every export. */
const name = v.pipe(
  v.string('a name must be a text'),
  v.maxLength(limits.name, `a name may have at most ${limits.name} characters`),
  v.regex(
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    'a name must consist of letters, digits and "_" and not begin with a digit',
  ),
);

const single = v.union(
  [number, v.boolean(), text('a value')],
  'a value must be a number, true or false, or an expression as text',
);

const value = v.union(
  [number, v.boolean(), text('a value'), v.array(single, 'must be a list of values')],
  'a value must be a number, true or false, an expression as text, or a list of them',
);

const values = v.record(name, value, 'must be an object with a value for each name');

const record = v.union(
  [
    v.pipe(v.array(name), v.maxLength(limits.names, `at most ${limits.names} names can be recorded`)),
    v.strictObject({
      variables: v.pipe(
        v.array(name),
        v.maxLength(limits.names, `at most ${limits.names} names can be recorded`),
      ),
      indices: v.optional(v.array(wholeNumber('an index', 0))),
      every: v.optional(text('every')),
    }),
  ],
  'record must be a list of names, or an object with variables, indices and every',
);

const timeAndIndex = v.strictTuple(
  [v.pipe(number, v.minValue(0, 'a spike time must not be negative')), wholeNumber('an index', 0)],
  'must be a pair [seconds, index]',
);

const population = v.strictObject(
  {
    size: wholeNumber('size', 1),
    equations: v.optional(text('equations')),
    threshold: v.optional(text('threshold')),
    reset: v.optional(text('reset')),
    refractory: v.optional(text('refractory')),
    method: v.optional(text('method')),
    parameters: v.optional(values),
    initial: v.optional(values),
    record: v.optional(record),
    spikes: v.optional(v.array(timeAndIndex, 'spikes must be a list of pairs [seconds, index]')),
  },
  'a population must be an object with size and equations, or size and spikes',
);

const endpoint = v.union(
  [
    text('the name of a population'),
    v.strictObject({
      population: v.string('population must be the name of a population'),
      range: v.strictTuple(
        [wholeNumber('a range', 0), wholeNumber('a range', 0)],
        'range must be a pair [first, end]',
      ),
    }),
  ],
  'must be the name of a population, or an object with population and range',
);

const autapses = v.optional(v.boolean('autapses must be true or false'));

const connect = v.union(
  [
    v.picklist(['all-to-all', 'one-to-one']),
    v.strictObject({
      probability: v.pipe(
        v.number('probability must be a number'),
        v.minValue(0, 'probability must lie between 0 and 1'),
        v.maxValue(1, 'probability must lie between 0 and 1'),
      ),
      autapses,
    }),
    v.strictObject({ in_degree: wholeNumber('in_degree', 0), autapses }),
    v.strictObject({
      pairs: v.array(
        v.strictTuple([wholeNumber('an index', 0), wholeNumber('an index', 0)], 'must be a pair [i, j]'),
        'pairs must be a list of pairs [i, j]',
      ),
    }),
    v.strictObject({ condition: text('condition'), autapses }),
    v.strictObject({ 'all-to-all': v.literal(true, 'all-to-all must be true'), autapses }),
  ],
  'connect must be "all-to-all", "one-to-one", or an object with one of probability, in_degree, pairs, condition',
);

const order = v.pipe(
  v.number('order must be a whole number'),
  v.integer('order must be a whole number'),
  v.minValue(-limits.order, `order must be at least ${-limits.order}`),
  v.maxValue(limits.order, `order must be at most ${limits.order}`),
);

const events = (member: string) =>
  v.union(
    [
      text(member),
      v.record(
        name,
        v.union(
          [
            text('statements'),
            v.strictObject({
              statements: text('statements'),
              delay: v.optional(value),
              order: v.optional(order),
            }),
          ],
          'a pathway must be a text, or an object with statements, delay and order',
        ),
      ),
    ],
    `${member} must be a text, or an object with a pathway for each name`,
  );

const delay = v.union(
  [number, v.boolean(), text('a delay'), v.array(single, 'must be a list of values'), v.record(name, value)],
  'delay must be a time, a list of them, or an object with the delay of each pathway',
);

const projection = v.strictObject(
  {
    from: endpoint,
    to: endpoint,
    model: v.optional(text('model')),
    method: v.optional(text('method')),
    on_pre: v.optional(events('on_pre')),
    on_post: v.optional(events('on_post')),
    connect: v.optional(connect),
    autapses,
    parameters: v.optional(values),
    initial: v.optional(values),
    linked: v.optional(
      v.record(name, text('a link'), 'linked must be an object with "POPULATION.VARIABLE" for each name'),
    ),
    delay: v.optional(delay),
    record: v.optional(record),
  },
  'a projection must be an object with from and to',
);

const recordedArray = v.strictObject(
  {
    values: v.array(v.array(number, 'a row must be a list of numbers'), 'values must be a list of rows'),
    dt: text('dt'),
  },
  'a recorded array must be an object with values and dt',
);

export const networkSchema = v.strictObject(
  {
    format: v.optional(v.literal(1, 'only format 1 is known')),
    dt: text('dt'),
    arrays: v.optional(v.record(name, recordedArray, 'arrays must be an object with an array for each name')),
    populations: v.record(name, population, 'populations must be an object with a population for each name'),
    projections: v.optional(
      v.pipe(
        v.array(projection, 'projections must be a list'),
        v.maxLength(limits.projections, `at most ${limits.projections} projections are allowed`),
      ),
    ),
  },
  'a network must be a JSON object with dt and populations',
);
