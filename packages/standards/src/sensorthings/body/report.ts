import type { Bilingual } from '../../language/index.ts'

/** One thing that is wrong with a body: where (JSON pointer, RFC 6901) and what, in a plain sentence. */
export interface BodyError {
  readonly path: string
  readonly message: Bilingual
}

/** The value a body stands for, or all that is wrong with it. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly BodyError[] }

export interface BodyLimits {
  /** Levels of objects and arrays inside each other. */
  readonly depth: number
  /** Errors listed; checking stops adding after them. */
  readonly errors: number
  /** Rows of all data arrays of one request together. */
  readonly rows: number
}

export const DEFAULT_BODY_LIMITS: BodyLimits = { depth: 50, errors: 100, rows: 100_000 }

/** Collects errors while a body is checked. */
export interface Report {
  readonly errors: BodyError[]
  readonly limits: BodyLimits
}

export function openReport(limits: BodyLimits = DEFAULT_BODY_LIMITS): Report {
  return { errors: [], limits }
}

export function add(report: Report, path: string, message: Bilingual): void {
  if (report.errors.length < report.limits.errors) report.errors.push({ path, message })
}

/** One more step of a JSON pointer. */
export function pointer(path: string, key: string | number): string {
  return typeof key === 'number'
    ? `${path}/${key}`
    : `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
}
