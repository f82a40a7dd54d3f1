import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from './book.ts';

const dist = new URL('../dist/', import.meta.url);

test('every page carries the policy, and no script, handler or address that it would refuse', () => {
  const pages = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.html'),
  );
  expect(pages.length).toBeGreaterThan(6);
  for (const page of pages) {
    const html = readFileSync(new URL(page, dist), 'utf8');
    expect(html, page).toContain(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'; script-src 'self' 'wasm-unsafe-eval';",
    );
    expect(html, page).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(html, page).not.toMatch(/<[a-z][^>]*\son[a-z]+=/i);
    expect(html, page).not.toMatch(/<(script|link|img|iframe)[^>]+(src|href)="(https?:)?\/\//);
  }
});

for (const [how, name] of [
  ['a header and a meta element', 'site'],
  ['a meta element alone', 'subSite'],
] as const) {
  test(`an injected script does not run, with the policy as ${how}`, async ({
    page,
    site,
    subSite,
    allowed,
  }) => {
    allowed.push(/Content Security Policy/);
    const answer = await page.goto(name === 'site' ? site : subSite);
    expect(answer?.headers()['content-security-policy'] !== undefined).toBe(name === 'site');
    const refused = await page.evaluate(async () => {
      const violation = new Promise<string>((done) =>
        document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective)),
      );
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
      return violation;
    });
    expect(refused).toBe('script-src-elem');
    expect(await page.evaluate(() => 'injected' in window)).toBe(false);
  });
}
