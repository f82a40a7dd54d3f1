import { describe, expect, it, vi } from 'vitest';
import type { AtlasSpec } from '../engine/gpu/atlas.ts';
import type { Batch } from '../engine/simulation.ts';
import { groupByNeuron, measureTrains } from '../engine/trains.ts';
import { atlasBand } from '../experiment/atlas.ts';
import type { Figure, NeuronAtlas, Parameter } from '../experiment/figure.ts';
import type { Population } from '../network/network.ts';
import type { Graphics } from './engine.ts';
import { floors } from './floors.ts';
import { Host } from './host.ts';
import type { Command, ToPage } from './protocol.ts';
import type { OpenOptions, RunEvent } from './run.ts';

/** The worker on the real compiler and back ends: sessions and followers against closed forms and bits. */
const lif: Figure = {
  title: 'LIF',
  question: '',
  caption: '',
  alt: '',
  network: {
    dt: '0.05*ms',
    populations: {
      n: {
        size: 1,
        equations: 'dv/dt = (E_L - v + R*I + noise*sqrt(tau_m)*xi)/tau_m : volt (unless refractory)\nI : amp',
        threshold: 'v > theta',
        reset: 'v = E_L',
        refractory: '2*ms',
        parameters: {
          I: '2*nA',
          R: '10*Mohm',
          tau_m: '10*ms',
          E_L: '-65*mV',
          theta: '-50*mV',
          noise: '1*mV',
        },
        initial: { v: 'E_L' },
        record: ['v'],
      },
    },
  },
  parameters: [
    {
      name: 'I',
      symbol: 'I',
      role: 'excitatory',
      meaning: 'current',
      unit: 'nA',
      minimum: 0,
      maximum: 6,
      default: 2,
      sets: [{ path: 'populations.n.parameters.I' }],
    },
    {
      name: 'noise',
      symbol: 's',
      role: 'neutral',
      meaning: 'noise',
      unit: 'mV',
      minimum: 0,
      maximum: 10,
      default: 1,
      sets: [{ path: 'populations.n.parameters.noise' }],
    },
    {
      name: 'tau_m',
      symbol: '\\tau',
      role: 'membrane',
      meaning: 'time constant',
      unit: 'ms',
      minimum: 1,
      maximum: 50,
      default: 10,
      sets: [{ path: 'populations.n.parameters.tau_m' }],
    },
  ],
  symbols: { v: { symbol: 'v', role: 'membrane', meaning: 'potential', unit: 'mV' } },
  views: [
    {
      kind: 'traces',
      title: '',
      window: '100*ms',
      panels: [{ label: '', range: [0, 1], lines: [{ of: 'n.v' }] }],
    },
  ],
  sweeps: {
    rate: {
      parameter: 'I',
      population: 'n',
      from: 0,
      to: 6,
      points: 25,
      duration: '1.2*second',
      settle: '200*ms',
      measure: 'rate',
      reference: '1/(2*ms + tau_m*log(I/(I - 1.5*nA)))',
    },
  },
  atlas: {
    population: 'n',
    x: { parameter: 'I', from: 0, to: 4 },
    y: { parameter: 'tau_m', from: 5, to: 20 },
    resolution: 8,
    duration: '200*ms',
    settle: '50*ms',
    measures: ['rate', 'adaptation'],
  },
  speed: 1,
  duration: '100*ms',
};

