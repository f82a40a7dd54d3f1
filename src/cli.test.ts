import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { loihiDavies } from './chip/architectures/loihi-davies.ts';
import type { chipResults } from './cli/chip-report.ts';
import { main } from './cli/main.ts';
import type { Figure } from './experiment/figure.ts';
import { figureId } from './experiment/id.ts';
import type { Results } from './export/results.ts';

/** The command line as it is shipped: one file, run by Node. */
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'spikebook-'));
const network = join(folder, 'network.json');
const rule = join(folder, 'rule.txt');
const cut = join(folder, 'cut.nir');
const renamed = join(folder, 'renamed.nir');
const minimal = join(folder, 'min.json');
const binary = join(folder, 'bin.json');
const escapes = join(folder, 'escapes.json');
const empty = join(folder, 'empty.txt');
const large = join(folder, 'large.json');

const run = (...words: string[]) =>
  spawnSync(process.execPath, [join(folder, 'cli.mjs'), ...words], { encoding: 'utf8', maxBuffer: 2 ** 28 });

beforeAll(async () => {
  const configFile = join(root, 'vite.cli.config.ts');
  await build({ root, configFile, logLevel: 'silent', build: { outDir: folder, emptyOutDir: false } });
  const format = readFileSync(join(root, 'docs/network-format.md'), 'utf8');
  const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(format)?.[1] ?? '');
  example.populations.E.size = 100;
  example.projections[0].record = ['w'];
  writeFileSync(network, JSON.stringify(example));
  writeFileSync(cut, readFileSync(join(root, 'golden/nir/fixed.nir')).subarray(0, 5000));
  writeFileSync(join(folder, 'text.nir'), 'NIR');
  const whole = readFileSync(join(root, 'golden/nir/fixed.nir'));
  // The first member "type" of the file is that of the graph.
  whole.write('tope', whole.indexOf('type'));
  writeFileSync(renamed, whole);
  writeFileSync(minimal, '{"populations": {}}');
  writeFileSync(binary, Uint8Array.of(0x80, 0, 27, 91, 51, 49, 109));
  writeFileSync(escapes, '\x1b[31mred');
  writeFileSync(empty, '\n');
  writeFileSync(large, '');
  truncateSync(large, 2 ** 28 + 1);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('lists every figure with its parameters', () => {
  const list = JSON.parse(run('list', '--json').stdout) as { id: string; parameters: { name: string }[] }[];
  expect(list.map(({ id }) => id)).toContain('cuba');
  expect(list.every(({ parameters }) => parameters.length > 0)).toBe(true);
});

it('runs a network in the chip’s integers, or says which term keeps it from that', () => {
  const words = ['run', 'leaky-integrate-and-fire', '--set', 't_ref=1', '--for', '100ms'];
  const chip = JSON.parse(run(...words, '--fixed-point', '--json').stdout) as Results;
  expect(chip.backend).toBe('fixed-point');
  expect(chip.integers?.quantities[0]).toMatchObject({ what: 'membrane time constant', integers: 'dv = 8' });
  expect(chip.populations.neuron?.spikes.length).toBeGreaterThan(4);
  expect(run(...words, '--backend', 'fixed-point').stdout).toContain(
    'membrane time constant 10 ms becomes 10.23 ms (+2.3 %; dv = 8)',
  );
  const refused = run('run', 'hodgkin-huxley', '--fixed-point');
  expect([refused.status, refused.stderr]).toEqual([
    2,
    expect.stringMatching(/equation of v is not linear: .*m\*m/),
  ]);
  expect(run(...words, '--fixed-point', '--backend', 'cpu').status).toBe(2);
}, 20_000);

it('gives results in the published layout, the same bits for the same seed', () => {
  const words = ['simulate', network, '--for', '20ms', '--json'];
  const first = JSON.parse(run(...words, '--seed', '3').stdout) as Results;
  expect(Object.keys(first)).toEqual([
    'dt',
    'duration',
    'seed',
    'backend',
    'wall',
    'populations',
    'projections',
  ]);
  expect(first).toMatchObject({ dt: 1e-4, duration: 0.02, seed: 3, backend: 'cpu' });
  const { E } = first.populations;
  expect(E).toMatchObject({ size: 100, method: 'exact' });
  expect(E?.spikes.every(([time, index]) => time < 0.02 && index < 100)).toBe(true);
  expect(E?.variables.v).toMatchObject({ unit: 'volt', indices: [0, 1, 2, 3, 4] });
  expect(E?.variables.v?.times).toHaveLength(200);
  expect(E?.variables.v?.values[7]).toHaveLength(5);
  const [projection] = first.projections;
  expect(projection).toMatchObject({ from: 'E', to: 'E' });
  expect(projection?.i).toHaveLength(projection?.synapses ?? -1);
  expect(projection?.variables.w?.final).toHaveLength(projection?.synapses ?? -1);
  const again = JSON.parse(run(...words, '--seed', '3').stdout) as Results;
  expect({ ...again, wall: 0 }).toEqual({ ...first, wall: 0 });
  const other = JSON.parse(run(...words, '--seed', '4').stdout) as Results;
  expect(other.populations).not.toEqual(first.populations);
});

it('does a step that has begun to its end, as Brian2 does', () => {
  const duration = (time: string) =>
    (JSON.parse(run('simulate', network, '--for', time, '--json').stdout) as Results).duration;
  expect([duration('0.31ms'), duration('0.3ms'), duration('0.01ms')]).toEqual([4e-4, 3 * 1e-4, 1e-4]);
});

it('sets parameters, in their unit or with one', () => {
  const spikes = (...words: string[]) =>
    (JSON.parse(run('run', 'leaky-integrate-and-fire', '--json', ...words).stdout) as Results).populations
      .neuron?.spikes;
  const plain = spikes('--set', 'I=4', 't_ref=3');
  expect(plain?.length).toBeGreaterThan(10);
  expect(spikes('--set', 'I=0.004*uA', '--set', 't_ref=3*ms', '--for', '0.2 s')).toEqual(plain);
  expect(spikes('--set', 'I=0')).toEqual([]);
});

it('writes a file in place of the summary', () => {
  const out = join(folder, 'spikes.csv');
  const result = run('run', 'leaky-integrate-and-fire', '--for', '50ms', '--out', out);
  expect([result.status, result.stdout]).toEqual([0, '']);
  expect(readFileSync(out, 'utf8')).toMatch(/^population,time_s,index\nneuron,0\.\d+,0\n/);
});

it('exports a figure and a file', () => {
  expect(run('export', 'cuba', '--to', 'brian2').stdout).toContain('synapses_0.connect(p=0.02)');
  expect(run('export', network, '--to', 'latex').stdout).toContain('\\begin{aligned}');
});

it('lays a figure on a chip, counts, prices and times it', () => {
  const words = ['chip', network, '--for', '20ms', '--cores', '4'];
  const optimised = JSON.parse(run(...words, '--json').stdout) as ReturnType<typeof chipResults>;
  expect(optimised).toMatchObject({ architecture: 'loihi-calibrated', steps: 200, neurons: 100 });
  expect(optimised.cores.map(({ compartments }) => compartments)).toEqual([25, 25, 25, 25]);
  const counted = (name: string) =>
    optimised.operations.find(({ operation }) => operation === name)?.count ?? 0;
  expect(counted('neuronActive')).toBe(200 * 100);
  expect(counted('spike')).toBe(optimised.spikes);
  const hops = ['hopEast', 'hopWest', 'hopNorth', 'hopSouth'].reduce((sum, name) => sum + counted(name), 0);
  expect(optimised.links.reduce((sum, { packets }) => sum + packets, 0)).toBe(hops);
  expect(optimised.placement.find(({ chosen }) => chosen)).toMatchObject({ name: 'optimised', hops });
  expect(optimised.energy.total).toBeGreaterThan(200 * 100 * 72.8e-12);
  const report = run(...words, '--arch', 'loihi-2', '--place', 'naive', '--fixed-point').stdout;
  expect(report).toMatch(/seed 1, fixed-point back end\n.*100 neurons and .* synapses on 4 cores of 4 tiles/);
  expect(report).toMatch(/in order \* /);
  expect(report).toMatch(/\n {2}time not known: no time of an operation is published\n/);
  expect(report).toMatch(/energy not known: no price of an operation is published/);
  expect(report).toMatch(/placement +messages between cores +hops +hops a message/);
  expect(report).toMatch(/Messages sent \(a spike to one core, its own included\)/);
});

it('says how far time and energy may be off, and what a chip cannot do', () => {
  const words = ['chip', 'stdp-window', '--for', '500ms'];
  const { time, energy, about } = JSON.parse(run(...words, '--json').stdout) as ReturnType<
    typeof chipResults
  >;
  expect(about).toMatch(/Learning was not among them/);
  expect(time.error).toEqual({ seconds: expect.closeTo(0.25 * (time.detailed ?? 0), 12), all: false });
  expect(energy.error).toBeNull();
  const { stated, unstated } = energy.split ?? { stated: undefined, unstated: undefined };
  expect((stated?.energy ?? 0) + (unstated?.energy ?? 0)).toBeCloseTo(energy.total ?? 0, 15);
  const report = run(...words).stdout;
  expect(report).toMatch(
    /time [\d.]+ .s, give or take [\d.]+ .s by those of its sources that state an error \(/,
  );
  expect(report).toMatch(
    / of it give or take .*, and .* at prices without a stated error \(Davies.*simulated before/,
  );
  expect(report).toMatch(/a von Neumann machine: .*, at least \d\d(\.\d)? % of it to move data/);
  const north = run(...words, '--arch', 'truenorth').stdout;
  expect(north).toMatch(/Far from there it does not hold/);
  expect(north).toMatch(/ \(1 ms a step; /);
  expect(north).toMatch(/This chip cannot learn, and the synapses from pre to post do/);
  expect(north).toMatch(
    /Learning products evaluated +\d+ +- +this chip cannot learn, and no price covers it\n/,
  );
});

it('leaves what a figure says is no neuron of a chip off it', () => {
  const words = ['chip', 'stdp-integers', '--arch', 'loihi-davies', '--for', '1s'];
  const { mapping, neurons, notes, operations } = JSON.parse(run(...words, '--json').stdout) as ReturnType<
    typeof chipResults
  >;
  expect(Object.keys(mapping)).toEqual(['pre', 'post']);
  expect(neurons).toBe(160);
  expect(notes[0]).toMatch(/^clock is not on the chip: it stands for the chip’s own time step/);
  // Eighty pairs fire twice in a second, and each presynaptic spike reaches one synapse.
  const synaptic = operations.filter(({ operation }) => operation.startsWith('synapse'));
  expect(synaptic.reduce((sum, { count }) => sum + count, 0)).toBe(2 * 80);
  expect(run(...words).stdout).toContain(`\n  ${notes[0]}\n`);
});

it('says which neurons the chip does not have, and writes numbers with the words that fit them', () => {
  const words = ['chip', 'hodgkin-huxley', '--for', '1ms'];
  const sentence =
    /^neuron: this chip has no such neuron \(the equation of v is not linear: .*\); each update is counted as one of a leaky integrate-and-fire neuron/;
  const { notes } = JSON.parse(run(...words, '--json').stdout) as ReturnType<typeof chipResults>;
  expect(notes).toEqual([expect.stringMatching(sentence)]);
  const report = run(...words).stdout;
  expect(report).toContain(`\n  ${notes[0]}\n`);
  expect(report).toMatch(/\n {2}1 neuron and 0 synapses on 1 core of 1 tile; /);
  // All of the processor's energy is known here: no range.
  expect(report).toMatch(/a von Neumann machine: [\d.]+ .J, /);
  expect(run(...words, '--arch', 'loihi-2').stdout).not.toContain('no such neuron');
  expect(run('chip', 'leaky-integrate-and-fire', '--for', '1ms').stdout).not.toContain('no such neuron');
});

it('takes a chip of the reader, and says where it is too small', () => {
  const file = join(folder, 'small.json');
  const small = { ...loihiDavies, name: 'mine', limits: { ...loihiDavies.limits, compartments: 30 } };
  writeFileSync(file, JSON.stringify(small));
  const words = ['chip', network, '--for', '5ms', '--arch', file];
  expect(run(...words).stdout).toMatch(/on 4 cores of 1 tile/);
  writeFileSync(
    file,
    JSON.stringify({ ...small, mesh: { ...small.mesh, width: 1, height: 1, coresPerTile: 3 } }),
  );
  const { status, stderr } = run(...words);
  expect(status).toBe(2);
  expect(stderr).toMatch(/needs 4 cores, 1 more than .* has \(3\): the neurons .* a mesh of 2 by 1 tiles/);
});

it('runs a learning rule, on spikes and draws that it is given', () => {
  writeFileSync(rule, 'dw = y0*x1 - 2*x0*y1\nx1_impulse = 16\nx1_tau = 10\nt_epoch = 2\nw = 4\n');
  writeFileSync(join(folder, 'pre.txt'), '1\n');
  const lists = ['decay_x', 'decay_y', 'impulse_x', 'impulse_y', 'write'];
  const draws = Object.fromEntries(lists.map((name) => [name, new Array(20).fill(0)]));
  writeFileSync(join(folder, 'draws.json'), JSON.stringify(draws));
  const words = ['learn', rule, '--pre', join(folder, 'pre.txt'), '--post', '3'];
  const result = JSON.parse(run(...words, '--draws', join(folder, 'draws.json'), '--json').stdout);
  expect(result).toMatchObject({ rule: ['dw = y0*x1 - 2*x0*y1'], steps: 4, spikes: { pre: [1], post: [3] } });
  // A draw of 0 rounds every fraction up: 16, 14.48, 13.57, 12.67; the weight gains the trace of step 3.
  expect([result.x1, result.w]).toEqual([
    [0, 15, 15, 13],
    [4, 4, 4, 4 + 14],
  ]);
  const report = run(...words, '--for', '6').stdout;
  expect(report).toMatch(/6 steps in epochs of 2, seed 1\n/);
  // Three epochs of two products: one has the event x0, one the event y0.
  expect(report).toMatch(/products evaluated: 2, each in an epoch in which its event came/);
  expect(report).toMatch(/products skipped: 4, each in an epoch without its event/);
  expect(report).toMatch(/written back .*: 2; 1 of these writes changed the value/);
  expect(run('learn', rule, '--pre', 'none', '--post', '3').stdout).toMatch(/products evaluated: 1,/);

  expect(run('learn', rule, '--pre', '2', '--post', '3').stdout).toMatch(
    /^ {2}y1 stays 0: .*y1_impulse is 0$/m,
  );
  const still = join(folder, 'still.txt');
  // y3 begins with a value, y2 comes from outside, x2 is not read; x1 and y1 lack an impulse.
  writeFileSync(still, 'dw = x1*y0 - y1*x0 + y2*u0 + y3*x0\nx1_tau = 9\ny2_course = 3\ny3 = 4');
  const remarks = ['x1', 'y1'].map(
    (name) => `${name} stays 0: no spike raises it while ${name}_impulse is 0`,
  );
  const spoken = run('learn', still, '--pre', '2', '--post', '3');
  expect(spoken.stdout.split('\n').filter((line) => line.includes('stays'))).toEqual(
    remarks.map((line) => `  ${line}`),
  );
  const asData = run('learn', still, '--pre', '2', '--post', '3', '--json');
  expect([asData.stderr, JSON.parse(asData.stdout).counts.impulses]).toEqual([
    `${remarks.join('\n')}\n`,
    expect.any(Number),
  ]);
  writeFileSync(still, 'dw = 2*x1*x2*w*d*t*y1*y0\nx1_impulse = 1\nx2 = 1\ny1 = 1');
  const long = run('learn', still, '--pre', '2,9', '--post', '3,8', '--for', '5').stdout;
  expect(long).toContain('  2 spikes come after the last step, 5: --for makes the run longer\n');
  expect(long).toMatch(/loses (\d\d) bits: it is worth 2\^-\1 of what is written/);
  // A payload raises x1, and what runs over raises x2.
  writeFileSync(still, 'dw = x1*y0\ngraded = saturate\nx1_impulse = 9');
  expect(run('learn', still, '--pre', '2', '--post', '3').stdout).toMatch(
    /x1 stays 0: with graded = saturate only a payload of 2 or more raises it/,
  );
  writeFileSync(still, 'dw = x1*y0 + x2*y0\ngraded = overflow');
  expect(run('learn', still, '--pre', '2:9', '--post', '3').stdout).not.toContain('stays 0');
});

describe('NIR files', () => {
  const nir = join(folder, 'x.nir');

  it('a neuron comes back from one as it went', () => {
    const to = ['--to', 'nir', '--out', nir];
    const written = run('export', 'leaky-integrate-and-fire', '--set', 't_ref=0', ...to);
    expect([written.status, written.stdout, written.stderr]).toEqual([0, '', '']);
    const times = (...words: string[]) => {
      const results = JSON.parse(run(...words, '--for', '100ms', '--json').stdout) as Results;
      return results.populations.neuron?.spikes;
    };
    const before = times('run', 'leaky-integrate-and-fire', '--set', 't_ref=0');
    expect(before?.length).toBeGreaterThan(5);
    expect(times('simulate', nir)).toEqual(before);
  });

  it('says what is lost, and writes the rest where that is wanted', () => {
    const words = ['export', 'leaky-integrate-and-fire', '--to', 'nir', '--out', join(folder, 'lossy.nir')];
    const whole = run(...words);
    expect([whole.status, whole.stdout]).toEqual([2, '']);
    expect(whole.stderr).toBe(
      'spikebook: NIR cannot hold all of this network: the refractory time of population neuron. --lossy writes the rest.\n',
    );
    const part = run(...words, '--lossy');
    expect([part.status, part.stderr]).toEqual([0, 'Left out: the refractory time of population neuron.\n']);
  });

  it('takes spikes for inputs, and gives the network in the published format', () => {
    const file = join(root, 'golden/nir/fixed.nir');
    const table = join(folder, 'in.csv');
    writeFileSync(table, 'population,time_s,index\nin,0.001,0\nin,0.0011,0\nin,0.0012,0\n');
    const words = [
      'simulate',
      file,
      '--set',
      'populations.cells.parameters.v_threshold=0.1',
      '--for',
      '10ms',
      '--json',
    ];
    const spikes = (...more: string[]) =>
      (JSON.parse(run(...words, ...more).stdout) as Results).populations.cells?.spikes;
    // 90 dt/tau = 0.45 at once; a spike that arrives as the neuron fires is gone with the reset.
    expect(spikes('--input', table)?.map(([time]) => Math.round(time / 1e-4))).toEqual([11, 13]);
    const network = JSON.parse(run('export', file, '--to', 'network', '--set', 'dt=0.2*ms').stdout);
    expect(network).toMatchObject({ dt: '0.2*ms', populations: { in: { size: 4, spikes: [] } } });
  });

  it('says that nothing drives the inputs, until they are given spikes', () => {
    const file = join(root, 'golden/nir/fixed.nir');
    const table = join(folder, 'driven.csv');
    writeFileSync(table, 'population,time_s,index\nin,0.001,0\nin,0.0011,0\nin,0.0012,0\n');
    const silent = /nothing drives the input in: it has no spikes; --input FILE gives it some/;
    expect(run('simulate', file, '--for', '1ms').stdout).toMatch(silent);
    expect(run('simulate', file, '--for', '1ms', '--json').stderr).toMatch(silent);
    const driven = run('simulate', file, '--for', '1ms', '--input', table);
    expect([driven.status, driven.stdout, driven.stderr]).toEqual([0, expect.not.stringMatching(silent), '']);
    expect(run('chip', file, '--for', '2ms', '--input', table).stdout).toMatch(/; [3-9] spikes\n/);
  }, 40_000);
});

describe('bad input: exit code 2 and one sentence', () => {
  const figures = new Map(
    Object.entries(
      import.meta.glob<Figure>('../chapters/*/*.figure.ts', { eager: true, import: 'figure' }),
    ).map(([path, figure]) => [figureId(path), figure] as const),
  );
  afterEach(() => void vi.restoreAllMocks());

  /** The same without a process of its own, which costs more than all that it would do. */
  async function runHere(words: readonly string[]) {
    const pieces = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const)
      vi.spyOn(process[stream], 'write').mockImplementation((piece) => {
        pieces[stream] += String(piece);
        return true;
      });
    const status = await main(words, figures);
    vi.restoreAllMocks();
    return { status, ...pieces };
  }

  const isSentence = ({ status, stdout, stderr }: Awaited<ReturnType<typeof runHere>>, message: RegExp) => {
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/^\P{C}*\n$/u);
  };

  it.each([
    [['run', 'cubba'], /did you mean "cuba"\?/],
    [['run', 'hodgkin'], /did you mean "hodgkin-huxley" or "hodgkin-huxley-currents"\?/],
    [['run', 'qqqq'], /no figure "qqqq"; "spikebook list" shows all \d+ figures\.$/m],
    [['run'], /Which figure\? .*"spikebook list"/],
    [['run', 'cuba', '--sede', '3'], /no option "--sede"; did you mean "--seed"\?/],
    [['run', 'cuba', '--zzzz', '3'], /no option "--zzzz"; "spikebook --help" shows the options\.$/m],
    [['run', 'cuba', '-x'], /no option "-x"/],
    [['chip', 'cuba', '--input', network], /--input is for files, and "cuba" is a figure/],
    [['run', 'cuba', '--set', 'w_e=5*ms'], /w_e is in mV/],
    [['run', 'cuba', '--set', 'w_e=1e9'], /lies between/],
    [
      ['run', 'locality', '--set', 'rule=2.5'],
      /rule takes whole numbers from 1 to \d+, but "2\.5" is 2\.5\./,
    ],
    [['run', 'voltage-clamp', '--set', 'TTX=0.5'], /TTX is 0 \(off\) or 1 \(on\), but "0\.5" is 0\.5\./],
    [['run', 'cuba', '--for', '5'], /--for takes a time/],
    [
      ['run', 'leaky-integrate-and-fire', '--for', '1e-9s'],
      /a run of 1e-9 s has no step: one is 0\.02 ms long/,
    ],
    [
      ['run', 'cuba', '--backend', 'reference', '--precision', 'f32'],
      /--precision is for the cpu: the reference/,
    ],
    [
      ['run', 'fixed-point', '--precision', 'f64', '--fixed-point'],
      /--precision is for the cpu: the fixed-point/,
    ],
    [
      ['run', 'cuba', '--for', '100s', '--out', join(folder, 'nowhere', 'x.json')],
      /x\.json" cannot be written: there is no such/,
    ],
    [['run', 'cuba', '--for', '100s', '--out', folder], /cannot be written: it is a folder/],
    [['export', 'cuba', '--to', 'latex', '--for', '1s'], /--for belongs to --to brian2/],
    [
      ['simulate', network, '--set', 'projections.7.delay=1*ms'],
      /projections has no "7"; its only member is 0\./,
    ],
    [['learn', rule, '--pre', '1', '--post', '2', '--draws', 'x', '--seed', '3'], /--draws and --seed/],
    [['run', 'cuba', '--seed', '-1'], /--seed takes/],
    [['run', 'cuba', '--backend', 'abacus'], /cpu or reference/],
    [['simulate', 'nowhere.json'], /cannot be read/],
    [['simulate', join(folder, 'cli.mjs')], /not JSON/],
    [['simulate', network, '--set', 'populations.E.parameters.taum=20*mV'], /populations\.E/],
    [
      ['simulate', network, '--set', 'populations.E.equations=dv/dt = -v/ : 1'],
      /the network in ".*network\.json": populations\.E\.equations, line 1, column/,
    ],
    [['list', 'cuba'], /one word too many/],
    [['list', '--seed', '2'], /list takes no --seed/],
    [['chip', 'cuba', '--arch', 'loihi-3'], /no architecture "loihi-3"; did you mean "loihi-2"/],
    [['chip', 'cuba', '--place', 'anywhere'], /naive or optimised/],
    [['chip', 'cuba', '--cores', '129'], /1 to 128 cores, not 129/],
    [['run', 'cuba', '--arch', 'loihi-2'], /run takes no --arch/],
    [['learn'], /Which rule/],
    [['learn', network, '--pre', '1', '--post', '2'], /network\.json, line 1, column 1: Expected/],
    [['learn', 'chip.test.rule', '--pre', '1', '--post', '2'], /cannot be read/],
    [['learn', rule, '--pre', '1'], /needs --post/],
    [
      ['learn', rule, '--pre', '1,x', '--post', '2'],
      /--pre takes steps such as 3,7,12, or the name of a file/,
    ],
    [['learn', rule, '--pre', '0', '--post', '2'], /steps from 1 to 1000000.*"0" is not one/],
    [['learn', rule, '--pre', '--post', '2'], /--pre needs a value/],
    [['learn', rule, '--pre', empty, '--post', '2'], /empty\.txt" \(--pre\) holds no spike time/],
    [['learn', rule, '--pre', '5', '--post', binary], /bin\.json" is not a text file/],
    [['learn', escapes, '--pre', '5', '--post', '3'], /escapes\.json, line 1/],
    [['learn', '/dev/zero', '--pre', '5', '--post', '3'], /"\/dev\/zero" cannot be read: it is a device/],
    [['learn', rule, '--pre', '/dev/zero', '--post', '3'], /it is a device/],
    [['learn', rule, '--pre', '5', '--post', '3', '--draws', '/dev/zero'], /it is a device/],
    [['chip', 'cuba', '--arch', '/dev/zero'], /it is a device/],
    [['simulate', '/dev/zero'], /it is a device/],
    [['simulate', network, '--input', '/dev/zero'], /it is a device/],
    [['simulate', large], /large\.json" cannot be read: it has 257 MiB; at most 256 MiB are read/],
    [['simulate', folder], /it is a folder/],
    [['chip', binary], /bin\.json" is not a text file/],
    [['chip', escapes], /escapes\.json" is not JSON: .*\\x1b/],
    [['chip', minimal], /the network in ".*min\.json" needs the member "dt"/],
    [
      ['chip', 'cuba', '--arch', minimal],
      /the architecture in ".*min\.json": there is no member "populations"/,
    ],
    [['learn', rule, '--pre', '5,3', '--post', '2'], /in order/],
    [['learn', rule, '--pre', '5:9', '--post', '2'], /payloads/],
    [['learn', rule, '--pre', '5', '--post', '2', '--for', '5ms'], /number of steps/],
    [
      ['learn', rule, '--pre', '5', '--post', '2', '--draws', network],
      /network\.json": The draws have no list "decay_x"/,
    ],
    [['export', 'cuba', '--to', 'pdf'], /brian2 or latex or nir or network/],
    [['export', 'cuba', '--to', 'nir'], /--out FILE\.nir/],
    [['export', 'cuba', '--to', 'latex', '--lossy'], /--lossy belongs to --to nir/],
    [['simulate', network, '--reset', 'set'], /--reset is for NIR files/],
    [['simulate', network, '--input', network], /a list of pairs/],
  ])('%j', async (words, message) => isSentence(await runHere(words), message));

  it.each([
    [['frobnicate'], /no command/],
    [['simulate', join(root, 'golden/nir/recurrent.nir')], /states no time step/],
    [['simulate', cut], /damaged/],
    [['simulate', renamed], /renamed\.nir": it is no NIR file, or a damaged one: "node" has no text "type"/],
    [['simulate', join(folder, 'text.nir')], /no NIR file/],
  ])('%j, as shipped', (words, message) => {
    const { status, stdout, stderr } = run(...words);
    isSentence({ status: status ?? Number.NaN, stdout, stderr }, message);
  });
});
