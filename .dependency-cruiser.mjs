/**
 * Who may import whom. The rooms of `src/` from the page down to the language: a file imports from its own room or from
 * one further down this list, never from one above.
 */
const rooms = [
  'book',
  'figure',
  'panel',
  'worker',
  'experiment',
  'learning',
  'chip',
  'export',
  'engine',
  'network',
  'language',
];

const below = rooms.slice(rooms.indexOf('experiment')).join('|');
const tests = '\\.(test|spec)\\.tsx?$';

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const downwards = rooms.map((room, place) => ({
  name: `downwards: ${room}`,
  comment: 'Imports run down the list of rooms, never up.',
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: {
    path: ['^src/cli/', '^src/[^/]+\\.tsx?$', ...rooms.slice(0, place).map((above) => `^src/${above}/`)],
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...downwards,
    {
      name: 'chip-reads-the-engine',
      comment: 'The chip knows networks and what the engine counted; nothing of files, scripts or figures.',
      severity: 'error',
      from: { path: '^src/chip/', pathNot: tests },
      to: { path: '^src/', pathNot: '^src/(chip|engine|network|language)/' },
    },
    {
      name: 'only-entries-load-chapters',
      comment: 'Nothing but the entries knows a chapter; tests may take its figures as examples.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: tests },
      to: { path: '^chapters/' },
    },
    {
      name: 'no-cycles',
      comment: 'A cycle means that two files are one idea, or that a third is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-react-below-worker',
      comment: 'experiment and all below it know no React, no DOM and no store.',
      severity: 'error',
      from: { path: `^src/(worker|${below})/`, pathNot: tests },
      to: { path: '(^|node_modules/)(react|react-dom|zustand|katex|@fontsource|d3-)' },
    },
    {
      name: 'page-reaches-worker-through-client',
      comment: 'The page knows the worker as its client and the types of its remote control.',
      severity: 'error',
      from: { path: '^src/(book|figure|panel)/' },
      to: { path: '^src/worker/', pathNot: '^src/worker/(client|run|protocol)\\.ts$' },
    },
    {
      name: 'figures-are-data',
      comment: 'A figure file declares; it imports experiment, network and learning only.',
      severity: 'error',
      from: { path: '^chapters/.*\\.figure\\.ts$' },
      to: { path: '.', pathNot: ['^src/(experiment|network|learning)/', '^chapters/'] },
    },
    {
      name: 'no-tests-in-code',
      comment: 'Code does not import tests.',
      severity: 'error',
      from: { pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'shipped-packages-only',
      comment: 'What runs in the page, the worker or the command line comes with `dependencies`.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          tests,
          '^src/prerender\\.tsx$',
          '^src/book/build/',
          '^src/network/json-schema\\.ts$',
          '^src/testing/',
        ],
      },
      to: { dependencyTypes: ['npm-dev', 'npm-unknown', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      comment:
        'An import leads somewhere. (The resolver here does not read the export maps of Vite and h5wasm.)',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^virtual:', '^vite$', '^h5wasm$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.css', '.json'] },
  },
};
