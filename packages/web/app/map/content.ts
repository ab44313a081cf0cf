import type { HexagonWidth } from '@samenspel/standards/geo'
import { type Position, rankEstimates } from '@samenspel/standards/indicators'
import type { AreaLevel } from '../api.ts'
import { formatNumber, formatPeriod } from '../format.ts'
import type { Language } from '../language.ts'
import type { HexagonValues } from './api.ts'
import type { AreaFigures } from './figures.ts'
import { classesFor } from './known-scales.ts'
import type { MapData } from './load-map.server.ts'
import { isLive, type Reading, toReadings } from './readings.ts'
import { colourOf, type ScaleClass } from './scale.ts'
import { divideIntoThirds, type Thirds, TWO_COLOURS, thirdOf } from './two-measures.ts'

/** Colour of an area or hexagon of which there is no figure. */
export const NO_FIGURE = '#eef1f5'

type Common = {
  title: string
  unit: string
  /** Which moment of `frames` is shown; there are none of now. */
  frames: readonly string[]
  step: number
  language: Language
  level: AreaLevel
}

/** An area with its figures at the moment that is shown. */
export type AreaRow = {
  code: string
  name: string
  value: number | null
  coverage: number
  stations: number
  periodStart: string | null
  other: number | null
  /** Ends of the 95 % interval of the value. */
  low: number | null
  high: number | null
  /** Its place from the highest; areas that may well be the same share theirs. Null without a value. */
  position: Position | null
  colour: string
}

type Measured = {
  property: string
  /** Corners of where all stations are that measure it: the readings can be those of some. */
  extent: [number, number][]
  classes: ScaleClass[]
}

/** What the map shows at one moment, and the list below it. */
export type MapContent = Common &
  (
    | (Measured & { kind: 'stations'; readings: Reading[] })
    | (Measured & { kind: 'hexagons'; width: HexagonWidth; hexagons: HexagonValues[] })
    | { kind: 'areas'; slug: string; rows: AreaRow[]; classes: ScaleClass[] }
    | {
        kind: 'two'
        slug: string
        rows: AreaRow[]
        other: { title: string; unit: string }
        thirds: [Thirds, Thirds] | undefined
      }
  )

/** What is shown at a moment; undefined when there is nothing to choose from. */
export function contentOf(data: MapData, language: Language, step: number): MapContent | undefined {
  const { shown, property, view, level } = data
  if (shown.kind === 'nothing') return undefined
  const frames = shown.frames
  const at = Math.min(step, Math.max(0, frames.length - 1))
  const common = { frames, step: at, language, level }
  if (shown.kind === 'areas') return areasOf(shown, common)
  if (!property) return undefined
  const named = {
    ...common,
    title: property.title,
    unit: property.unit,
    property: property.name,
    extent: property.extent,
  }
  // Of all moments together, so that a colour means the same at each.
  const classes = classesFor(property, listValues(shown.items))
  if (shown.kind === 'hexagons') {
    return { ...named, kind: 'hexagons', width: view.width, hexagons: shown.items, classes }
  }
  const readings = toReadings(shown.items, frames, at).toSorted((a, b) => a.name.localeCompare(b.name, 'nl'))
  return {
    ...named,
    kind: 'stations',
    readings,
    classes: classesOfNow(property, readings, frames) ?? classes,
  }
}

/** Of now, what is silent or cannot be does not decide over the classes. */
function classesOfNow(
  property: { name: string; unit: string },
  readings: Reading[],
  frames: readonly string[],
) {
  if (frames.length > 0) return undefined
  return classesFor(
    property,
    readings.filter(isLive).map(({ value }) => value),
  )
}

