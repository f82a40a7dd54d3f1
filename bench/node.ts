/** What run.mjs needs in Node, in one bundle. */
export { Bench, compileTimes } from './measure.ts';
export { workloads } from './workloads.ts';
