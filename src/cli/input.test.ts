import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advice } from './advice.ts';
import { printable, quote } from './fail.ts';
import { readBytes, readText } from './files.ts';
import { readSpikeSteps } from './spike-steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'spikebook-input-'));
const file = (name: string) => join(folder, name);

beforeAll(() => writeFileSync(file('3 spikes.txt'), '3, 7\n12:4'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what a caller wrote, quoted', () => {
  it('shows what a terminal would act on as numbers', () => {
    expect(quote('a\x1b[31m\u202eb\u2028')).toBe('"a\\x1b[31m\\u{202e}b\\u{2028}"');
    expect(printable('µ – Ω 漢 😀')).toBe('µ – Ω 漢 😀');
  });

  it('is cut after 40 characters', () => {
    expect(quote('x'.repeat(40))).toBe(`"${'x'.repeat(40)}"`);
    expect(quote('x'.repeat(41))).toBe(`"${'x'.repeat(40)}…"`);
    expect(quote('\x07'.repeat(1e6)).length).toBeLessThan(50);
  });
});

describe('advice', () => {
  const many = Array.from({ length: 30 }, (_, k) => `name-${'abcdefghij'.repeat(3)[k]}${k}`);

  it('gives the nearest names, or those that hold the word', () => {
    expect(advice('cobba', ['cuba', 'coba'])).toBe('; did you mean "coba"?');
    expect(advice('cxba', ['cuba', 'coba'])).toBe('; did you mean "cuba" or "coba"?');
    expect(advice('trace', ['stdp-traces', 'cuba'])).toBe('; did you mean "stdp-traces"?');
  });

  it('lists all names only where they are few', () => {
    expect(advice('qqqq', ['a1', 'b2'], 'look there')).toBe('; there are a1, b2.');
    expect(advice('qqqq', many, 'look there')).toBe('; look there.');
    expect(advice('qqqq', many)).toMatch(/^; there are (name-\w+, ){7}name-\w+ and 22 more\.$/);
  });
});

describe('files', () => {
  it('devices are refused, and so is what is no text', () => {
    expect(() => readBytes('/dev/zero')).toThrow('"/dev/zero" cannot be read: it is a device');
    writeFileSync(file('nul'), 'a\0b');
    writeFileSync(file('latin'), Uint8Array.of(0xe9));
    for (const name of ['nul', 'latin']) expect(() => readText(file(name))).toThrow(/is not a text file/);
    writeFileSync(file('utf8'), '\ufeffé');
    expect(readText(file('utf8'))).toBe('é');
  });

  it('a pipe is read to its end, and to the limit', () => {
    const pipe = file('pipe');
    expect(spawnSync('sh', ['-c', 'mkfifo "$0"', pipe]).status).toBe(0);
    const fill = (bytes: number) =>
      spawnSync('sh', ['-c', `head -c ${bytes} /dev/zero > "$0" & :`, pipe], { stdio: 'ignore' });
    fill(200_000);
    expect(readBytes(pipe)).toHaveLength(200_000);
    fill(2 ** 28 + 1);
    expect(() => readBytes(pipe)).toThrow(/it gives more than 256 MiB/);
  }, 20_000);
});

describe('spikes of a neuron', () => {
  it('come from a list, a file, or are none', () => {
    expect(readSpikeSteps('--pre', '3,7:51 12', true)).toEqual({ steps: [3, 7, 12], payloads: [1, 51, 1] });
    expect(readSpikeSteps('--pre', file('3 spikes.txt'), true)).toEqual({
      steps: [3, 7, 12],
      payloads: [1, 1, 4],
    });
    expect(readSpikeSteps('--post', 'none', false)).toEqual({ steps: [], payloads: [] });
  });

  it.each(['-3', 'NaN', '1.5', '1e9', '0', '1000001', '3ms', '+4', 'Infinity', '.5'])(
    '%s is answered as a step',
    (word) => {
      expect(() => readSpikeSteps('--pre', word, true)).toThrow(
        `--pre takes steps from 1 to 1000000, whole numbers such as 3,7,12; "${word}" is not one.`,
      );
    },
  );

  it.each(['3:999', '3:-1', '3:', '3:x'])('%s is answered as a payload', (word) => {
    expect(() => readSpikeSteps('--pre', word, true)).toThrow(
      `--pre takes payloads that are whole numbers from 0 to 255; that of "${word}" is not one.`,
    );
  });

  it.each(['', ',', ' , '])('"%s" has no spike time', (words) => {
    expect(() => readSpikeSteps('--post', words, false)).toThrow(
      '--post holds no spike time: steps such as 3,7,12 are expected, or --post none',
    );
  });

  it('another word is answered as the name of a file', () => {
    expect(() => readSpikeSteps('--pre', 'x7.txt', true)).toThrow(
      '--pre takes steps such as 3,7,12, or the name of a file; "x7.txt" cannot be read: there is no such file',
    );
  });

  it('a word of a file is quoted with the file’s name', () => {
    writeFileSync(file('words'), '3 \x07seven');
    expect(() => readSpikeSteps('--pre', file('words'), true)).toThrow(
      /words" \(--pre\) takes steps .*; "\\x07seven" is not one\./,
    );
  });
});
