/** A figure's id is its file's name: `chapters/neuron-models/hodgkin-huxley.figure.ts` -> `hodgkin-huxley`. */
export function figureId(path: string): string {
  const id = /([^/]+)\.figure\.ts$/.exec(path)?.[1];
  if (!id) throw new Error(`${path} is not of the form NAME.figure.ts.`);
  return id;
}
