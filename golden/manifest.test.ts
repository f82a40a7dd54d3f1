import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { golden } from './files.ts';

interface Entry {
  readonly script: string;
  readonly sha256: string;
  readonly tools: Readonly<Record<string, string>>;
}

const entries = Object.entries(golden<Record<string, Entry>>('manifest'));
const at = (name: string) => new URL(name, import.meta.url);

describe('manifest', () => {
  test.each(entries)('%s is what its script wrote', (name, entry) => {
    expect(
      createHash('sha256')
        .update(readFileSync(at(name)))
        .digest('hex'),
    ).toBe(entry.sha256);
    expect(existsSync(at(entry.script))).toBe(true);
    expect(Object.keys(entry.tools)).toContain('python');
  });

  test('names every golden file', () => {
    const files = readdirSync(at('.')).filter((name) => name.endsWith('.json') && name !== 'manifest.json');
    expect(files.filter((name) => !entries.some(([known]) => known === name))).toEqual([]);
  });
});
