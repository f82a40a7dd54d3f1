import { contentSecurityPolicy } from './policy.ts';

/** A page of the book, without the addresses of scripts and styles. */
export interface Page {
  /** Where it is written, from the root of the site: `neuron-models/index.html`. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  /** Inside `<body>`; an address that begins with `book:` is from the root of the site. */
  readonly body: string;
  /** Where the site's root is, for a page that is served at any address; absent: relative to `path`. */
  readonly root?: string;
  /** A page for iframes: not to be listed by search engines. */
  readonly embed?: boolean;
}

export interface Assets {
  /** `index.html` as Vite built it. */
  readonly template: string;
  /** Fonts to fetch at once, from the root of the site: `assets/source-serif.woff2`. */
  readonly fonts: readonly string[];
  /** The custom properties of the three themes. */
  readonly themes: string;
  /** Left out while developing: Vite's own client needs inline scripts. */
  readonly policy: boolean;
}

/** The whole HTML of a page: the template filled, with every address made relative to where the page lies. */
export function renderDocument(page: Page, assets: Assets): string {
  const root = page.root ?? rootFrom(page.path);
  const head = [
    `<title>${escapeHtml(page.title)}</title>`,
    `<meta name="description" content="${escapeHtml(page.description)}">`,
    page.embed ? '<meta name="robots" content="noindex">' : '',
    `<script src="${root}theme.js"></script>`,
    `<style>${assets.themes}</style>`,
    ...assets.fonts.map(
      (font) => `<link rel="preload" href="${root}${font}" as="font" type="font/woff2" crossorigin>`,
    ),
  ];
  const policy = `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">`;
  const parts: Record<string, string> = {
    policy: assets.policy ? policy : '',
    head: head.filter((line) => line !== '').join('\n    '),
    body: page.body.replaceAll('"book:', `"${root}`),
  };
  return assets.template
    .replace(/(href|src|data-root)="\.\//g, `$1="${root}`)
    .replace(/<!--book:(\w+)-->/g, (_, name: string) => parts[name] ?? '');
}

/** The way from a page up to the root of the site: `./`, `../`, `../../`. */
export function rootFrom(path: string): string {
  const depth = path.split('/').length - 1;
  return depth === 0 ? './' : '../'.repeat(depth);
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
