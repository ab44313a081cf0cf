/** What a decoder may use. Time is the worker's own processor time, so that a busy machine does not fail a decoder. */
export const LIMITS = {
  /** Characters of a script. */
  script: 64 * 1024,
  /** Bytes of memory while it runs. */
  memory: 16 * 1024 * 1024,
  /** Milliseconds for one message, and for reading the script once. */
  milliseconds: { decode: 100, compile: 1000 },
  /** Characters of JSON that it may return. */
  output: 64 * 1024,
  /** Milliseconds by the wall clock after which a worker that does not answer is replaced: a native loop cannot be stopped. */
  silence: 10_000,
  /** Milliseconds for which scripts of whom a worker had to be ended run apart from the others. */
  stalled: 10 * 60_000,
  /** The same as `silence` while a new worker gets ready. */
  start: 60_000,
  /** Messages that may wait; more are refused. */
  waiting: 2000,
  /** Scripts that a worker keeps compiled, and bytes of their memory together. */
  compiled: { entries: 64, bytes: 64 * 1024 * 1024 },
} as const

/** What can be wrong with a decoder. */
export type FaultKind = 'failed' | 'too-slow' | 'too-much-memory' | 'too-much-output'

/** One message to decode, as the worker gets it; `input` is JSON, or null to only read the script. */
export type DecodeRequest = { id: number; key: string; script: string; input: string | null; now: number }

/** What the worker says: that it is ready, or what came of a message; `output` is JSON that the script made, not yet checked. */
export type DecodeAnswer =
  | 'ready'
  | { id: number; ok: true; output: string }
  | { id: number; ok: false; fault: FaultKind; message: string }
