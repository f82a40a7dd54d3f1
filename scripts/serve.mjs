import { createReadStream, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';

/** A small static server for the built book: the same files, paths and headers that a static host would give. */

/** @type {Readonly<Record<string, string>>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.bin': 'application/octet-stream',
};

/**
 * @typedef {object} ServeOptions
 * @property {string} directory what is served
 * @property {string} [base] the path it is served under, `/` unless told
 * @property {boolean} [isolated] adds the headers that allow shared memory (COOP and COEP)
 * @property {boolean} [policy] sends the content security policy of `_headers` as a header too; true unless told
 */

/**
 * @param {ServeOptions} options
 * @returns {import('node:http').Server}
 */
export function createBookServer({ directory, base = '/', isolated = false, policy = true }) {
  const top = realpathSync(directory);
  const headers = { ...(policy ? readHeaders(top) : {}), ...(isolated ? isolation : {}) };
  return createServer((request, response) => {
    const answer = locate(top, base, request.url ?? '/');
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    } else if (answer.location) {
      response.writeHead(301, { Location: answer.location }).end();
    } else {
      const file = answer.file ?? join(top, '404.html');
      if (!existsSync(file)) {
        response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n');
        return;
      }
      response.writeHead(answer.file ? 200 : 404, {
        'Content-Type': types[extname(file)] ?? 'application/octet-stream',
        'Content-Length': statSync(file).size,
        'Cache-Control': file.includes(`${sep}assets${sep}`) ? 'max-age=31536000, immutable' : 'no-cache',
      });
      if (request.method === 'HEAD') response.end();
      else createReadStream(file).pipe(response);
    }
  });
}

/**
 * Listens on `port`, or on the next free one after it.
 * @param {import('node:http').Server} server
 * @param {number} port 0 for any
 * @param {string} [host]
 * @returns {Promise<number>} the port taken
 */
export function listen(server, port, host = '127.0.0.1') {
  return new Promise((done, failed) => {
    server.once('error', (error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE';
      if (taken && port !== 0 && port < 65535) done(listen(server, port + 1, host));
      else failed(error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      done(typeof address === 'object' && address ? address.port : port);
    });
  });
}

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * The headers that the build asks for, from its `_headers` file (the form that several static hosts read).
 * @param {string} top
 * @returns {Record<string, string>}
 */
function readHeaders(top) {
  const file = join(top, '_headers');
  if (!existsSync(file)) return {};
  const lines = readFileSync(file, 'utf8').split('\n');
  const pairs = lines.map((line) => /^\s+([\w-]+):\s*(.+)$/.exec(line)).filter((match) => match !== null);
  return Object.fromEntries(pairs.map((match) => [match[1], match[2]]));
}

/**
 * @param {string} top
 * @param {string} base
 * @param {string} url
 * @returns {{ file?: string, location?: string }} nothing where there is no such file inside `top`
 */
function locate(top, base, url) {
  const mark = url.search(/[?#]/);
  const query = mark < 0 ? '' : url.slice(mark);
  const path = decode(mark < 0 ? url : url.slice(0, mark));
  if (path === undefined || path.includes('\0')) return {};
  if (`${path}/` === base) return { location: base + query };
  if (!path.startsWith(base)) return {};
  const file = resolve(top, path.slice(base.length).replace(/^\/+/, ''));
  if ((file !== top && !file.startsWith(top + sep)) || !existsSync(file)) return {};
  // A link inside the folder must not lead out of it either.
  const real = realpathSync(file);
  if (real !== top && !real.startsWith(top + sep)) return {};
  if (!statSync(real).isDirectory()) return { file: real };
  // The redirect is built from the checked file, so that `//elsewhere` in the request cannot become another host.
  const inside = file.slice(top.length).split(sep).join('/').replace(/^\//, '');
  if (!path.endsWith('/')) return { location: `${base}${encodeURI(inside)}/${query}` };
  const index = join(real, 'index.html');
  return existsSync(index) ? { file: index } : {};
}

/** @param {string} path */
function decode(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
