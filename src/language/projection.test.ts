import { describe, expect, test } from 'vitest';
import { checkPopulation, checkProjection, checkValue } from './check.ts';
import type { NamedType, ProjectionText } from './checked.ts';
import { describeNode } from './describe.ts';
import { LanguageError } from './diagnostic.ts';
import type { Statement } from './ir.ts';
import { eventStatements } from './pathways.ts';
import { evaluateQuantity } from './quantity.ts';

const typesOf = (values: Readonly<Record<string, string>>) =>
  new Map<string, NamedType>(
    Object.entries(values).map(([name, text]) => [name, evaluateQuantity(text, name)]),
  );

const arrays = new Map();
const cell = checkPopulation({
  source: 'populations.E',
  equations: `
    dv/dt = (ge - (v - El))/taum : volt (unless refractory)
    dge/dt = -ge/taue : volt
    drive = ge - El + N*mV + i*mV : volt
    load : 1
    fixed : volt (constant)`,
  threshold: 'v > Vt',
  reset: 'v = El',
  refractory: '5*ms',
  constants: typesOf({ taum: '20*ms', taue: '5*ms', El: '-49*mV', Vt: '-50*mV' }),
  arrays,
});

type Short = Partial<ProjectionText> & { readonly values?: Readonly<Record<string, string>> };
const check = ({ values = {}, ...text }: Short) => {
  const program = checkProjection({
    source: 'projections.0',
    arrays,
    pre: cell,
    post: cell,
    ...text,
    constants: typesOf(values),
  });
  return {
    ...program,
    onPre: eventStatements(program, 'pre'),
    onPost: eventStatements(program, 'post'),
  };
};

function complaint(text: Short): string {
  try {
    check(text);
  } catch (error) {
    if (error instanceof LanguageError) return error.message;
    throw error;
  }
  return '';
}

const show = (statement: Statement): string =>
  statement.kind === 'let'
    ? `let ${statement.name} = ${describeNode(statement.value, 200)}`
    : `${statement.slot.owner}.${statement.slot.name} <- ${describeNode(statement.value, 200)}`;

