import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Figure } from './figure.ts';
import { decodeLink, encodeLink, figureOfLink, type LinkState, linkOf } from './link.ts';
import { largestUnpacked, longestPacked, pack, unpack } from './link-codec.ts';
import { beginLog } from './log.ts';
import { completeValues } from './quantities.ts';
import { readQuery } from './query.ts';

const figure: Figure = {
  title: 'Small',
  question: '',
  caption: '',
  alt: '',
  network: {
    dt: '0.1*ms',
    populations: {
      n: { size: 1, equations: 'dv/dt = (I - v)/tau : 1\nI : 1', parameters: { I: 1, tau: '10*ms' } },
    },
  },
  parameters: [
    {
      name: 'I',
      symbol: 'I',
      role: 'neutral',
      meaning: 'input',
      minimum: -5,
      maximum: 5,
      default: 1,
      sets: [{ path: 'populations.n.parameters.I' }],
    },
    {
      name: 'tau',
      symbol: 'tau',
      role: 'neutral',
      meaning: 'time constant',
      unit: 'ms',
      minimum: 1,
      maximum: 50,
      default: 10,
      sets: [{ path: 'populations.n.parameters.tau' }],
    },
    {
      name: 'size',
      symbol: 'N',
      role: 'neutral',
      meaning: 'neurons',
      minimum: 1,
      maximum: 9,
      default: 1,
      sets: [{ path: 'populations.n.size' }],
    },
  ],
  views: [],
  symbols: {},
  speed: 1,
  duration: '1*second',
};

const state = (more: Partial<LinkState['log']> = {}, rest: Partial<LinkState> = {}): LinkState => {
  const values = completeValues(figure, { I: 2.5 });
  const log = { ...beginLog({ figure: 'small', seed: 7, edits: {}, values, backend: 'cpu' }), ...more };
  return { log, speed: 0.02, playing: false, ...rest };
};

