/**
 * `npm run dev`: pages are prerendered on request, from the sources as they are now, by the same code as in the build.
 * @returns {import('vite').Plugin}
 */
export function bookPages() {
  return {
    name: 'book-pages',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const path = (request.url ?? '/').replace(/[?#].*$/, '');
        const isPage = request.method === 'GET' && (path.endsWith('/') || path.endsWith('.html'));
        if (!isPage) return next();
        try {
          const { renderPages } = await server.ssrLoadModule('/src/prerender.tsx');
          const name = path.replace(/^\//, '').replace(/index\.html$/, '');
          const pages = await renderPages({ only: name });
          const page = pages.find(
            (/** @type {{ path: string }} */ page) => page.path === `${name}index.html`,
          );
          if (!page) return next();
          const html = await server.transformIndexHtml(
            path,
            page.html.replaceAll('="../', '="/').replaceAll('="./', '="/'),
          );
          response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
        } catch (error) {
          next(error);
        }
      });
    },
  };
}
