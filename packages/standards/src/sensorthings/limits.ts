/** How much the parsers accept. Each limit is checked before the work it bounds is done. */
export interface Limits {
  /** Nested parentheses, functions, operators and JSON keys in one expression. */
  readonly depth: number
  /** Characters of a resource path or of one decoded query option. */
  readonly length: number
  /** Items of `in (…)`, `$orderby`, `$select` and `$expand`, points of a geometry. */
  readonly list: number
  /** Levels of `$expand`. */
  readonly expandDepth: number
  /** Segments of a resource path, and steps of a property path. */
  readonly segments: number
}

export const DEFAULT_LIMITS: Limits = {
  depth: 50,
  length: 16_384,
  list: 1_000,
  expandDepth: 10,
  segments: 30,
}
