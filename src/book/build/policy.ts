/**
 * The content security policy of every page: nothing from another origin, no script in the page itself, no `eval`.
 * WebAssembly may be compiled (`wasm-unsafe-eval`): it is how equations become kernels. KaTeX places its symbols with
 * style attributes, hence `unsafe-inline` for styles alone.
 */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "object-src 'none'",
].join('; ');

/** In the form that several static hosts read from a file `_headers`, and that `npm start` sends. */
export const headersFile = `/*\n  Content-Security-Policy: ${contentSecurityPolicy}\n  Referrer-Policy: no-referrer\n`;