describe('a projection', () => {
  test('a bare name is the synapse’s own, then the namespace’s, then the postsynaptic neuron’s', () => {
    const { onPre } = check({
      model: 'w : volt\ntaum : volt',
      onPre: 'ge += w + k + taum\nge_pre = v_post - v_pre',
      values: { k: '1*mV' },
    });
    expect(onPre.map(show)).toEqual(['post.ge <- ge_post + (w + k + taum)', 'pre.ge <- v_post - v_pre']);
  });

  test('a held variable takes no input while its neuron is refractory', () => {
    const { onPre } = check({ model: 'w : volt', onPre: 'v += w; v_pre -= w; ge += w' });
    const [post, pre, free] = onPre.map(({ value }) => value);
    expect(post).toMatchObject({
      operation: 'select',
      arguments: [{ name: 'not_refractory', owner: 'post' }, {}, {}],
    });
    expect(pre).toMatchObject({
      operation: 'select',
      arguments: [{ name: 'not_refractory', owner: 'pre' }, {}, {}],
    });
    expect(free).toMatchObject({ operation: 'add' });
  });

  test('subexpressions of the neurons are read with their owner’s variables and indices', () => {
    const { onPre } = check({ onPre: 'ge = drive_pre + drive_post + N*mV + (i - j)*mV + N_post*mV' });
    expect(onPre.map(show)).toEqual([
      'post.ge <- ge_pre - El_pre + N_pre*0.001 + i*0.001 + (ge_post - El_post + N_post*0.001 + j*0.001) + N*0.001 + (i - j)*0.001 + N_post*0.001',
    ]);
  });

  test('refractoriness and the last spike of either side', () => {
    const { onPre } = check({
      onPre: 'ge += int(not_refractory and not_refractory_pre)*mV*((t - lastspike_post)/ms)',
    });
    expect(onPre.map(show)[0]).toContain('not_refractory_post and not_refractory_pre');
  });

  test('own differential equations are checked and carried', () => {
    const { derivatives, subexpressions, catchUp, onPost, model } = check({
      model: `w : 1
        dApre/dt = -Apre/taupre : 1 (event-driven)
        dx/dt = -x/taupre + v_post/mV/taupre : 1 (clock-driven)
        twice = 2*Apre : 1`,
      onPre: 'Apre += 1',
      onPost: 'w = clip(w + twice, 0, 10)',
      values: { taupre: '20*ms' },
    });
    expect([...(derivatives?.keys() ?? [])]).toEqual(['Apre', 'x']);
    expect([...(subexpressions?.keys() ?? [])]).toEqual(['twice']);
    expect(onPost.map(show)).toEqual(['self.w <- min(max(w + 2*Apre, 0), 10)']);
    expect(catchUp.map(show)).toEqual(['self.Apre <- Apre*exp(-1/taupre*elapsed)']);
    expect(model.variables.get('Apre')?.flags.has('event-driven')).toBe(true);
  });

  test('an event-driven variable may be driven by one that only decays, and is brought up to date before it', () => {
    const { catchUp } = check({
      model: `w : 1
        dy/dt = -y/taupre : 1 (event-driven)
        dx/dt = (3*y - x)/taupost : 1 (event-driven)`,
      onPre: 'y += 1',
      onPost: 'w += x',
      values: { taupre: '20*ms', taupost: '30*ms' },
    });
    expect(catchUp.map((one) => (one.kind === 'store' ? one.slot.name : ''))).toEqual(['x', 'y']);
    const model = (driver: string, driven = 'dx/dt = (y - x)/taupost : 1 (event-driven)') => ({
      model: `w : 1\n${driver}\n${driven}`,
      onPre: 'y += 1\nw += x',
      values: { taupre: '20*ms', taupost: '30*ms' },
    });
    expect(complaint(model('dy/dt = (1 - y)/taupre : 1 (event-driven)'))).toContain('constant part');
    expect(complaint(model('dy/dt = (x - y)/taupre : 1 (event-driven)'))).toContain('which is driven itself');
    expect(complaint(model('dy/dt = -y/taupre : 1 (clock-driven)'))).toContain(
      'which has an equation of its own',
    );
  });

  test('sums are carried with the side whose neurons they go to', () => {
    const { sums, model } = check({ model: 'w : 1\nload_post = w*v_pre/mV : 1 (summed)' });
    expect(sums.map(({ side, name, value }) => [side, name, describeNode(value)])).toEqual([
      ['post', 'load', 'w*v_pre/0.001'],
    ]);
    expect([...model.variables.keys()]).toEqual(['w']);
  });

  test('draws are named by the place', () => {
    const { onPre, onPost } = check({ onPre: 'ge += rand()*mV', onPost: 'ge += rand()*mV' });
    expect(JSON.stringify(onPre)).toContain('on_pre/rand/0');
    expect(JSON.stringify(onPost)).toContain('on_post/rand/0');
  });

  test('pathways have names and orders, and complaints and draws their place', () => {
    const pathway = (name: string, statements: string, order?: number) => ({
      ...{ name, statements, order },
      place: `on_pre.${name}`,
    });
    const { pathways } = check({
      onPre: [pathway('fast', 'ge += rand()*mV'), pathway('none', ''), pathway('slow', 'ge += 2*mV', 4)],
      onPost: 'ge = 0*mV',
    });
    expect(pathways.map(({ name, side, order }) => [name, side, order])).toEqual([
      ['fast', 'pre', -1],
      ['slow', 'pre', 4],
      ['post', 'post', 1],
    ]);
    expect(JSON.stringify(pathways[0])).toContain('on_pre.fast/rand/0');
    expect(complaint({ onPre: [pathway('fast', 'gi += 1*mV')] })).toContain(
      'projections.0.on_pre.fast, line 1, column 1: `gi` is not',
    );
  });

  test('given spike times have no variables', () => {
    expect(check({ onPre: 'ge_post += 1*mV*i/N_pre', pre: undefined }).onPre).toHaveLength(1);
    expect(complaint({ onPre: 'ge_post += v_pre', pre: undefined })).toContain('`v_pre` is not known');
  });

  test.each([
    [
      { onPre: 'gi += 1*mV' },
      'projections.0.on_pre, line 1, column 1: `gi` is not known. Did you mean `ge`?',
    ],
    [{ onPre: 'x_post += 1*mV' }, 'The postsynaptic neurons have no variable `x`.'],
    [{ onPre: 'ge += 1*nS' }, '`ge` is in volt, but `1*nS` is in siemens'],
    [{ onPre: 'fixed_post = 1*mV' }, '`fixed` is marked `(constant)`'],
    [{ onPre: 'drive_post = 1*mV' }, '`drive` is computed by its equation'],
    [{ onPre: 'k += 1', values: { k: '1' } }, '`k` is a constant of the namespace: declare it in the model'],
    [
      { model: 'd : Hz (linked)\ndx/dt = -x*d : 1 (event-driven)' },
      '`x` cannot be event-driven: its equation reads d, which changes between events',
    ],
    [{ model: 'ge = 1*mV : volt (summed)' }, 'Which neurons sum `ge`? Write `ge_post` or `ge_pre`.'],
    [{ model: 'x_post = 1 : 1 (summed)' }, 'no `x` to hold the sum: declare it there, `x : 1`.'],
    [
      { model: 'ge_post = 1*mV : volt (summed)' },
      '`ge` of the postsynaptic neurons has an equation of its own',
    ],
    [{ model: 'fixed_pre = 1*mV : volt (summed)' }, '`fixed` is marked `(constant)`'],
    [
      { model: 'load_post = 1*mV : volt (summed)' },
      '`load` of the postsynaptic neurons is in 1, but here it is in volt',
    ],
    [
      { model: 'load_post = v_pre : 1 (summed)' },
      '`load_post` must be a pure number, but `v_pre` is in volt',
    ],
    [{ model: 'load_post = 2*load_pre : 1 (summed)' }, '`load_post` reads `load`, which is the sum itself'],
    [
      { model: 'dx/dt = -x/ms : 1 (event-driven)\ny = 2*x : 1\nload_post = y : 1 (summed)' },
      '`load_post` reads `x`, which is event-driven and known at its events only',
    ],
    [{ model: 'load_post = 1 : 1 (summed)\nload_pre = 2 : 1 (summed)' }, '`load` is summed twice'],
    [{ model: 'load_post = 1 : 1 (summed, shared)' }, 'with no other flag'],
    [{ onPre: 'N_post = 3' }, '`N_post` cannot be set by a synapse'],
    [{ onPre: 'ge += xi*mV' }, 'Noise `xi` can only stand in a differential equation: use `randn()` here.'],
    [{ onPre: 'ge += Vt' }, '`Vt` is not known'],
    [{ model: 'v_post : 1' }, '`v_post` ends like a variable of the joined neurons'],
    [
      { model: 'v_post = w : 1 (summed)' },
      '`v` of the postsynaptic neurons has an equation of its own: a sum needs a parameter, `v : volt`',
    ],
    [{ model: 'dw/dt = -w/second : 1 (unless refractory)' }, 'is for neurons'],
    [{ model: 'dw/dt = -w/second : 1 (event-driven, clock-driven)' }, 'not both'],
    [
      { model: 'dw/dt = -w**3/second : 1 (event-driven)' },
      'column 9: `w` cannot be event-driven: the equation of w is not linear',
    ],
    [
      { model: 'dw/dt = (v_post/mV - w)/second : 1 (event-driven)' },
      'its equation reads v_post, which changes between events. Write `(clock-driven)`.',
    ],
    [
      { model: 'dw/dt = (x - w)/second : 1 (event-driven)\ndx/dt = -x/second : 1 (clock-driven)' },
      'its equation reads x, which has an equation of its own',
    ],
    [
      { model: 'dw/dt = -w*t/second**2 : 1 (event-driven)' },
      'its equation reads t, which changes between events',
    ],
    [
      { model: 'dw/dt = xi*second**-0.5 : 1 (event-driven)' },
      'its equation reads xi, which changes between events',
    ],
  ])('%#: %j is refused', (text, words) => expect(complaint(text as Short)).toContain(words));
});

