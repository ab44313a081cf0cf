/** What in the choices of a claim misleads. */
import { studentQuantile } from '../student/index.ts'
import { pointsPerBlock, YEAR } from './blocks.ts'
import { findCause } from './cause.ts'
import type { Finding, FindingKind, Specification } from './model.ts'
import {
  type Ground,
  isComparison,
  isTrend,
  lengthFor,
  placesOf,
  SEASONS_KNOWN,
  SEASONS_OF_TREND,
  shareThatHolds,
} from './specifications.ts'

/** With fewer independent values than this no interval can be trusted. */
const LEAST_EFFECTIVE = 5

/** What holds in this part of the blocks of its window, and is seldom by chance, needs no more values: everybody sees it. */
const PLAIN = 0.95

type Reason = NonNullable<Finding['reason']>

/** Share of the blocks of the window without which there are gaps that matter. */
const LEAST_PRESENT = 0.5

/** From here on an estimate would be seldom by chance alone. */
const SELDOM = 0.05

/** Where one choice is enough to find a change where none was claimed, chance must be less likely still. */
const SELDOM_ALONE = 0.01

/** A chart that makes a change of less than this share of the level fill more than half of its height enlarges it. */
const SMALL_CHANGE = 0.1

/** All findings on a claim, in the order of the list of kinds. */
export function findMisleading(ground: Ground, curve: readonly Specification[]): Finding[] {
  const chosen = curve.find((each) => each.chosen)
  const holds = chosen?.verdict === 'supports'
  return [
    ...findCutAxis(ground, chosen),
    ...(chosen && holds ? findFragile(ground, chosen, curve) : []),
    ...(saysOpposite(ground, curve) ? [{ kind: 'opposite' } as const] : findFewData(ground, chosen)),
    ...(chosen && holds ? findManyComparisons(ground, chosen) : []),
    ...findWordsOfCause(ground),
  ]
}

/**
 * Which part of the choices that differ in one thing must fail, more than: windows and measures differ a little by nature, but with the
 * places that were left out, or without doubtful values, a conclusion must hold.
 */
const TOLERATED = { window: 0.5, measure: 0.5, areas: 0, values: 0 } satisfies Partial<
  Record<FindingKind, number>
>

/** The choices that matter: of those that differ from the claim in one thing only, many do not support it, or one says the opposite. */
function findFragile(ground: Ground, chosen: Specification, curve: readonly Specification[]): Finding[] {
  const differs = {
    window: (each: Specification) => each.windowChoice !== 'chosen' || each.seasonRemoved,
    measure: (each: Specification) => each.measure !== chosen.measure,
    areas: (each: Specification) => each.areas !== chosen.areas,
    values: (each: Specification) => each.values !== chosen.values,
  }
  const names = Object.keys(TOLERATED) as (keyof typeof TOLERATED)[]
  return names.flatMap((kind): Finding[] => {
    const alternatives = curve.filter(
      (each) => differs[kind](each) && names.every((name) => name === kind || !differs[name](each)),
    )
    const failing = alternatives.filter((each) => fails(ground, each, chosen, TOLERATED[kind]))
    const opposite =
      ground.claim.kind !== 'steady' && alternatives.some(({ verdict }) => verdict === 'contradicts')
    if (!opposite && failing.length <= TOLERATED[kind] * alternatives.length) return []
    return [{ kind, alternatives: alternatives.length, failing: failing.length, opposite }]
  })
}

/** Less certain only, because it rests on fewer values, is not a failure: the estimate must be much smaller too. */
function fails({ claim }: Ground, each: Specification, chosen: Specification, tolerated: number): boolean {
  if (each.verdict === 'supports') return false
  if (each.verdict === 'contradicts') return each.p < (tolerated === 0 ? SELDOM_ALONE : SELDOM)
  // What stands out in a neighbourhood stands out less in its district, by nature.
  if (isComparison(claim) && each.areas === 'districts') return false
  return each.estimate / chosen.estimate < 0.5
}

/** Of so many choices that point to the opposite, while none supports the claim, it is the data that contradict it: more of these would not help. */
const CONTRADICTING = 1 / 3

function saysOpposite({ claim }: Ground, curve: readonly Specification[]): boolean {
  const count = (verdict: Specification['verdict']) => curve.filter((each) => each.verdict === verdict).length
  return (
    claim.kind !== 'steady' && count('supports') === 0 && count('contradicts') > CONTRADICTING * curve.length
  )
}

