import { readFileSync } from 'node:fs';

/**
 * `npm run dev`: pages are set on request, from the sources as they are now, by the same code as in the build. Figures
 * come with empty axes, and are drawn once the page runs them.
 * @returns {import('vite').Plugin}
 */
export function bookPages() {
  return {
    name: 'book-pages',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const path = (request.url ?? '/').replace(/[?#].*$/, '');
        if (request.method !== 'GET' || !path.endsWith('/')) return next();
        try {
          /** @type {typeof import('../src/prerender.tsx')} */
          const { drawStills, renderPages } = /** @type {any} */ (
            await server.ssrLoadModule('/src/prerender.tsx')
          );
          const template = readFileSync(new URL('../index.html', import.meta.url), 'utf8');
          const stills = await drawStills(false);
          const pages = renderPages({ template, fonts: [], policy: false, stills });
          const page = pages.find((page) => page.path === `${path.slice(1)}index.html`);
          if (!page) return next();
          const html = await server.transformIndexHtml(path, page.html);
          response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
        } catch (error) {
          next(error);
        }
      });
    },
  };
}