describe('a value', () => {
  const names = typesOf({ Vr: '-60*mV', Vt: '-50*mV' });
  const VOLT = { dimension: evaluateQuantity('volt', 'v').dimension, type: 'real' } as const;
  const refused = (text: string, synapse = false) => {
    try {
      checkValue(text, 'initial.v', {
        names,
        stream: 'initial/v',
        expected: VOLT,
        ...(synapse ? { synapse: {} } : {}),
      });
    } catch (error) {
      if (error instanceof LanguageError) return error.message;
      throw error;
    }
    return '';
  };

  test('may draw, count and use what is set before it', () => {
    const { node } = checkValue('Vr + rand()*(Vt - Vr) + i*randn()*mV/N', 'initial.v', {
      names,
      stream: 'initial/v',
      expected: VOLT,
    });
    const drawn = JSON.stringify(node).match(/initial\/v\/[a-z]+\/\d/g);
    expect(drawn).toEqual(['initial/v/rand/0', 'initial/v/randn/0']);
  });

  test('of synapses may use both neurons', () => {
    const scope = { names, stream: 'delay', synapse: { pre: cell, post: cell } };
    expect(describeNode(checkValue('abs(i - j)*ms*(v_pre/v_post)', 'delay', scope).node)).toContain(
      'v_pre/v_post',
    );
    expect(checkValue('i != j', 'condition', scope).node.type).toBe('boolean');
  });

  test.each([
    ['3', 'must be in volt'],
    ['Vx', 'Did you mean `Vr`?'],
    ['xi*mV', 'use `randn()` here'],
    ['j*mV', 'known in synapses only'],
    ['lastspike*volt/second', 'before the run begins'],
    ['Vr > Vt', 'is a number'],
  ])('%s is refused', (text, words) => expect(refused(text)).toContain(words));
});

describe('a quantity', () => {
  test('may use names that are given', () => {
    const names = new Map([['a', evaluateQuantity('3*mV', 'a')]]);
    expect(evaluateQuantity('2*a', 'b', names).value).toBe(0.006);
  });

  test.each(['1/0', 'log(0)', '0/0', 'exp(1000)', 'rand()', 'xi', 't', 'i', '2*nonsense', 'sqrt(-1)', '1 +'])(
    '%s is refused',
    (text) => expect(() => evaluateQuantity(text, 'value')).toThrow(LanguageError),
  );
});
