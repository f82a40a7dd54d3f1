/** Tells a problem where there is one. */
export type Say = (place: string, wrong: boolean, sentence: string) => void;

/** Tells what a check throws as a problem. */
export type Attempt = (place: string, check: () => void) => void;
