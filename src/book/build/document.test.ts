import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Page, renderDocument, rootFrom } from './document.ts';

const template = readFileSync(new URL('../../../index.html', import.meta.url), 'utf8');
const page: Page = {
  path: 'a/b/index.html',
  title: 'T & <U>',
  description: 'says "D"',
  body: '<main>M</main>',
};
const assets = { template, themes: ':root{}', fonts: ['assets/f.woff2'], policy: true };

test('finds the way up to the root of the site', () => {
  expect(rootFrom('index.html')).toBe('./');
  expect(rootFrom('neuron-models/index.html')).toBe('../');
  expect(rootFrom('embed/cuba/index.html')).toBe('../../');
});

test('makes every address relative to where the page lies, and fills every place', () => {
  const html = renderDocument(page, assets);
  expect(html).toContain('data-root="../../"');
  expect(html).toContain('href="../../icon.svg"');
  expect(html).toContain('src="../../theme.js"');
  expect(html).toContain('href="../../assets/f.woff2"');
  expect(html).toContain('<main>M</main>');
  expect(html).not.toMatch(/="\.\/|<!--book:/);
});

test('a page served at any address names the root of the site', () => {
  const html = renderDocument({ ...page, path: '404.html', root: '/book/' }, assets);
  expect(html).toContain('src="/book/theme.js"');
  expect(html).not.toMatch(/="\.\.?\//);
});

test('escapes what is written into the head', () => {
  const html = renderDocument(page, assets);
  expect(html).toContain('<title>T &amp; &lt;U></title>');
  expect(html).toContain('content="says &quot;D&quot;"');
});

test('puts the policy before anything that it governs, and leaves it out while developing', () => {
  const html = renderDocument(page, assets);
  expect(html.indexOf('Content-Security-Policy')).toBeGreaterThan(0);
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<script'));
  expect(html).not.toContain("script-src 'self' 'unsafe-inline'");
  expect(renderDocument(page, { ...assets, policy: false })).not.toContain('Content-Security-Policy');
});

test('keeps `$` in the text as it is', () => {
  expect(renderDocument({ ...page, body: "$& $1 $'" }, assets)).toContain("$& $1 $'");
});
