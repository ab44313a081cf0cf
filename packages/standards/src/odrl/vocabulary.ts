import { type Iri, ODRL, type Value } from './model.ts'

/** How the values of a left operand are compared. */
export const VALUE_KINDS = ['instant', 'duration', 'number', 'iri', 'text'] as const
export type ValueKind = (typeof VALUE_KINDS)[number]

export interface LeftOperandMeaning {
  readonly kind: ValueKind
  readonly operators: readonly Iri[]
  /**
   * `decides`: compared with what is known. `shapes`: a demand on the answer, which whoever answers must meet; it can only stand
   * in a permission, on its own or under `odrl:and`.
   */
  readonly role: 'decides' | 'shapes'
  /** The values that mean something on the right; without it, all that are of the kind. */
  readonly accepts?: (value: Value) => boolean
}

/** All that an evaluator understands. What is not in it is unknown, and so denies. */
export interface Vocabulary {
  readonly profiles: readonly Iri[]
  /** Per action the one it is included in; null when it is in none. */
  readonly actions: ReadonlyMap<Iri, Iri | null>
  readonly leftOperands: ReadonlyMap<Iri, LeftOperandMeaning>
}

const odrl = (name: string): Iri => `${ODRL}${name}`

const COMPARISONS = ['eq', 'neq', 'lt', 'lteq', 'gt', 'gteq'].map(odrl)
const SETS = ['eq', 'neq', 'isAnyOf', 'isAllOf', 'isNoneOf'].map(odrl)
const HIERARCHIES = [...SETS, ...['isA', 'hasPart', 'isPartOf'].map(odrl)]

/** Actions of the ODRL vocabulary 2.2 with `odrl:includedIn`, the deprecated left out, except `write` (now `modify`). */
const INCLUDED_IN = {
  use: [
    ...[
      'grantUse',
      'compensate',
      'acceptTracking',
      'aggregate',
      'annotate',
      'anonymize',
      'archive',
      'attribute',
    ],
    ...[
      'concurrentUse',
      'delete',
      'derive',
      'digitize',
      'distribute',
      'ensureExclusivity',
      'execute',
      'include',
    ],
    ...[
      'index',
      'inform',
      'install',
      'modify',
      'move',
      'nextPolicy',
      'obtainConsent',
      'play',
      'present',
      'print',
    ],
    ...[
      'read',
      'reproduce',
      'reviewPolicy',
      'stream',
      'synchronize',
      'textToSpeech',
      'transform',
      'translate',
    ],
    ...['uninstall', 'watermark', 'write'],
  ],
  play: ['display'],
  reproduce: ['extract'],
  transfer: ['give', 'sell'],
} as const

const ROOTS = ['use', 'transfer']

/** ODRL's own vocabulary, of its left operands only those that can be compared without a profile. */
export const ODRL_VOCABULARY: Vocabulary = {
  profiles: [],
  actions: new Map<Iri, Iri | null>([
    ...ROOTS.map((name): [Iri, null] => [odrl(name), null]),
    ...Object.entries(INCLUDED_IN).flatMap(([broader, names]) =>
      names.map((name): [Iri, Iri] => [odrl(name), odrl(broader)]),
    ),
  ]),
  leftOperands: new Map<Iri, LeftOperandMeaning>([
    [odrl('dateTime'), { kind: 'instant', operators: COMPARISONS, role: 'decides' }],
    [odrl('purpose'), { kind: 'iri', operators: HIERARCHIES, role: 'decides' }],
    [odrl('recipient'), { kind: 'iri', operators: HIERARCHIES, role: 'decides' }],
    [odrl('spatial'), { kind: 'iri', operators: HIERARCHIES, role: 'decides' }],
    [odrl('count'), { kind: 'number', operators: COMPARISONS, role: 'decides' }],
    [odrl('elapsedTime'), { kind: 'duration', operators: COMPARISONS, role: 'decides' }],
    [odrl('language'), { kind: 'text', operators: SETS, role: 'decides' }],
  ]),
}

/** Is the action the other one, or included in it? Undefined when one of them is unknown. */
export function isIncludedIn(action: Iri, broader: Iri, vocabulary: Vocabulary): boolean | undefined {
  if (!vocabulary.actions.has(action) || !vocabulary.actions.has(broader)) return undefined
  const seen = new Set<Iri>()
  for (let at: Iri | null = action; at !== null && !seen.has(at); at = vocabulary.actions.get(at) ?? null) {
    if (at === broader) return true
    seen.add(at)
  }
  return false
}
