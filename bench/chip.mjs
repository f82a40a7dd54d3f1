/**
 * node --expose-gc bench/chip.mjs [--rounds 7] [--sanafe PATH_TO_SIM --sanafe-arch loihi.yaml]
 * Times the chip with detailed timing: 1,024 neurons, 32,768 synapses, 1,000 steps. Where the simulator of SANA-FE is
 * given, the same network with the same spikes runs there too, in turns. (It is GPL-3 and not part of this project.)
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';

/** What SANA-FE was measured at on one of two virtual processors: steps a second, detailed timing, this size. */
const PUBLISHED = 235;

const root = join(import.meta.dirname, '..');
const out = join(root, 'build/bench');
const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    sanafe: { type: 'string' },
    'sanafe-arch': { type: 'string' },
  },
});

await build({
  configFile: false,
  root,
  publicDir: false,
  logLevel: 'error',
  build: {
    outDir: out,
    emptyOutDir: false,
    target: 'es2022',
    ssr: join(root, 'bench/chip.ts'),
    rollupOptions: { output: { format: 'es', entryFileNames: 'chip.js' } },
  },
  ssr: { noExternal: true },
});
const { STEPS, edges, firedIn, timeChip } = await import(pathToFileURL(join(out, 'chip.js')).href);

console.log(`${cpus()[0]?.model.trim()}, load ${loadavg()[0]?.toFixed(1)}; 1 thread`);
/** @type {{ wall: number; busy: number; spikes: number; messages: number; chip: number; bytes: number }[]} */
const ours = [];
/** @type {number[]} */
const theirs = [];
for (let round = 0; round < Number(flags.rounds); round++) {
  ours.push(timeChip());
  if (flags.sanafe && flags['sanafe-arch']) theirs.push(timeSanafe(flags.sanafe, flags['sanafe-arch']));
}
const rates = ours.map(({ wall }) => STEPS / wall);
const busy = ours.map((each) => STEPS / each.busy);
const [last] = ours.slice(-1);
if (last) {
  console.log(
    `${last.spikes} spikes, ${last.messages} messages, ${(last.chip * 1e3).toFixed(3)} ms of chip time in ${STEPS} steps`,
  );
  console.log(`ours: ${spread(rates)} steps a second, ${(last.bytes / 2 ** 20).toFixed(1)} MB held`);
  console.log(`  ${spread(busy)} steps a second of processor time`);
  console.log(
    `  ${(median(rates) / PUBLISHED).toFixed(1)} times ${PUBLISHED}, which SANA-FE was measured at elsewhere`,
  );
}
if (theirs.length > 0) {
  const ratios = rates.map((rate, round) => rate / (theirs[round] ?? Number.NaN));
  console.log(`SANA-FE here: ${spread(theirs)} steps a second; ours is ${spread(ratios)} times as fast`);
}

/**
 * Steps a second of SANA-FE by its own clocks, loading not counted.
 * @param {string} program
 * @param {string} architecture
 */
function timeSanafe(program, architecture) {
  const folder = join(out, 'sanafe');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'network.yaml');
  writeFileSync(file, sanafeNetwork());
  const { stdout, stderr, status } = spawnSync(
    program,
    ['-t', 'detailed', '-o', folder, architecture, file, String(STEPS)],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  if (status !== 0) throw new Error(`SANA-FE ended with ${status}: ${(stderr || stdout).slice(-500)}`);
  const seconds = ['neuron_processing', 'message_processing', 'scheduler', 'energy'].reduce(
    (sum, part) => sum + Number(new RegExp(`${part}: ([0-9.e+-]+)`).exec(stdout)?.[1] ?? Number.NaN),
    0,
  );
  return STEPS / seconds;
}

/** The network as SANA-FE reads it: neurons of given spike times, 32 to a core. */
function sanafeNetwork() {
  const trains = Array.from({ length: 1024 }, () => /** @type {number[]} */ ([]));
  for (let step = 0; step < STEPS; step++) {
    const fired = new Set(firedIn(step));
    trains.forEach((train, n) => {
      train.push(fired.has(n) ? 1 : 0);
    });
  }
  const neurons = trains.map((train, n) => `    - ${n}: {soma: {spikes: [${train.join(',')}]}}`);
  const joins = edges.map(
    (/** @type {readonly [number, number]} */ [from, to]) => `  - n.${from} -> n.${to}: {weight: 0}`,
  );
  const places = trains.map((_, n) => {
    const core = n >> 5;
    return `- n.${n}: {core: ${core >> 2}.${core & 3}, soma: 'loihi_inputs[${n & 31}]', synapse: loihi_sparse_synapse}`;
  });
  return `network:\n  name: random\n  groups:\n  - name: n\n    attributes: {}\n    neurons:\n${neurons.join('\n')}\n  edges:\n${joins.join('\n')}\nmappings:\n${places.join('\n')}\n`;
}

/** @param {readonly number[]} values */
function spread(values) {
  return `${median(values).toFixed(1)} (${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)})`;
}

/** @param {readonly number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
