/** From the figures of areas to one series: how much the treated ones differ from those that they are compared with. */
import { isKnown, type Panel, type PanelArea } from '../panel/panel.ts'
import type { LeftOutArea } from '../panel/result.ts'

/** A mean over areas is one of all its areas or none: else it would change because an area is missing. */
type Values = (number | null)[]

export type Laid = {
  /** Place of the first treated period. */
  start: number
  treated: readonly PanelArea[]
  compared: readonly PanelArea[]
  /** Mean of the treated areas and of the compared ones per period; null where one of them has no figure. */
  means: { treated: Values; compared: Values }
  /** The one less the other; null where one of them is. */
  difference: Values
  leftOut: LeftOutArea[]
}

/** Why there is no such series, as a reason of the check of data quality. */
export type Refusal = 'few-areas' | 'starts-differ'

/** A compared area without figures in more of the periods than this is left out, if another one remains: a gap in one area is a gap in the difference. */
const MOST_MISSING = 0.2

/** What an area counts for in the mean; all the same when left out, for instance inhabitants otherwise. */
export type Weights = Readonly<Record<string, number>>

/**
 * Makes the series of the difference.
 * @param options.without keys of areas to leave out
 * @throws RangeError when a weight is not above zero
 */
export function layDifference(
  { areas, periods }: Panel,
  { without = [], weights = {} }: { without?: readonly string[]; weights?: Weights } = {},
): Laid | Refusal {
  for (const [key, weight] of Object.entries(weights))
    if (!(weight > 0 && Number.isFinite(weight)))
      throw new RangeError(`The weight of area ${key} must be above zero.`)
  const asked = areas.filter(({ key }) => without.includes(key))
  const kept = areas.filter((area) => !asked.includes(area))
  const treated = kept.filter((area) => startOf(area, periods.length) !== undefined)
  const others = kept.filter((area) => !treated.includes(area))
  const [first] = treated
  if (!first) return 'few-areas'
  const start = startOf(first, periods.length) ?? 0
  if (treated.some((area) => area.startedAt !== start)) return 'starts-differ'
  const ofTreated = meanOf(treated, periods.length, weights)
  const known = ofTreated.flatMap((value, at) => (value === null ? [] : [at]))
  const sparse = others.filter(
    (area) => known.filter((at) => !isKnown(area, at)).length > MOST_MISSING * known.length,
  )
  const compared = sparse.length < others.length ? others.filter((area) => !sparse.includes(area)) : others
  if (compared.length === 0) return 'few-areas'
  const means = { treated: ofTreated, compared: meanOf(compared, periods.length, weights) }
  return {
    start,
    treated,
    compared,
    means,
    difference: subtract(means.treated, means.compared),
    leftOut: [
      ...asked.map(({ key }): LeftOutArea => ({ key, reason: 'asked' })),
      ...others
        .filter((area) => !compared.includes(area))
        .map(({ key }): LeftOutArea => ({ key, reason: 'gaps' })),
    ],
  }
}

/** A start after the last period is none yet. */
const startOf = ({ startedAt }: PanelArea, periods: number) =>
  startedAt !== undefined && startedAt < periods ? startedAt : undefined

/** The weighted mean of areas per period; null where one of them has no figure. */
export function meanOf(areas: readonly PanelArea[], periods: number, weights: Weights): Values {
  const total = areas.reduce((sum, { key }) => sum + (weights[key] ?? 1), 0)
  return Array.from({ length: periods }, (_, at) =>
    areas.every((area) => isKnown(area, at))
      ? areas.reduce((sum, { key, values }) => sum + (weights[key] ?? 1) * (values[at] ?? 0), 0) / total
      : null,
  )
}

export function subtract(left: Values, right: Values): Values {
  return left.map((value, at) => {
    const other = right[at] ?? null
    return value === null || other === null ? null : value - other
  })
}
