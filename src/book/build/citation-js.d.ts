/** The little of citation-js that `references.ts` uses; the package has no types of its own. */
declare module '@citation-js/core' {
  interface Name {
    readonly family?: string;
    readonly given?: string;
    readonly literal?: string;
    readonly 'non-dropping-particle'?: string;
  }
  /** An item of CSL-JSON. */
  interface Entry {
    readonly id: string;
    readonly author?: readonly Name[];
    readonly title?: string;
    readonly issued?: { readonly 'date-parts'?: readonly (readonly number[])[] };
    readonly 'container-title'?: string;
    readonly publisher?: string;
    readonly volume?: string | number;
    readonly issue?: string | number;
    readonly page?: string;
    readonly DOI?: string;
  }
  const plugins: {
    readonly input: { chain(text: string, options: { generateGraph: boolean }): readonly Entry[] };
  };
}
declare module '@citation-js/plugin-bibtex';
