import { expect, test } from 'vitest';
import { readReferences } from './references.ts';

const entry = (key: string, fields: string) => `@article{${key}, ${fields}}`;

test('sets authors, year, title and place of an article', () => {
  const reference = readReferences(
    entry(
      'HodgkinHuxley1952',
      'author = {Hodgkin, A. L. and Huxley, A. F.}, title = {A quantitative description}, journal = {J. Physiol.}, volume = {117}, number = {4}, pages = {500--544}, year = {1952}, doi = {10.1113/x}',
    ),
  ).get('HodgkinHuxley1952');
  expect(reference).toEqual({
    key: 'HodgkinHuxley1952',
    short: 'Hodgkin and Huxley 1952',
    authors: 'A. L. Hodgkin and A. F. Huxley',
    year: '1952',
    title: 'A quantitative description',
    published: 'J. Physiol. 117(4): 500–544',
    doi: '10.1113/x',
  });
});

test('names the first of more than two authors, and reads accents and particles', () => {
  const short = (author: string) =>
    readReferences(entry('k', `author = {${author}}, title = {T}, year = {2001}`)).get('k')?.short;
  expect(short('Brette, Romain and Rudolph, Michelle and others')).toBe('Brette et al. 2001');
  expect(short('Brette, Romain and others')).toBe('Brette et al. 2001');
  expect(short('G{\\"u}tig, Robert')).toBe('Gütig 2001');
  expect(short('van Rossum, Mark and Abbott, L. F.')).toBe('van Rossum and Abbott 2001');
});

test('says which entry lacks what', () => {
  expect(() => readReferences(entry('A', 'title = {T}, year = {2001}'))).toThrow('A has no author');
  expect(() => readReferences(entry('B', 'author = {X, Y}, title = {T}'))).toThrow('B has no year');
  expect(() => readReferences(entry('C', 'author = {X, Y}, year = {2001}'))).toThrow('C has no title');
});

test('refuses two entries of one name', () => {
  const one = entry('Same2000', 'author = {X, Y}, title = {T}, year = {2000}');
  expect(() => readReferences(`${one}\n${one}`)).toThrow('two entries named Same2000');
});