/** Ten pairings of two neurons, 200 ms apart: the one fires `lead` before every 50 ms, the other at them. */
const pairing: Figure = {
  ...lif,
  network: {
    dt: '1*ms',
    populations: Object.fromEntries(
      ['pre', 'post'].map((name) => [
        name,
        {
          size: 1,
          equations: 'dphi/dt = 1/(200*ms) : 1\nlead : second\nm : 1',
          threshold: 'phi >= 1 and m < 10',
          reset: 'phi -= 1; m += 1',
          method: 'euler',
          parameters: { lead: '0*ms' },
          initial: { phi: '1 - (49.5*ms - lead)/(200*ms)' },
        },
      ]),
    ),
    projections: [
      {
        from: 'pre',
        to: 'post',
        model: 'w : 1\ndx/dt = -x/(20*ms) : 1 (event-driven)',
        on_pre: 'x += 1',
        on_post: 'w += A*x',
        connect: 'one-to-one',
        parameters: { A: 0.01, w: 1 },
      },
    ],
  },
  parameters: [
    ['lead', 'ms', 0, 14, 10, 'populations.pre.parameters.lead'],
    ['w', undefined, 0.2, 1.6, 1, 'projections.0.parameters.w'],
    ['A', undefined, 0, 0.1, 0.01, 'projections.0.parameters.A'],
  ].map(([name, unit, minimum, maximum, value, path]) => ({
    ...{ name, symbol: name, role: 'neutral', meaning: '', minimum, maximum, default: value },
    ...(unit ? { unit } : {}),
    sets: [{ path }],
  })) as unknown as Figure['parameters'],
  views: [],
  symbols: {},
  sweeps: {},
  atlas: {
    projection: 0,
    variable: 'w',
    x: { parameter: 'lead', from: 0, to: 14 },
    y: { parameter: 'w', from: 0.2, to: 1.6 },
    resolution: 8,
    duration: '2.1*second',
    measures: ['weight change', 'relative change'],
  },
};

/** The same with its step in the table, which a sweep runs through; it begins anew after 40 ms. */
const { atlas: _, ...plain } = lif;
const stepped: Figure = {
  ...plain,
  network: { ...lif.network, dt: '0.1*ms' },
  parameters: [
    ...lif.parameters,
    {
      name: 'h',
      symbol: 'h',
      role: 'neutral',
      meaning: 'step',
      unit: 'ms',
      minimum: 0.1,
      maximum: 8,
      default: 0.1,
      scale: 'log',
      sets: [{ path: 'dt' }],
    },
  ],
  sweeps: {
    step: {
      runs: true,
      parameter: 'h',
      population: 'n',
      from: 0.5,
      points: 5,
      duration: '40*ms',
      measure: 'last',
      of: 'v',
    },
  },
  repeats: '40*ms',
};

