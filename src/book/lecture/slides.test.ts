import { Window } from 'happy-dom';
import { expect, test } from 'vitest';
import { slidesOf } from './slides.ts';

test('one slide a figure, the words that lead to it with it, what follows the last with the last', () => {
  const { document } = new Window();
  document.body.innerHTML = `<article><h1>Title</h1><p>lead</p>
    <h2 id="one">One</h2><p>a</p><div class="figure-place">1</div><p>b</p><div class="figure-place">2</div><p>c</p>
    <h2 id="two">Two</h2><p>d</p></article>`;
  const article = document.querySelector('article') as unknown as Element;
  const slides = slidesOf(article);
  const texts = slides.map(({ section, words, figure }) => [
    section,
    words.map((node) => node.textContent).join(''),
    figure?.textContent,
  ]);
  expect(texts).toEqual([
    ['', 'Titlelead', undefined],
    ['one', 'a', '1'],
    ['one', 'bc', '2'],
    ['two', 'd', undefined],
  ]);
  expect(slides[2]?.heading?.textContent).toBe('One');
});
