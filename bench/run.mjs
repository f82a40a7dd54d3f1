/**
 * npm run bench [-- --only cuba4k,hh10k --rounds 7 --no-browser]
 * Times the CPU back end against Brian2's C++ standalone: all sides take turns within each round, and the ratios are of
 * medians, so that what else the machine does weighs on all of them alike.
 */
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { findChromium } from '../scripts/chromium.mjs';
import { findBrian2, standalone } from './brian2.mjs';
import { startBrowser } from './browser.mjs';

const root = join(import.meta.dirname, '..');
const out = join(root, 'build/bench');
const { values: flags } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    'no-browser': { type: 'boolean', default: false },
  },
});
const rounds = Number(flags.rounds);

await bundle('node', true);
await bundle('worker', false);
const { Bench, compileTimes, workloads } = await import(pathToFileURL(join(out, 'node.js')).href);

const path = flags['no-browser'] ? undefined : findChromium();
const browser = path === undefined ? undefined : await startBrowser(join(out, 'worker.js'), path);
const node = Object.assign(new Bench(), { compileTimes });
const sides = [
  { name: `Node ${process.versions.node}`, engine: node },
  ...(browser ? [{ name: `Chromium ${browser.version} worker`, engine: browser }] : []),
];
const brian = findBrian2();

console.log(
  `${cpus()[0]?.model.trim()}, ${cpus().length} processors, load ${loadavg()[0]?.toFixed(1)}; 1 thread on every side`,
);
console.log(brian ? `Brian2 ${brian.version} C++ standalone, f64` : 'Brian2 is not installed: no ratios.');
if (!browser) console.log('No Chromium: Node only.');
console.log(
  'Ours: spikes recorded, no variables; Brian2: spikes counted. "relaxed SIMD" is plain where the machine lacks it (Node 20).\n',
);

// First, while nothing has warmed up.
await compileTable();
for (const workload of workloads) {
  if (flags.only && !flags.only.split(',').includes(workload.id)) continue;
  await compare(workload);
}
await browser?.close();

/**
 * One workload on all sides, in turns.
 * @param {import('./workloads.ts').Workload} workload
 */
async function compare({ id, title, steps, network }) {
  const seconds = steps * (id === 'hh10k' ? 1e-5 : 1e-4);
  const large = id === 'cuba40k';
  /** @type {import('./measure.ts').Variant[]} */
  const variants = [{ workload: id, precision: 'f32', relaxed: false }];
  if (!large) variants.push({ workload: id, precision: 'f32', relaxed: true });
  if (!large) variants.push({ workload: id, precision: 'f64', relaxed: false });
  /** @type {{ name: string; engine: any; variant: import('./measure.ts').Variant; walls: number[]; busy: number[]; rate: number }[]} */
  const rows = sides.flatMap(({ name, engine }) =>
    variants.map((variant) => ({ name, engine, variant, walls: [], busy: [], rate: 0 })),
  );
  for (const { engine, variant } of rows) await engine.prepare(variant);
  const peer = brian && standalone(brian.python, id, join(out, 'brian2', id));
  /** @type {number[]} */
  const peerWalls = [];
  const count = large ? Math.min(rounds, 3) : rounds;
  for (let round = 0; round < count; round++) {
    if (peer) peerWalls.push(peer.time().wall);
    for (const row of rows) {
      const before = process.cpuUsage();
      const { wall, rate } = await row.engine.time(row.variant);
      const { user, system } = process.cpuUsage(before);
      if (row.engine === node) row.busy.push((user + system) / 1e6);
      row.walls.push(wall);
      row.rate = rate;
    }
  }
  for (const { engine, variant } of rows) await engine.forget(variant);
  const size = Object.values(network.populations).reduce((sum, population) => sum + population.size, 0);
  console.log(`### ${title}; ${seconds} s of model time, ${rows[0]?.rate.toFixed(2)} spikes/s a neuron\n`);
  console.log(
    '| | s per simulated s, median (range) | processor time | ns per neuron and step | times as fast as Brian2 (range) |',
  );
  console.log('| --- | --- | --- | --- | --- |');
  const line = (
    /** @type {string} */ name,
    /** @type {number[]} */ walls,
    /** @type {number[]} */ busy = [],
  ) => {
    const perStep = ((median(walls) / steps / size) * 1e9).toFixed(2);
    const ratios = walls.map((wall, round) => (peerWalls[round] ?? Number.NaN) / wall);
    const ratio = peer ? `${(median(peerWalls) / median(walls)).toFixed(2)} (${range(ratios, 2)})` : '';
    const used = busy.length > 0 ? (median(busy) / seconds).toFixed(4) : '';
    const times = walls.map((wall) => wall / seconds);
    console.log(
      `| ${name} | ${median(times).toFixed(4)} (${range(times, 4)}) | ${used} | ${perStep} | ${ratio} |`,
    );
  };
  if (peer) line(`Brian2, f64`, peerWalls);
  for (const { name, variant, walls, busy } of rows) {
    line(
      `${name}, ${variant.precision}${variant.relaxed ? ', relaxed SIMD' : ', deterministic'}`,
      walls,
      busy,
    );
  }
  console.log(`\n${count} rounds, load ${loadavg()[0]?.toFixed(1)} at the end\n`);
}

async function compileTable() {
  console.log(
    '### From the text of the Hodgkin-Huxley equations to the end of the first step of 16 neurons\n',
  );
  console.log('| | first time, ms | later, ms, median (range) |\n| --- | --- | --- |');
  for (const { name, engine } of sides) {
    const [first, ...later] = await engine.compileTimes('hh10k', 10);
    console.log(`| ${name} | ${first.toFixed(1)} | ${median(later).toFixed(1)} (${range(later, 1)}) |`);
  }
  console.log('');
}

/**
 * @param {readonly number[]} values
 * @param {number} digits
 */
function range(values, digits) {
  return `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`;
}

/**
 * @param {readonly number[]} values
 * @returns {number}
 */
function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/**
 * Bundles bench/NAME.ts into build/bench/NAME.js.
 * @param {string} name
 * @param {boolean} isNode
 */
async function bundle(name, isNode) {
  const entry = join(root, 'bench', `${name}.ts`);
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir: out,
      emptyOutDir: false,
      target: 'es2022',
      ...(isNode ? { ssr: entry } : {}),
      rollupOptions: {
        input: entry,
        output: { format: 'es', entryFileNames: `${name}.js`, codeSplitting: false },
      },
    },
    ...(isNode ? { ssr: { noExternal: true } } : {}),
  });
}
