/** Philox4x32-10 and the distributions drawn from it, emitted: the same integers as `random.ts`. */
import { log } from '../elementary.ts';
import { cos } from '../trigonometry.ts';
import type { Lane } from './lane.ts';
import type { Term } from './term.ts';

const MULTIPLIERS = [0xd2511f53, 0xcd9e8d57] as const;
const WEYL = [0x9e3779b9, 0xbb67ae85] as const;
const LOW = 0xffffffffn;

/** Random words live in 32-bit lanes for f32x4, and in the low halves of 64-bit integers elsewhere. */
interface Words {
  constant(value: number): Term;
  /** High and low half of the product with a constant. */
  product(a: Term, multiplier: number): { high: Term; low: Term };
  xor(a: Term, b: Term): Term;
}

function narrowWords(lane: Lane): Words {
  const { graph } = lane;
  const constant = (value: number) => lane.integer(BigInt(value >>> 0));
  // Odd 32-bit halves of the two products of two lanes each.
  const pick = [4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31];
  return {
    constant,
    product(a, multiplier) {
      const by = constant(multiplier);
      const first = graph.make('i64x2.extmul_low_i32x4_u', 'v128', [a, by]);
      const second = graph.make('i64x2.extmul_high_i32x4_u', 'v128', [a, by]);
      return {
        high: graph.make('i8x16.shuffle', 'v128', [first, second], pick),
        low: graph.make('i32x4.mul', 'v128', [a, by]),
      };
    },
    xor: (a, b) => graph.make('v128.xor', 'v128', [a, b]),
  };
}

/** The 64-bit integer lane that goes with a lane; scalars of both precisions use i64. */
function wideWords(wide: Lane): Words {
  const { graph } = wide;
  const kind = wide.vector ? 'v128' : 'i64';
  const constant = (value: number) => wide.integer(BigInt(value >>> 0));
  return {
    constant,
    product(a, multiplier) {
      const whole = graph.make(wide.vector ? 'i64x2.mul' : 'i64.mul', kind, [a, constant(multiplier)]);
      return { high: wide.shift('shr_u', whole, 32), low: wide.bitwise('and', whole, wide.integer(LOW)) };
    },
    xor: (a, b) => wide.bitwise('xor', a, b),
  };
}

export interface Counter {
  /** Low and high word of the step, in every lane. */
  readonly stepLow: Term;
  readonly stepHigh: Term;
  readonly element: Term;
}

/** What a lane's random words are made of. `wide` is the 64-bit lane of the same shape (itself for f64). */
export class Draws {
  private readonly cache = new Map<number, readonly [Term, Term, Term, Term]>();
  private readonly words: Words;
  private readonly narrow: boolean;

  constructor(
    private readonly lane: Lane,
    private readonly wide: Lane,
    private readonly seed: number,
    private readonly counter: Counter,
  ) {
    this.narrow = lane.name === 'f32x4';
    this.words = this.narrow ? narrowWords(lane) : wideWords(wide);
  }

  private philox(key: number): readonly [Term, Term, Term, Term] {
    const known = this.cache.get(key);
    if (known) return known;
    const { words } = this;
    let [x0, x1, x2, x3] = [
      this.counter.stepLow,
      this.counter.stepHigh,
      this.counter.element,
      words.constant(0),
    ];
    let [key0, key1] = [this.seed >>> 0, key >>> 0];
    for (let round = 0; round < 10; round++) {
      const first = words.product(x0, MULTIPLIERS[0]);
      const second = words.product(x2, MULTIPLIERS[1]);
      x0 = words.xor(words.xor(second.high, x1), words.constant(key0));
      x1 = second.low;
      x2 = words.xor(words.xor(first.high, x3), words.constant(key1));
      x3 = first.low;
      key0 = (key0 + WEYL[0]) >>> 0;
      key1 = (key1 + WEYL[1]) >>> 0;
    }
    const result = [x0, x1, x2, x3] as const;
    this.cache.set(key, result);
    return result;
  }

  /** A word below 2^32 in a 64-bit integer lane as a number. */
  private exact(word: Term): Term {
    const { wide } = this;
    if (!wide.vector) return wide.graph.make('f64.convert_i64_u', 'f64', [word]);
    const offset = wide.integer(0x4330000000000000n);
    return wide.sub(wide.fromBits(wide.bitwise('or', word, offset)), wide.constant(2 ** 52));
  }

  private uniformFrom(first: Term, second: Term): Term {
    const { lane, wide } = this;
    if (lane.precision === 'f64') {
      const high = wide.mul(this.exact(first), wide.constant(2 ** 21));
      const sum = wide.add(high, this.exact(wide.shift('shr_u', second, 11)));
      return wide.mul(sum, wide.constant(2 ** -53));
    }
    const short = this.narrow ? lane.shift('shr_u', first, 8) : wide.shift('shr_u', first, 8);
    const number = this.narrow
      ? lane.graph.make('f32x4.convert_i32x4_u', 'v128', [short])
      : lane.graph.make('f32.convert_i64_u', 'f32', [short]);
    return lane.mul(number, lane.constant(2 ** -24));
  }

  uniform(key: number): Term {
    const [x0, x1] = this.philox(key);
    return this.uniformFrom(x0, x1);
  }

  /** Box and Muller (1958). */
  normal(key: number): Term {
    const [x0, x1, x2, x3] = this.philox(key);
    const { lane } = this;
    const u = lane.sub(lane.constant(1), this.uniformFrom(x0, x1));
    const radius = lane.sqrt(lane.mul(lane.constant(-2), log(lane, u)));
    const angle = lane.mul(lane.constant(2 * Math.PI), this.uniformFrom(x2, x3));
    return lane.mul(radius, cos(lane, angle));
  }
}