function areasOf(
  shown: Extract<MapData['shown'], { kind: 'areas' }>,
  common: Omit<Common, 'title' | 'unit'>,
): MapContent {
  const { indicator, figures, other, otherFigures } = shown
  const { slug, title, unit, property } = indicator
  const named = { ...common, slug, title, unit }
  const others = new Map(otherFigures?.map((one) => [one.code, one.values[common.step] ?? null]))
  const rowOf = (figure: AreaFigures): AreaRow => ({
    code: figure.code,
    name: figure.name,
    value: figure.values[common.step] ?? null,
    coverage: figure.coverage[common.step] ?? 0,
    stations: figure.stations[common.step] ?? 0,
    periodStart: figure.periodStart,
    other: others.get(figure.code) ?? null,
    low: figure.low[common.step] ?? null,
    high: figure.high[common.step] ?? null,
    position: null,
    colour: NO_FIGURE,
  })
  const unranked = figures.map(rowOf)
  const positions = isOneMoment(unranked, common) ? rankEstimates(unranked) : []
  const rows = unranked.map((row, index) => ({ ...row, position: positions[index] ?? null }))
  if (!other) {
    const classes = classesFor({ name: property, unit }, listValues(figures))
    const coloured = rows.map((row) => ({ ...row, colour: colourIn(row.value, classes) }))
    return { ...named, kind: 'areas', rows: coloured, classes }
  }
  const both = rows.filter(({ value, other }) => value !== null && other !== null)
  const first = divideIntoThirds(both.flatMap(({ value }) => value ?? []))
  const second = divideIntoThirds(both.flatMap(({ other }) => other ?? []))
  const thirds: [Thirds, Thirds] | undefined = first && second && [first, second]
  return {
    ...named,
    kind: 'two',
    other: { title: other.title, unit: other.unit },
    thirds,
    rows: rows.map((row) => ({ ...row, colour: colourOfTwo(row, thirds) })),
  }
}

/** Whether all figures are of one period: the newest of each area need not be, and figures of two seasons have no order. */
function isOneMoment(rows: readonly AreaRow[], { frames }: Pick<Common, 'frames'>): boolean {
  const starts = rows.flatMap(({ value, periodStart }) => (value === null ? [] : [periodStart]))
  return frames.length > 0 || new Set(starts).size <= 1
}

const listValues = (items: readonly { values: (number | null)[] }[]) =>
  items.flatMap(({ values }) => values.flatMap((value) => value ?? []))

const colourIn = (value: number | null, classes: ScaleClass[]) =>
  value === null ? NO_FIGURE : colourOf(value, classes)

function colourOfTwo({ value, other }: AreaRow, thirds: [Thirds, Thirds] | undefined): string {
  if (!thirds || value === null || other === null) return NO_FIGURE
  return TWO_COLOURS[thirdOf(other, thirds[1])][thirdOf(value, thirds[0])]
}

/** The colour of a hexagon at the moment that is shown. */
export const colourOfHexagon = ({ values }: HexagonValues, step: number, classes: ScaleClass[]) =>
  colourIn(values[step] ?? null, classes)

/** The moment that is shown, in words; undefined of now. */
export function nameMoment({ frames, step, language }: Pick<Common, 'frames' | 'step' | 'language'>) {
  const start = frames[step]
  if (start === undefined) return undefined
  const next = frames[step + 1] ?? frames[step - 1]
  const length = next === undefined ? 0 : Math.abs(Date.parse(next) - Date.parse(start))
  const HOUR = 3_600_000
  return formatPeriod(start, length <= HOUR ? 'hour' : length <= 26 * HOUR ? 'day' : 'month', language)
}

/** The name of an area and where to write it. */
export type AreaLabel = { name: string; labelPoint: [number, number] }

/** A station can be known without its place; the list shows it, the map cannot. */
export function hasPlace(reading: Reading): reading is Reading & { location: [number, number] } {
  return reading.location !== null
}

/** A value as it is written on the map: short, the unit is in the legend. */
export function labelOf(value: number, language: Language): string {
  return Math.abs(value) >= 10 ? formatNumber(value, language, 0) : formatNumber(value, language)
}
