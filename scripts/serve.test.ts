import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBookServer, listen } from './serve.mjs';

const folder = mkdtempSync(join(tmpdir(), 'serve-'));
const directory = join(folder, 'site');
const servers: ReturnType<typeof createBookServer>[] = [];
let plain = 0;
let isolated = 0;

beforeAll(async () => {
  mkdirSync(join(directory, 'chapter'), { recursive: true });
  writeFileSync(join(directory, 'index.html'), 'opening');
  writeFileSync(join(directory, 'chapter/index.html'), 'chapter');
  writeFileSync(join(directory, '404.html'), 'missing');
  writeFileSync(join(directory, 'a.js'), 'js');
  writeFileSync(join(directory, '_headers'), "/*\n  Content-Security-Policy: default-src 'self'\n");
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  symlinkSync(join(folder, 'secret.txt'), join(directory, 'link.txt'));
  servers.push(
    createBookServer({ directory }),
    createBookServer({ directory, base: '/book/', isolated: true }),
  );
  plain = await listen(servers[0] as (typeof servers)[0], 0);
  isolated = await listen(servers[1] as (typeof servers)[0], 0);
});

afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

/** `fetch` would tidy `..` away before it is sent. */
function get(port: number, path: string, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((done, failed) => {
    const asked = request({ host: '127.0.0.1', port, path, method }, (response) => {
      let body = '';
      response.on('data', (part) => {
        body += part;
      });
      response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asked.on('error', failed);
    asked.end();
  });
}

test('serves pages, scripts with their type, and the page for what is missing', async () => {
  expect((await get(plain, '/')).body).toBe('opening');
  expect((await get(plain, '/chapter/?seed=1')).body).toBe('chapter');
  const script = await get(plain, '/a.js');
  expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(await get(plain, '/none')).toMatchObject({ status: 404, body: 'missing' });
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/chapter/..%2f..%2fsecret.txt',
  '/link.txt',
  '/%00',
  '/%zz',
])('does not leave its folder: %s', async (path) => {
  const answer = await get(plain, path);
  expect(answer.status).toBe(404);
  expect(answer.body).not.toContain('secret');
});

test('completes the address of a folder, and never with another host', async () => {
  expect((await get(plain, '/chapter?a=1')).headers.location).toBe('/chapter/?a=1');
  expect((await get(plain, '//chapter')).headers.location).toBe('/chapter/');
  expect((await get(isolated, '/book')).headers.location).toBe('/book/');
});

test('serves under a base, and nothing beside it', async () => {
  expect((await get(isolated, '/book/chapter/')).body).toBe('chapter');
  expect((await get(isolated, '/chapter/')).status).toBe(404);
});

test('sends the policy, and the headers of isolation when asked', async () => {
  const headers = (await get(plain, '/')).headers;
  expect(headers['content-security-policy']).toBe("default-src 'self'");
  expect(headers['cross-origin-embedder-policy']).toBeUndefined();
  expect((await get(isolated, '/book/')).headers['cross-origin-embedder-policy']).toBe('require-corp');
});

test('answers questions only', async () => {
  expect((await get(plain, '/', 'POST')).status).toBe(405);
  expect(await get(plain, '/', 'HEAD')).toMatchObject({ status: 200, body: '' });
});

test('takes the next port when one is taken', async () => {
  const server = createBookServer({ directory });
  servers.push(server);
  expect(await listen(server, plain)).toBeGreaterThan(plain);
});
