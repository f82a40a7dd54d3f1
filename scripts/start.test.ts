import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('start.mjs', import.meta.url));
const start = (...words: string[]) => spawnSync(process.execPath, [script, ...words], { encoding: 'utf8' });

test.each(['--help', '-h'])('%s prints every option', (word) => {
  const { status, stdout, stderr } = start(word);
  expect([status, stderr]).toEqual([0, '']);
  for (const option of ['--port N', '--host ADDRESS', '--base /PATH/', '--isolated', '--no-build'])
    expect(stdout).toContain(option);
});

test.each<[string[], RegExp]>([
  [['--frobnicate'], /^There is no option --frobnicate; there are --port, .*--help\.$/],
  [['-z'], /^There is no option -z; /],
  [['--\x1b[31m'], /^There is no option --\?\[31m; /],
  [['book'], /^"book" is one word too many: npm start takes options only/],
  [['--port'], /^--port needs a value\.$/],
  [['--port', '--host'], /^--port needs a value\.$/],
  [['--isolated=yes'], /^--isolated takes no value\.$/],
  [['--port', '1e3'], /^--port must be a whole number from 0 to 65535, not 1e3\.$/],
  [['--port', '65536'], /not 65536\.$/],
  [['--base', 'book'], /^--base must begin and end with a slash/],
])('%j: exit code 2 and one sentence', (words, sentence) => {
  const { status, stdout, stderr } = start(...words);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr.trimEnd()).toMatch(sentence);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});