function findFewData(ground: Ground, chosen: Specification | undefined): Finding[] {
  const { claim, step, extent } = ground
  const block = lengthFor(ground, claim.measure) ?? ground.block
  const few = (reason: Reason): Finding[] => [{ kind: 'few-data', reason }]
  const { from, to } = claim.window
  const knowsSeasons = extent.to - extent.from >= SEASONS_KNOWN * YEAR
  const isShort = to - from < SEASONS_OF_TREND * YEAR && pointsPerBlock(YEAR, step) > 1
  if (chosen && isTrend(claim) && claim.kind !== 'steady' && isShort && !knowsSeasons)
    return few('less-than-a-year')
  if (!chosen || (chosen.effective < LEAST_EFFECTIVE && !isPlain(ground, chosen)))
    return few('little-information')
  if (chosen.verdict === 'contradicts' && claim.kind !== 'steady') return [{ kind: 'opposite' }]
  if (chosen.verdict !== 'supports') return few('not-shown')
  if (claim.kind === 'steady' && chosen.high - chosen.low > 2 * chosen.spread) return few('wide')
  if (chosen.count < LEAST_PRESENT * Math.round((to - from) / block)) return few('gaps')
  return isWithinStations(ground) ? few('stations-differ') : []
}

/**
 * Whether a place differs no more from those beside it than stations of one place differ among themselves (Welch 1947): in time the difference
 * may be sure, and yet be that of one station.
 */
function isWithinStations({ claim, places }: Ground): boolean {
  const own = places.find(({ key }) => key === claim.place)
  const others = placesOf(claim, places).flatMap(({ stations = [] }) =>
    stations.length > 0 ? [stations] : [],
  )
  if (!isComparison(claim) || own?.stations === undefined || own.stations.length < 2 || others.length === 0)
    return false
  const parts = [
    { stations: own.stations, weight: 1 },
    ...others.map((stations) => ({ stations, weight: -1 / others.length })),
  ].map(({ stations, weight }) => {
    const count = stations.length
    const mean = stations.reduce((total, value) => total + value, 0) / count
    const squares = stations.reduce((total, value) => total + (value - mean) ** 2, 0)
    // One station tells nothing of how stations differ: what is not known widens nothing.
    const variance = count > 1 ? (weight ** 2 * squares) / (count - 1) / count : 0
    return { difference: weight * mean, variance, count }
  })
  const variance = parts.reduce((total, part) => total + part.variance, 0)
  if (variance === 0) return false
  const degrees =
    variance ** 2 /
    parts.reduce((total, part) => total + (part.count > 1 ? part.variance ** 2 / (part.count - 1) : 0), 0)
  const difference = parts.reduce((total, part) => total + part.difference, 0)
  return Math.abs(difference) < studentQuantile(1 - SELDOM / 2, degrees) * Math.sqrt(variance)
}

/** That one place was higher than others, or lay below a line, in the time that is told of: nearly always, and not by chance. */
function isPlain(ground: Ground, { verdict, p }: Specification): boolean {
  return (
    !isTrend(ground.claim) && verdict === 'supports' && p < SELDOM_ALONE && shareThatHolds(ground) >= PLAIN
  )
}

/** With several claims tried, one of them holds by chance sooner (Bonferroni). */
function findManyComparisons({ claim: { kind, tried = 1 } }: Ground, { p }: Specification): Finding[] {
  return kind !== 'steady' && tried > 1 && p * tried >= SELDOM ? [{ kind: 'many-comparisons', tried }] : []
}

function findWordsOfCause({ claim: { wording, controlled } }: Ground): Finding[] {
  const word = controlled || wording === undefined ? undefined : findCause(wording)
  return word === undefined ? [] : [{ kind: 'cause', word }]
}

function findCutAxis({ claim, places }: Ground, chosen: Specification | undefined): Finding[] {
  const { axis, window, line } = claim
  if (!axis) return []
  const cut = (reason: Reason): Finding[] => [{ kind: 'cut-axis', reason }]
  if (axis.mark === 'bar') return axis.from > 0 || axis.to < 0 ? cut('bar-without-zero') : []
  const shown =
    axis.shown ??
    places
      .filter(({ key }) => key === claim.place || (claim.places?.includes(key) ?? true))
      .flatMap(({ points }) => points)
      .flatMap(({ time, value }) =>
        value !== null && time >= window.from && time < window.to ? [value] : [],
      )
  if (
    [...shown, ...(line === undefined ? [] : [line])].some((value) => value < axis.from || value > axis.to)
  ) {
    return cut('values-outside')
  }
  if (!axis.naturalZero || axis.from <= 0 || !chosen || shown.length === 0) return []
  const level = shown.reduce((total, value) => total + value, 0) / shown.length
  const effect = Math.abs(chosen.estimate)
  return effect < SMALL_CHANGE * level && effect > (axis.to - axis.from) / 2 ? cut('enlarged') : []
}