/** A host on real time; `stretch` steps of the clock a look, to cut the slices differently. */
function setUp(
  options: Partial<OpenOptions> = {},
  clock: () => number = () => performance.now(),
  graphics?: Graphics,
) {
  const messages: ToPage[] = [];
  const host = new Host({
    engine: { compile: floors.compile, simulate: floors.simulate, ...(graphics ? { graphics } : {}) },
    clock,
    post: (message) => {
      messages.push(message);
      if (message.kind === 'batch') setImmediate(() => host.receive({ kind: 'acknowledge', run: 1 }));
    },
    soon: (callback) => setImmediate(callback),
    later: (callback, milliseconds) => {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  const defaults = { id: 'lif', figure: lif, values: {}, edits: {}, seed: 3, speed: 1, playing: false };
  host.receive({ kind: 'hello', version: '' });
  host.receive({ kind: 'open', run: 1, options: { ...defaults, ...options } });
  const send = (command: Command) => host.receive({ kind: 'command', run: 1, command });
  send({ kind: 'visible', visible: true, prominence: 1 });
  const events = () => messages.flatMap((m): RunEvent[] => (m.kind === 'event' ? [m.event] : []));
  const find = <Kind extends RunEvent['kind']>(
    kind: Kind,
    test: (event: Extract<RunEvent, { kind: Kind }>) => boolean = () => true,
  ) =>
    vi.waitFor(
      () => {
        const found = events().findLast((e): e is Extract<RunEvent, { kind: Kind }> => e.kind === kind);
        if (!found || !test(found)) throw new Error(`no ${kind} yet`);
        return found;
      },
      { timeout: 20_000, interval: 2 },
    );
  const arrive = (step: number) =>
    find('status', ({ status }) => status.phase === 'paused' && status.step === step);
  const batches = () =>
    messages.flatMap((m): Batch[] =>
      m.kind === 'batch' && m.parcel.by === 'transfer' ? [m.parcel.batch] : [],
    );
  const values = () => batches().flatMap((batch) => [...(batch.samples[0]?.values ?? [])]);
  const spikes = () => batches().flatMap((batch) => [...(batch.spikes[0]?.steps ?? [])]);
  const log = () => messages.flatMap((m) => (m.kind === 'log' ? [m.log] : [])).at(-1);
  return {
    host,
    messages,
    send,
    find,
    arrive,
    values,
    spikes,
    log,
    close: () => host.receive({ kind: 'close', run: 1 }),
  };
}

describe('a run on the real engine', { timeout: 30_000 }, () => {
  it('gives the same bits from its log, however it is sliced, and after going back', async () => {
    const one = setUp({ values: { noise: 4 } });
    one.send({ kind: 'advance', steps: 3000 });
    await one.arrive(3000);
    one.send({ kind: 'set', values: { I: 2.7, tau_m: 12.3 } });
    one.send({ kind: 'advance', steps: 2111 });
    await one.arrive(5111);
    one.send({ kind: 'set', values: { noise: 0.5 } });
    one.send({ kind: 'advance', steps: 2889 });
    await one.arrive(8000);
    const first = { values: one.values(), spikes: one.spikes() };
    expect(first.values).toHaveLength(8000);
    expect(first.spikes.length).toBeGreaterThan(5);
    const log = one.log();
    one.messages.length = 0;
    one.send({ kind: 'seek', step: 4000 });
    await one.find('begin', ({ step }) => step === 4000);
    one.send({ kind: 'advance', steps: 4000 });
    await one.arrive(8000);
    expect(one.values()).toEqual(first.values.slice(4000));
    one.close();

    let now = 0;
    const two = setUp({ ...(log ? { log: { ...log, step: 8000 } } : {}) }, () => (now += 2.3));
    await two.arrive(8000);
    expect(two.values()).toEqual(first.values);
    expect(two.spikes()).toEqual(first.spikes);
    two.close();
  });

  it('sweeps onto the closed form within 1 %', async () => {
    const { find, close } = setUp({ values: { noise: 0 } });
    const { x, y, reference } = await find('sweep', ({ progress }) => progress === 1);
    expect(x).toHaveLength(25);
    x.forEach((current, k) => {
      const exact = current <= 1.5 ? 0 : 1 / (2e-3 + 10e-3 * Math.log(current / (current - 1.5)));
      expect(Math.abs((y[k] ?? 0) - exact)).toBeLessThanOrEqual(0.01 * exact);
    });
    const last = reference?.y.at(-1);
    expect(last).toBeCloseTo(1 / (2e-3 + 10e-3 * Math.log(6 / 4.5)), 6);
    close();
  });

  it('sweeps the step, one run after another, whatever the step of the run is', async () => {
    const { find, close } = setUp({ figure: stepped, values: { noise: 0, I: 1 } });
    const { x, y } = await find('sweep', ({ progress }) => progress === 1);
    expect([...x]).toEqual([0.5, 1, 2, 4, 8].map((h) => expect.closeTo(h, 12)));
    // Euler's own solution at its last sample before 40 ms; the run is in 32 bit.
    x.forEach((h, k) => {
      const steps = Math.round(40 / h) - 1;
      expect(y[k]).toBeCloseTo(-0.065 + 0.01 * (1 - (1 - h / 10) ** steps), 6);
    });
    close();
  });

  it('waits past the end of a run that repeats, however fast it plays', async () => {
    const { find, send, close } = setUp({ figure: stepped, speed: Number.POSITIVE_INFINITY, playing: true });
    await find('status', ({ status }) => status.step === 401);
    await new Promise(setImmediate);
    send({ kind: 'pause' });
    await find('status', ({ status }) => status.phase === 'paused' && status.step === 401);
    close();
  });

  it('makes the atlas on the CPU where there is no GPU, and its probe agrees', async () => {
    const { find, send, close } = setUp({ values: { noise: 3 } });
    const { backend, measures, resolution } = await find('atlas', ({ progress }) => progress === 1);
    expect([backend, resolution]).toEqual(['cpu', 8]);
    send({ kind: 'probe', x: 4, y: 20 });
    const probe = await find('probe');
    expect(probe.measures.rate).toBeGreaterThan(50);
    expect(measures.rate?.[63]).toBeCloseTo(probe.measures.rate ?? 0, 3);
    expect(measures.rate?.[0]).toBe(0);
    expect(measures['burst index']).toBeUndefined();
    expect(probe.times).toHaveLength(4000);
    expect(probe.traces.map(({ of, values }) => [of, values.length])).toEqual([['n.v', 4000]]);
    close();
  });

  it('draws in a band of a noisy atlas what the whole would draw there', async () => {
    const resolution = 72;
    // Rows that differ by chance alone; 56 of them are a band.
    const y = { parameter: 'tau_m', from: 10, to: 10 };
    const atlas = { ...(lif.atlas as NeuronAtlas), y, resolution, duration: '60*ms', settle: '0*ms' };
    const figure = { ...lif, atlas };
    const { find, close } = setUp({ figure, values: { noise: 8 } });
    const { backend, measures } = await find('atlas', ({ progress }) => progress === 1);
    expect(backend).toBe('cpu');
    const rate = [...(measures.rate ?? [])];
    const row = (k: number) => rate.slice(k * resolution, (k + 1) * resolution);
    expect(row(0).filter((value, k) => value !== row(56)[k]).length).toBeGreaterThan(resolution / 4);

    const whole = atlasBand(figure, atlas, { first: 0, last: resolution }, { noise: 8 });
    const compiled = floors.compile(whole, 3);
    const simulation = await floors.simulate(compiled, { backend: 'cpu', precision: 'f32', relaxed: false });
    const pieces: Batch['spikes'][number][] = [];
    while (simulation.step < 1200) {
      simulation.advance(1200 - simulation.step);
      pieces.push(...simulation.drain().spikes);
    }
    const trains = groupByNeuron(resolution ** 2, pieces);
    expect(rate).toEqual([...measureTrains(trains, { dt: compiled.dt, settle: 0, end: 1200 }).rate]);
    close();
  });

  it('hands the GPU a map whose initial values follow the sides, and none whose neurons have synapses', async () => {
    const specs: AtlasSpec[] = [];
    const graphics: Graphics = {
      atlas: async (spec) => void specs.push(spec),
      synapses: async () => undefined,
      loseContext: () => undefined,
    };
    const parameter = (name: string) => ({ ...(lif.parameters[0] as Parameter), name, default: 1 });
    const sets = (name: string) => ({
      ...parameter(name),
      unit: 'mV',
      sets: [{ path: `populations.n.parameters.${name}` }],
    });
    const own = lif.network.populations.n as Population;
    const n: Population = {
      ...own,
      // The side v0 decides v by a parameter and a subexpression.
      equations: `${own.equations}\nhalf = w/2 : volt\nw : volt`,
      parameters: { ...own.parameters, v0: '1*mV', w: '4*v0' },
      initial: { v: 'E_L + half' },
    };
    const atlas = { ...(lif.atlas as NeuronAtlas), x: { parameter: 'v0', from: 0, to: 7 } };
    const network = { ...lif.network, populations: { n } };
    const figure: Figure = { ...lif, network, atlas, parameters: [...lif.parameters, sets('v0')] };
    const one = setUp({ figure, values: { noise: 0 } }, undefined, graphics);
    const { backend } = await one.find('atlas', ({ progress }) => progress === 1);
    one.close();
    expect([backend, specs.length]).toEqual(['cpu', 1]);
    const { state } = (specs[0] as AtlasSpec).population;
    expect([...(state.get('v') as Float64Array)]).toEqual(
      Array.from({ length: 64 }, (_, k) => expect.closeTo(-0.065 + 2e-3 * (k % 8), 12)),
    );
    expect([...(specs[0]?.axes.columns.get('v0') ?? [])]).toHaveLength(8);

    specs.length = 0;
    const joined = { ...network, projections: [{ from: 'n', to: 'n', on_pre: 'v_post += 1*mV' }] };
    const other = setUp({ figure: { ...figure, network: joined } }, undefined, graphics);
    expect((await other.find('atlas', ({ progress }) => progress === 1)).backend).toBe('cpu');
    expect(specs).toHaveLength(0);
    other.close();
  });

  it('makes a map of synapses on the CPU where the GPU refuses it, says why, and gives what a run of one gives', async () => {
    const { find, send, close } = setUp({ figure: pairing }, undefined, {
      atlas: async () => undefined,
      synapses: async () => {
        throw new Error('It has no room.');
      },
      loseContext: () => undefined,
    });
    const { backend, why, measures, resolution } = await find('atlas', ({ progress }) => progress === 1);
    expect([backend, why, resolution]).toEqual(['cpu', 'It has no room.', 8]);
    // Ten pairings of 0.01 exp(-lag/20 ms): the sending neuron 0 to 14 ms ahead, weights of 0.2 to 1.6.
    for (let k = 0; k < 64; k++) {
      const expected = 0.1 * Math.exp((-2 * (k % 8)) / 20);
      expect(measures['weight change']?.[k]).toBeCloseTo(expected, 5);
      expect(measures['relative change']?.[k]).toBeCloseTo(
        (100 * expected) / (0.2 * (1 + Math.floor(k / 8))),
        2,
      );
    }
    expect(measures.rate).toBeUndefined();
    // Another value, another map: twice the step.
    send({ kind: 'set', values: { A: 0.02 } });
    const after = await find(
      'atlas',
      ({ progress, measures: own }) =>
        progress === 1 && Math.abs((own['weight change']?.[0] ?? 0) - 0.2) < 1e-4,
    );
    expect(after.why).toBe('It has no room.');
    close();
  });

  it('measures its deviation from the reference, changes included', async () => {
    const { find, send, arrive, close } = setUp();
    send({ kind: 'advance', steps: 1000 });
    await arrive(1000);
    send({ kind: 'set', values: { I: 3 } });
    send({ kind: 'advance', steps: 1000 });
    await arrive(2000);
    send({ kind: 'deviation' });
    const { horizon, spikes, variables } = await find('deviation');
    expect(horizon).toBeCloseTo(0.1, 10);
    expect(spikes.here).toBeGreaterThan(4);
    expect(spikes.reference).toBe(spikes.here);
    expect(spikes.largestShift).toBeLessThanOrEqual(1e-4);
    expect(variables).toMatchObject([{ of: 'n.v', unit: 'mV' }]);
    expect(variables[0]?.largest).toBeGreaterThan(0);
    close();
  });

  it('tells the weights that a small projection records, at the beginning and whenever values turn them', async () => {
    const projections = [
      { from: 'n', to: 'n', model: 'w : volt', on_pre: 'v_post += k*w', record: ['w'] },
      { from: 'n', to: 'n', model: 'k : 1\nw = k*mV : volt', on_pre: 'v_post += w', record: ['w'] },
    ].map((projection) => ({ ...projection, parameters: { k: 1 } }));
    const parameter = {
      name: 'k',
      symbol: 'k',
      role: 'weight',
      meaning: '',
      minimum: -2,
      maximum: 2,
    } as const;
    const k = { ...parameter, default: 1, sets: [{ path: 'projections.1.parameters.k' }] };
    const figure = { ...lif, parameters: [...lif.parameters, k], network: { ...lif.network, projections } };
    const { find, send, arrive, messages, close } = setUp({ figure });
    const { network } = await find('begin');
    expect(network.weights).toMatchObject([
      { projection: 0, variable: 'w', from: 1, to: 1, values: Float64Array.of(0) },
      { projection: 1, variable: 'w', values: Float64Array.of(0.001) },
    ]);
    send({ kind: 'advance', steps: 100 });
    await arrive(100);
    expect(messages.some((m) => m.kind === 'event' && m.event.kind === 'weights')).toBe(false);
    send({ kind: 'set', values: { k: -2 } });
    const { weights } = await find('weights');
    expect(weights[1]?.values).toEqual(Float64Array.of(-0.002));
    send({ kind: 'seek', step: 50 });
    const again = await find('begin', ({ step }) => step === 50);
    expect(again.network.weights?.[1]?.values).toEqual(Float64Array.of(0.001));
    close();
  });

  it('tells weights that learn now and then, and as they are where the run stands', async () => {
    const projections = [
      { from: 'n', to: 'n', model: 'w : volt\nn : 1', on_pre: 'n += 1; w += 0.001*mV', record: ['n'] },
    ];
    const { find, send, arrive, messages, close } = setUp({
      figure: { ...lif, network: { ...lif.network, projections } },
    });
    await find('begin');
    send({ kind: 'advance', steps: 1000 });
    await arrive(1000);
    const told = messages.flatMap((m) => (m.kind === 'event' && m.event.kind === 'weights' ? [m.event] : []));
    const counts = told.map(({ weights }) => weights[0]?.values[0] ?? Number.NaN);
    expect(counts.at(-1)).toBeGreaterThan(2);
    expect([...counts].sort((a, b) => a - b)).toEqual(counts);
    close();
  });

  it('answers a broken equation with its place', async () => {
    const { find, send, close } = setUp();
    await find('begin');
    send({ kind: 'edit', edits: { 'populations.n.equations': 'dv/dt = (E_L - w)/tau_m : volt' } });
    const { diagnostics } = await find('refused');
    expect(diagnostics[0]).toMatchObject({ source: 'populations.n.equations', line: 1 });
    close();
  });
});

describe('the chip’s integers', () => {
  const neuron = lif.network.populations.n;
  if (!neuron) throw new Error('the figure has a neuron');
  const equations = 'dv/dt = (E_L - v + R*I)/tau_m : volt (unless refractory)\nI : amp';
  const still: Figure = {
    ...plain,
    network: { dt: '0.1*ms', populations: { n: { ...neuron, equations } } },
    parameters: lif.parameters.filter(({ name }) => name !== 'noise'),
  };

  it('take over from floating point at a command, follow the values, and give back', async () => {
    const run = setUp({ figure: still });
    run.send({ kind: 'advance', steps: 500 });
    await run.arrive(500);
    run.send({ kind: 'backend', backend: 'fixed-point' });
    const { integers } = await run.find('integers', (event) => event.integers !== undefined);
    expect(integers?.quantities.map(({ integers: registers }) => registers)).toEqual([
      'dv = 41',
      'vth = 131071',
      // 131071 * 64 / 15 mV * 20 mV * 41 / 4096 = 111,956
      'bias = 3499 * 2^5',
    ]);
    run.send({ kind: 'advance', steps: 500 });
    expect((await run.arrive(500)).status.backend).toBe('fixed-point');
    const float = run.spikes().length / 2;
    expect(float).toBe(3);
    run.send({ kind: 'set', values: { tau_m: 20 } });
    await run.find('integers', (event) => event.integers?.quantities[0]?.integers === 'dv = 20');
    run.send({ kind: 'deviation', horizon: 0.05 });
    const deviation = await run.find('deviation');
    expect(deviation.spikes).toMatchObject({ here: 3, reference: 3 });
    // 1.2 % of a time constant that takes 14 ms from reset to threshold, three times over.
    expect(deviation.spikes.largestShift).toBeLessThan(0.6e-3);
    run.send({ kind: 'backend', backend: 'cpu' });
    await run.find('integers', (event) => event.integers === undefined);
  });

  it('are refused with the term that does not fit, and the run goes on as it was', async () => {
    const run = setUp();
    run.send({ kind: 'advance', steps: 100 });
    await run.arrive(100);
    run.send({ kind: 'backend', backend: 'fixed-point' });
    const { message } = await run.find('refused');
    expect(message).toMatch(/^Equations: the equations draw random numbers/);
    run.send({ kind: 'advance', steps: 100 });
    expect((await run.arrive(200)).status.backend).toBe('cpu');
  });
});
