import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Figure } from './experiment/figure.ts';
import { figureId } from './experiment/id.ts';

/** The import rules see `import`, but not `import.meta.glob`: this is what they cannot see. */
const top = fileURLToPath(new URL('..', import.meta.url));
const filesUnder = (folder: string) =>
  readdirSync(top + folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`);
const globs = filesUnder('src')
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .flatMap((file) => {
    const calls = readFileSync(top + file, 'utf8').matchAll(/import\.meta\.glob[^(]*\(\s*(['"`])(.+?)\1/g);
    return [...calls].map(([, , pattern]) => ({ file, pattern }));
  });
const figures = import.meta.glob<{ figure: Figure }>('../chapters/*/*.figure.ts', { eager: true });
const chapters = import.meta.glob('../chapters/*/chapter.mdx');

test('only the entries load by glob, and they look where chapters are', () => {
  expect(globs.length).toBeGreaterThan(2);
  const known = ['../chapters/*/*.figure.ts', '../chapters/*/chapter.mdx', '../docs/*.md'];
  for (const { file, pattern } of globs) {
    expect(file).toMatch(/^src\/(main\.tsx|prerender\.tsx|worker\.ts|cli\.ts)$/);
    expect(known, `${file} loads ${pattern}`).toContain(pattern);
  }
});

test('the globs find every figure and every chapter there is', () => {
  const there = filesUnder('chapters');
  const ending = (end: string) => there.filter((file) => file.endsWith(end)).map((file) => `../${file}`);
  expect(Object.keys(figures).sort()).toEqual(ending('.figure.ts').sort());
  expect(Object.keys(chapters).sort()).toEqual(ending('/chapter.mdx').sort());
  for (const section of ending('.mdx').filter((file) => !file.endsWith('/chapter.mdx'))) {
    const [, chapter = '', name = ''] = /^(.+)\/(sections\/[^/]+\.mdx)$/.exec(section) ?? [];
    expect(readFileSync(`${top}${chapter.slice(3)}/chapter.mdx`, 'utf8'), section).toContain(`'./${name}'`);
  }
  expect(Object.keys(figures).length).toBeGreaterThan(0);
  expect(Object.keys(chapters).length).toBeGreaterThan(0);
});

test('every figure has a name of its own, and is the `figure` of its file', () => {
  const ids = Object.keys(figures).map(figureId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [path, module] of Object.entries(figures)) expect(module.figure?.title, path).toBeTruthy();
});
