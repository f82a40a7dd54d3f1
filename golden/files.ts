import { readFileSync } from 'node:fs';

/** A golden file's content, by its name without `.json`. */
export function golden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as T;
}
