/** A document of the repository, compiled like a chapter. */
declare module '*.md' {
  const Words: import('./chapter.ts').ChapterModule['default'];
  export default Words;
}
