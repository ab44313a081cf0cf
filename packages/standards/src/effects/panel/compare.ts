import { correlate } from '../../correlation/index.ts'
import { findMean, findSpread } from './checks.ts'
import { weighSlope } from './design.ts'
import { isBeside, isKnown, type Panel, type PanelArea } from './panel.ts'
import { prepareFollowing } from './synthetic-fit.ts'

export interface ComparisonOptions {
  /** Keys of the areas where something will be done. */
  planned: readonly string[]
  /** Leave out what lies next to these, where the effect can spill over. */
  withoutNeighbours?: boolean
  /** Keys of areas to leave out for another reason. */
  without?: readonly string[]
}

/** How well an area can be compared with the planned ones, by the periods until now. */
export interface Comparison {
  key: string
  /** 1 is the best; null when it cannot be compared with. */
  rank: number | null
  /** Why not: it lies next to a planned area, has no figure where these have one, was treated itself, or was left out by the caller. */
  excluded: 'neighbour' | 'gaps' | 'treated' | 'asked' | null
  /** It lies next to a planned area. */
  neighbour: boolean
  /** Mean of the planned areas less that of this one. */
  difference: number
  /** Standard deviation of the gap between both: how far it strays from running parallel. The ranks are by this. */
  straying: number
  /** By how much the gap grows per period. */
  drift: number
  /** Of the figures, from -1 to 1; null when it cannot be told. */
  correlation: number | null
  /** Its weight in a synthetic control of the planned areas, from 0 to 1. */
  weight: number
}

export interface Comparisons {
  areas: Comparison[]
  /** Root mean squared gap of the synthetic control; null when there are too few areas or periods for one. */
  fitError: number | null
}

const LEAST_PERIODS = 2

/**
 * Which areas can be compared with those where something will be done: the ones that ran parallel to them. The best come first, those that cannot be compared with last.
 * @param panel figures until now; an area that has a start is no area to compare with
 */
export function rankComparisons(
  panel: Panel,
  { planned, withoutNeighbours = false, without = [] }: ComparisonOptions,
): Comparisons {
  const own = panel.areas.filter(({ key }) => planned.includes(key))
  const periods = panel.periods.flatMap((_, at) => (own.every((area) => isKnown(area, at)) ? [at] : []))
  const read = ({ values }: PanelArea) => Float64Array.from(periods, (at) => values[at] ?? 0)
  const goal = periods.map((_, index) => findMean(own.map((area) => read(area)[index] ?? 0)))
  const exclude = (area: PanelArea): Comparison['excluded'] => {
    if (without.includes(area.key)) return 'asked'
    if (area.startedAt !== undefined && area.startedAt < panel.periods.length) return 'treated'
    if (!periods.every((at) => isKnown(area, at))) return 'gaps'
    return withoutNeighbours && isBeside(area, own) ? 'neighbour' : null
  }
  const others = panel.areas
    .filter(({ key }) => !planned.includes(key))
    .map((area) => ({ area, excluded: exclude(area) }))
  const donors = others.filter(({ excluded }) => excluded === null).map(({ area }) => area)
  const synthetic = follow(own, donors, read, periods.length)
  const measured = others.map(({ area, excluded }) => {
    const values = read(area)
    const gaps = goal.map((value, at) => value - (values[at] ?? 0))
    const slope = weighSlope(periods, periods.length)
    return {
      key: area.key,
      excluded,
      neighbour: isBeside(area, own),
      difference: findMean(gaps),
      straying: findSpread(gaps),
      drift: gaps.length < LEAST_PERIODS ? 0 : gaps.reduce((sum, gap, at) => sum + gap * (slope[at] ?? 0), 0),
      correlation: correlate(goal.map((value, at) => [value, values[at] ?? 0]))?.coefficient ?? null,
      weight: synthetic?.weights[donors.indexOf(area)] ?? 0,
    }
  })
  const usable = measured
    .filter(({ excluded }) => excluded === null)
    .sort((one, other) => one.straying - other.straying)
  return {
    areas: [
      ...usable.map((each, index) => ({ ...each, rank: index + 1 })),
      ...measured.filter(({ excluded }) => excluded !== null).map((each) => ({ ...each, rank: null })),
    ],
    fitError: synthetic?.before ?? null,
  }
}

function follow(
  own: readonly PanelArea[],
  donors: readonly PanelArea[],
  read: (area: PanelArea) => Float64Array,
  count: number,
) {
  if (own.length === 0 || donors.length === 0 || count < LEAST_PERIODS) return undefined
  const rows = [...own, ...donors].map((area) => ({
    key: area.key,
    values: read(area),
    startedAt: undefined,
    neighbours: [],
  }))
  const targets = own.map((_, index) => index)
  const places = donors.map((_, index) => own.length + index)
  return prepareFollowing(rows, { start: count, end: count }, { levels: 'remove' })(targets, places)
}
