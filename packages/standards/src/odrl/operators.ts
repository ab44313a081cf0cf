import { type Iri, ODRL, type StateOfTheWorld, type Value } from './model.ts'
import type { Problem, Truth } from './report.ts'
import { compareValues } from './values.ts'
import type { ValueKind } from './vocabulary.ts'

export interface Verdict {
  readonly holds: Truth
  readonly problems: readonly Problem[]
}

interface Sides {
  readonly left: readonly Value[]
  readonly right: readonly Value[]
  readonly kind: ValueKind
  readonly world: StateOfTheWorld
  /** For problems: the left operand. */
  readonly subject: Iri
}

/**
 * The operators of the ODRL vocabulary 2.2, “Constraint Operators”. A left operand can have several values (a party and its roles):
 * `eq`, `isA`, `isPartOf`, `hasPart` and `isAnyOf` hold when they hold for one of them; `neq` and `isNoneOf` are their opposites.
 */
const OPERATORS = {
  eq: (sides) => anyPair(sides, equals),
  neq: (sides) => not(anyPair(sides, equals)),
  lt: (sides) =>
    anyPair(
      sides,
      ordered((order) => order < 0),
    ),
  lteq: (sides) =>
    anyPair(
      sides,
      ordered((order) => order <= 0),
    ),
  gt: (sides) =>
    anyPair(
      sides,
      ordered((order) => order > 0),
    ),
  gteq: (sides) =>
    anyPair(
      sides,
      ordered((order) => order >= 0),
    ),
  isAnyOf: (sides) => anyPair(sides, equals),
  isNoneOf: (sides) => not(anyPair(sides, equals)),
  isAllOf: (sides) => joinAll(sides.right.map((value) => anyPair({ ...sides, right: [value] }, equals))),
  isA: (sides) => anyPair(sides, isA),
  isPartOf: (sides) => anyPair(sides, isPartOf),
  hasPart: (sides) => anyPair(sides, hasPart),
} as const satisfies Record<string, (sides: Sides) => Verdict>

const ON_LISTS: readonly string[] = ['isAnyOf', 'isNoneOf', 'isAllOf']
const ON_ONE_FACT: readonly string[] = ['lt', 'lteq', 'gt', 'gteq']

/** Is this one of the operators above? */
export function isOperator(operator: Iri): boolean {
  return operator.startsWith(ODRL) && Object.hasOwn(OPERATORS, operator.slice(ODRL.length))
}

/** Does the operator take so many values on its right? */
export function takesValues(operator: Iri, count: number): boolean {
  return count === 1 || (count > 1 && ON_LISTS.includes(operator.slice(ODRL.length)))
}

/** Applies an operator that {@link isOperator} knows. */
export function applyOperator(operator: Iri, sides: Sides): Verdict {
  const name = operator.slice(ODRL.length)
  if (sides.left.length === 0) return undecided('no-value', sides.subject)
  if (sides.left.length > 1 && ON_ONE_FACT.includes(name))
    return undecided('wrong-number-of-values', sides.subject)
  return OPERATORS[name as keyof typeof OPERATORS](sides)
}

/** Kleene's “and”: certainly not when one part is not. */
export function joinAll(verdicts: readonly Verdict[]): Verdict {
  return {
    holds: allHold(verdicts.map(({ holds }) => holds)),
    problems: verdicts.flatMap(({ problems }) => problems),
  }
}

export function allHold(parts: readonly Truth[]): Truth {
  if (parts.includes('no')) return 'no'
  return parts.includes('undecided') ? 'undecided' : 'yes'
}

/** Kleene's “or”: certainly so when one part is. */
export function anyHolds(parts: readonly Truth[]): Truth {
  if (parts.includes('yes')) return 'yes'
  return parts.includes('undecided') ? 'undecided' : 'no'
}

/** Exactly one holds: undecided as soon as an undecided part can still make the difference. */
export function oneHolds(parts: readonly Truth[]): Truth {
  const count = parts.filter((part) => part === 'yes').length
  if (count > 1) return 'no'
  if (parts.includes('undecided')) return 'undecided'
  return count === 1 ? 'yes' : 'no'
}

/** Judges one value on the left against one on the right. */
type Pair = (left: Value, right: Value, sides: Sides) => Verdict

function anyPair(sides: Sides, judge: Pair): Verdict {
  const verdicts = sides.left.flatMap((one) => sides.right.map((other) => judge(one, other, sides)))
  return {
    holds: anyHolds(verdicts.map(({ holds }) => holds)),
    problems: verdicts.flatMap(({ problems }) => problems),
  }
}

function not({ holds, problems }: Verdict): Verdict {
  const opposite = { yes: 'no', no: 'yes', undecided: 'undecided' } as const
  return { holds: opposite[holds], problems }
}

const equals: Pair = (left, right, sides) => compare(left, right, sides, (order) => order === 0)

function ordered(accepts: (order: number) => boolean): Pair {
  return (left, right, sides) => compare(left, right, sides, accepts)
}

function compare(left: Value, right: Value, sides: Sides, accepts: (order: number) => boolean): Verdict {
  const order = compareValues(left, right, sides.kind)
  if (order === undefined) return undecided('value-not-comparable', sides.subject)
  return { holds: accepts(order) ? 'yes' : 'no', problems: [] }
}

const isA: Pair = (left, right, { world, subject }) => liesUnder(left, right, world.broader, subject)
const isPartOf: Pair = (left, right, { world, subject }) => liesUnder(left, right, world.partOf, subject)
const hasPart: Pair = (left, right, { world, subject }) => liesUnder(right, left, world.partOf, subject)

/** Is it the same, or under the other in the hierarchy? A term on the way up that the hierarchy lacks leaves it undecided. */
function liesUnder(
  low: Value,
  high: Value,
  hierarchy: ReadonlyMap<Iri, readonly Iri[]>,
  subject: Iri,
): Verdict {
  if (low.kind !== 'iri' || high.kind !== 'iri') return undecided('value-not-comparable', subject)
  const { found, unknown } = climb(low.iri, hierarchy)
  if (found.has(high.iri)) return { holds: 'yes', problems: [] }
  const [term] = unknown
  return term === undefined ? { holds: 'no', problems: [] } : undecided('unknown-term', term)
}

/** A term with all that lies above it, and those of them that the hierarchy does not know. */
export function climb(
  from: Iri,
  hierarchy: ReadonlyMap<Iri, readonly Iri[]>,
): { found: ReadonlySet<Iri>; unknown: readonly Iri[] } {
  const found = new Set([from])
  const unknown: Iri[] = []
  for (const term of found) {
    const above = hierarchy.get(term)
    if (!above) unknown.push(term)
    for (const next of above ?? []) found.add(next)
  }
  return { found, unknown }
}

function undecided(code: Problem['code'], subject: Iri): Verdict {
  return { holds: 'undecided', problems: [{ code, subject }] }
}
