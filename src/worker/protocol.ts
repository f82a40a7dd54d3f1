import type { ChipAsk } from '../chip/report.ts';
import { engineVersion, type RunLog } from '../experiment/log.ts';
import type { RingMemory } from './ring.ts';
import type { FileKind, OpenOptions, RunEvent } from './run.ts';
import type { Parcel } from './transport.ts';

/** Page and worker come from one build; a page that was left open over an update finds out here. */
export const protocolVersion = `1/${engineVersion}`;

/** One run's remote control, as data. */
export type Command =
  | { readonly kind: 'play' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'advance'; readonly steps: number }
  | { readonly kind: 'speed'; readonly speed: number }
  | { readonly kind: 'set'; readonly values: Readonly<Record<string, number>> }
  | { readonly kind: 'edit'; readonly edits: Readonly<Record<string, string>> }
  | { readonly kind: 'restart'; readonly seed?: number }
  | { readonly kind: 'seek'; readonly step: number }
  | { readonly kind: 'visible'; readonly visible: boolean; readonly prominence: number }
  | { readonly kind: 'deviation'; readonly horizon?: number }
  | { readonly kind: 'file'; readonly of?: FileKind; readonly last?: boolean }
  | { readonly kind: 'axes'; readonly x: string; readonly y: string }
  | { readonly kind: 'map'; readonly go: boolean }
  | { readonly kind: 'chip'; readonly ask?: ChipAsk }
  | { readonly kind: 'backend'; readonly backend: 'cpu' | 'fixed-point' }
  | { readonly kind: 'probe'; readonly x: number; readonly y: number };

/** Failures on purpose, for the tests of what happens then. */
export type Fault = 'throw' | 'crash' | 'hang' | 'lose context';

export type ToWorker =
  | { readonly kind: 'hello'; readonly version: string; readonly ring?: RingMemory }
  | { readonly kind: 'open'; readonly run: number; readonly options: OpenOptions; readonly message?: string }
  | { readonly kind: 'command'; readonly run: number; readonly command: Command }
  /** One batch was received. */
  | { readonly kind: 'acknowledge'; readonly run: number }
  | { readonly kind: 'log'; readonly run: number }
  | { readonly kind: 'close'; readonly run: number }
  | { readonly kind: 'ping' }
  | { readonly kind: 'fault'; readonly run: number; readonly fault: Fault };

export type ToPage =
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'event'; readonly run: number; readonly event: Exclude<RunEvent, { kind: 'batch' }> }
  | { readonly kind: 'batch'; readonly run: number; readonly parcel: Parcel }
  /** After every change, and as the answer to a request: what is needed to open the run again. */
  | { readonly kind: 'log'; readonly run: number; readonly log: RunLog; readonly answer: boolean }
  | { readonly kind: 'pong' }
  /** The worker will not answer for a while: a large network is being built. */
  | { readonly kind: 'busy'; readonly busy: boolean };
