import type { Bilingual } from '../language/index.ts'

/** Why a request was refused. `unsupported-option` is answered with 501, the others with 400 or 404. */
export const ERROR_CODES = [
  /** Not of the grammar. */
  'syntax',
  /** Percent-encoding or UTF-8 is broken, or a NUL character. */
  'bad-encoding',
  /** No such entity set, property, link, function or option here. */
  'unknown-name',
  /** A system query option this standard does not have. */
  'unsupported-option',
  /** The same option twice, or options that exclude each other. */
  'conflicting-options',
  /** An option's value, or an operand, of the wrong type. */
  'type-mismatch',
  /** A number, id or time outside what can be stored. */
  'out-of-range',
  /** An id that is not an integer. */
  'bad-id',
  'too-deep',
  'too-long',
  'too-many',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

export interface ErrorPlace {
  /** Offset in the decoded text of `path`, from 0. */
  readonly position?: number
  /** The part at fault: `$filter`, `$expand/Datastreams/$filter`, or the resource path. */
  readonly path?: string
}

/** The only error the parsers of this folder throw. `text` is a plain sentence: what, where, what to do; `message` is the English one. */
export class SensorThingsError extends Error {
  override readonly name = 'SensorThingsError'
  readonly code: ErrorCode
  readonly text: Bilingual
  readonly position?: number
  readonly path?: string

  constructor(code: ErrorCode, text: Bilingual, place: ErrorPlace = {}) {
    super(text.en)
    this.code = code
    this.text = text
    if (place.position !== undefined) this.position = place.position
    if (place.path !== undefined) this.path = place.path
  }
}
