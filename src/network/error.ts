/** A network that cannot be simulated as written. Thrown for the structure; bad texts throw `LanguageError`. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  constructor(
    /** Where, as a path into the network: `populations.E.size`; empty for the whole. */
    readonly path: string,
    /** One clear sentence: what was found, what was expected. */
    readonly sentence: string,
    /** The nearest known name, where there is one. */
    readonly suggestion?: string,
    /** A parameter of the same owner that the sentence tells to change, as `set NAME to`. */
    readonly parameter?: string,
  ) {
    super(path ? `${path}: ${sentence}` : sentence);
  }
}
