import type { LeftOutArea, Reason } from './result.ts'

/** Figures of areas over the same periods. */
export interface Panel {
  /** Names of the periods, oldest first, such as `2024-03`; each is one step in time. */
  periods: readonly string[]
  areas: readonly PanelArea[]
}

/** An area, or whatever else was treated or not: a school, a street. */
export interface PanelArea {
  key: string
  /** One per period; null when none is known. */
  values: readonly (number | null)[]
  /** Place of the first treated period in the periods; absent when the area was never treated, so that it can be compared with. */
  startedAt?: number
  /** Keys of the areas next to it, where an effect can spill over. */
  neighbours?: readonly string[]
}

/** An area that has a figure in each period that is kept. */
export interface Row {
  key: string
  values: Float64Array
  /** Undefined: never treated. */
  startedAt: number | undefined
  neighbours: readonly string[]
}

/** What an estimate rests on: the same periods for all areas, without gaps. */
export interface Balanced {
  periods: string[]
  /** Place that each period has in the panel: where one is left out, more than one step lies between two. */
  places: number[]
  treated: Row[]
  compared: Row[]
  leftOut: { areas: LeftOutArea[]; periods: string[] }
}

/** A panel in which all treated areas began at once. */
export interface CommonStart extends Balanced {
  /** Place of the first treated period among those kept; so many periods are before it. */
  start: number
}

/**
 * Keeps the periods in which each treated area has a figure, and of the other areas those that have one in all of these.
 * @param without keys of areas to leave out
 */
export function balanceCommonStart(panel: Panel, without: readonly string[] = []): CommonStart | Reason {
  const { asked, areas } = setApart(panel, without)
  const treated = areas.filter(({ startedAt }) => startedAt !== undefined)
  const [first] = treated
  if (!first) return 'no-treated-areas'
  if (treated.some(({ startedAt }) => startedAt !== first.startedAt)) return 'starts-differ'
  const kept = panel.periods.flatMap((_, at) => (treated.every((area) => isKnown(area, at)) ? [at] : []))
  const { rows, gaps } = readRows(areas, kept)
  const start = kept.filter((at) => at < (first.startedAt ?? 0)).length
  return {
    periods: kept.map((at) => panel.periods[at] ?? ''),
    places: kept,
    treated: rows.filter(({ startedAt }) => startedAt !== undefined),
    compared: rows.filter(({ startedAt }) => startedAt === undefined),
    leftOut: {
      areas: [...asked, ...gaps],
      periods: panel.periods.filter((_, at) => !kept.includes(at)),
    },
    start,
  }
}

/** Keeps the periods in which some area has a figure, and the areas that have one in each of these and one of before they began. */
export function balanceStaggered(panel: Panel, without: readonly string[] = []): Balanced | Reason {
  const { asked, areas } = setApart(panel, without)
  const kept = panel.periods.flatMap((_, at) => (areas.some((area) => isKnown(area, at)) ? [at] : []))
  const { rows, gaps } = readRows(areas, kept)
  const placed = rows.map((row): Row => ({ ...row, startedAt: placeAmong(kept, row.startedAt) }))
  const always = placed.filter(({ startedAt }) => startedAt !== undefined && startedAt <= 0)
  const usable = placed.filter((row) => !always.includes(row))
  const treated = usable.filter(({ startedAt }) => startedAt !== undefined)
  if (treated.length === 0) return 'no-treated-areas'
  return {
    periods: kept.map((at) => panel.periods[at] ?? ''),
    places: kept,
    treated,
    compared: usable.filter(({ startedAt }) => startedAt === undefined),
    leftOut: {
      areas: [...asked, ...gaps, ...always.map(({ key }) => ({ key, reason: 'always-treated' as const }))],
      periods: panel.periods.filter((_, at) => !kept.includes(at)),
    },
  }
}

/** The first of the kept places from a place on; undefined when there is none. */
function placeAmong(kept: readonly number[], place: number | undefined): number | undefined {
  const index = place === undefined ? -1 : kept.findIndex((at) => at >= place)
  return index < 0 ? undefined : index
}

/** A start after the last period is none yet. */
function setApart({ areas, periods }: Panel, without: readonly string[]) {
  const asked = areas
    .filter(({ key }) => without.includes(key))
    .map(({ key }): LeftOutArea => ({ key, reason: 'asked' }))
  const kept = areas
    .filter(({ key }) => !without.includes(key))
    .map(
      ({ startedAt, ...area }): PanelArea =>
        startedAt === undefined || startedAt >= periods.length ? area : { ...area, startedAt },
    )
  return { asked, areas: kept }
}

function readRows(areas: readonly PanelArea[], kept: readonly number[]) {
  const rows: Row[] = []
  const gaps: LeftOutArea[] = []
  for (const area of areas) {
    if (!kept.every((at) => isKnown(area, at))) {
      gaps.push({ key: area.key, reason: 'gaps' })
      continue
    }
    const values = Float64Array.from(kept, (at) => area.values[at] ?? 0)
    const { key, startedAt, neighbours = [] } = area
    rows.push({ key, values, startedAt, neighbours })
  }
  return { rows, gaps }
}

/** Whether an area has a figure in a period. */
export const isKnown = ({ values }: PanelArea, at: number): boolean =>
  Number.isFinite(values[at] ?? Number.NaN)

/** Whether an area lies next to one of these, whichever of the two says so. */
export const isBeside = ({ key, neighbours = [] }: PanelArea, others: readonly PanelArea[]): boolean =>
  others.some((each) => neighbours.includes(each.key) || (each.neighbours ?? []).includes(key))

/** The keys of compared areas that lie next to a treated one, whichever of the two says so. */
export function findNeighbours({ treated, compared }: Balanced): string[] {
  const beside = new Set(treated.flatMap(({ neighbours }) => neighbours))
  const keys = new Set(treated.map(({ key }) => key))
  return compared
    .filter(({ key, neighbours }) => beside.has(key) || neighbours.some((each) => keys.has(each)))
    .map(({ key }) => key)
}