describe('a link', () => {
  it('comes back as it went', async () => {
    const text = 'dv/dt = (I - v)/tau : 1\nI : 1 # µ ∞';
    const written = state(
      {
        edits: { 'populations.n.equations': text },
        step: 900,
        entries: [
          { step: 0, values: { I: 2.5, tau: 10, size: 3 } },
          { step: 400, values: { tau: 0.1 + 20.2 } },
        ],
      },
      { speed: Number.POSITIVE_INFINITY, playing: true },
    );
    const hash = await encodeLink(figure, written);
    expect(hash).toMatch(/^#s=1\.[A-Za-z0-9_-]+$/);
    expect(linkOf(hash)).toBe(hash);
    expect(linkOf('#section')).toBeUndefined();
    expect(await figureOfLink(hash)).toBe('small');
    expect(await decodeLink('small', figure, hash)).toEqual({ ok: true, state: written });
  });

  it('holds only what differs from the default', async () => {
    const packed = (await encodeLink(figure, state())).slice('#s=1.'.length);
    expect(await unpack(packed)).toMatchObject({ entries: [[0, { I: 2.5 }]] });
  });

  const refusals: [string, object, RegExp][] = [
    [
      'a value out of range',
      { entries: [[0, { tau: 80 }]] },
      /^tau must lie between 1 and 50 ms; the link says 80\.$/,
    ],
    ['an unknown parameter', { entries: [[0, { tua: 8 }]] }, /no parameter "tua"; it has I, tau, size/],
    ['an inherited name', { entries: [[0, { toString: 1 }]] }, /no parameter "toString"/],
    ['another figure', { figure: 'other' }, /for the figure "other"/],
    ['a place that is no text', { edits: { 'populations.n.size': '9' } }, /"populations.n.size"/],
    [
      'changes in the wrong order',
      {
        entries: [
          [0, {}],
          [5, { I: 1 }],
          [5, { I: 2 }],
        ],
      },
      /wrong order/,
    ],
    ['no beginning', { entries: [[3, {}]] }, /wrong order/],
    [
      'a change after the end',
      {
        entries: [
          [0, {}],
          [2000, {}],
        ],
      },
      /after its own time/,
    ],
    [
      'a rebuild in mid-run',
      {
        entries: [
          [0, {}],
          [5, { size: 2 }],
        ],
      },
      /populations.n.size" in the middle/,
    ],
    ['a seed that is none', { seed: -1 }, /"seed" is not as expected/],
    ['a speed of nothing', { speed: 0 }, /"speed"/],
    ['an unknown member', { evil: 1 }, /"evil"/],
    ['a text without end', { edits: { 'populations.n.equations': 'x'.repeat(30_000) } }, /"edits/],
  ];
  it.each(refusals)('refuses %s with a sentence', async (_, change, sentence) => {
    const sound = {
      figure: 'small',
      engine: '0.1',
      seed: 1,
      step: 1000,
      entries: [[0, {}]],
      speed: 1,
      playing: false,
    };
    const result = await decodeLink('small', figure, `#s=1.${await pack({ ...sound, ...change })}`);
    expect(result).toMatchObject({ ok: false, message: expect.stringMatching(sentence) });
  });

  it('refuses what is too long, grows without end, is damaged or of another version', async () => {
    const message = async (hash: string) => {
      const result = await decodeLink('small', figure, hash);
      return result.ok ? '' : result.message;
    };
    expect(await message(`#s=1.${'A'.repeat(longestPacked + 1)}`)).toContain('too long');
    const bomb = await pack('0'.repeat(40 * largestUnpacked));
    expect(bomb.length).toBeLessThan(longestPacked);
    expect(await message(`#s=1.${bomb}`)).toContain('more than the 512 KB');
    const sound = await encodeLink(figure, state());
    expect(await message(sound.slice(0, -6))).toContain('damaged');
    expect(await message('#s=2.abc')).toContain('version "2"');
    expect(await message('#s=')).toContain('version ""');
    expect(await message('#top')).toContain('not a link');
  });

  it('is a state or a sentence, whatever it holds', async () => {
    const sound = await encodeLink(figure, state());
    const hashes = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((text) => `#s=1.${text}`),
      fc.base64String().map((text) => `#s=1.${text}`),
      fc
        .tuple(fc.nat(sound.length), fc.string({ maxLength: 3 }))
        .map(([at, text]) => sound.slice(0, at) + text + sound.slice(at + 1)),
    );
    const check = async (hash: string) => {
      const result = await decodeLink('small', figure, hash);
      if (!result.ok) expect(result.message).toMatch(/\S.*[.]$/s);
    };
    await fc.assert(fc.asyncProperty(hashes, check), { numRuns: 300 });
    const json = fc.jsonValue().map((value) => pack(value).then((packed) => `#s=1.${packed}`));
    await fc.assert(
      fc.asyncProperty(json, async (hash) => check(await hash)),
      { numRuns: 100 },
    );
  });
});

describe('a readable query', () => {
  it('sets parameters, seed, time and speed', () => {
    expect(readQuery(figure, '?seed=1&t=200ms&paused&set.I=-2.5&set.tau=2e1&speed=max&utm=x')).toEqual({
      state: {
        seed: 1,
        time: 0.2,
        paused: true,
        values: { I: -2.5, tau: 20 },
        speed: Number.POSITIVE_INFINITY,
      },
    });
    expect(readQuery(figure, '')).toEqual({ state: { values: {}, paused: false } });
    expect(readQuery(figure, '?t=1.5*second')).toMatchObject({ state: { time: 1.5 } });
  });

  it.each([
    ['?set.I=9', /^I must lie between -5 and 5; the link says 9\.$/],
    ['?set.J=1', /no parameter "J"/],
    ['?set.I=1nA', /"1nA" is not a number for "I"/],
    ['?set.I=Infinity', /not a number/],
    ['?seed=-3', /whole number/],
    ['?t=200', /not a time/],
    ['?t=1e9s', /3600 s at most/],
    ['?speed=0', /above 0/],
  ])('answers %s with a sentence', (search, sentence) => {
    expect(readQuery(figure, search)).toMatchObject({ message: expect.stringMatching(sentence) });
  });

  it('tells every bad part, in the order preset, values, seed, time, speed', () => {
    const { message } = readQuery(figure, '?set.I=abc&set.zzz=3&preset=foo&t=-1&speed=0&seed=1');
    expect(message?.split(/(?<=\.) (?=[A-Z"])/)).toEqual([
      'This figure has no preset "foo"; it has none.',
      '"abc" is not a number for "I".',
      'This figure has no parameter "zzz"; it has I, tau, size.',
      '"-1" is not a time; write for example t=200ms.',
      'A speed is a number above 0, or max; the link says "0".',
    ]);
  });

  it('leaves out what is bad and keeps the rest', () => {
    const { state, message } = readQuery(figure, '?paused&set.I=9&set.tau=20&t=200&seed=-1&speed=0');
    expect(state).toEqual({ paused: true, values: { tau: 20 } });
    expect(message).toMatch(/^I must lie/);
  });

  it('is a state or a sentence, whatever it holds', () => {
    const keys = fc.oneof(
      fc.constantFrom('seed', 't', 'speed', 'paused', 'set.I', 'set.__proto__', 'set.'),
      fc.string(),
    );
    const searches = fc
      .array(fc.tuple(keys, fc.string()))
      .map((pairs) => `?${pairs.map((pair) => pair.join('=')).join('&')}`);
    fc.assert(
      fc.property(searches, (search) => {
        const { message = 'None.' } = readQuery(figure, search);
        expect(message).toMatch(/\S.*[.]$/s);
      }),
    );
  });
});
