import type { Reference } from './references.ts';

/** One work, as it is printed in the margin and in the list. */
export function ReferenceText({ reference }: { readonly reference: Reference }) {
  const { authors, year, title, published, doi } = reference;
  return (
    <>
      {authors} ({year}). <cite>{title}</cite>. {published}.{' '}
      {doi && <a href={`https://doi.org/${doi}`}>doi:{doi}</a>}
    </>
  );
}

/** The works that a chapter cites, by first author and year. */
export function ReferenceList({ references }: { readonly references: readonly Reference[] }) {
  if (references.length === 0) return null;
  const sorted = [...references].sort((a, b) => (a.key < b.key ? -1 : 1));
  return (
    <section className="references" aria-labelledby="references">
      <h2 id="references">References</h2>
      <ul>
        {sorted.map((reference) => (
          <li key={reference.key} id={`ref-${reference.key}`}>
            <ReferenceText reference={reference} />
          </li>
        ))}
      </ul>
    </section>
  );
}
