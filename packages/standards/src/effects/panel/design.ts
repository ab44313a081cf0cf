import { Matrix, pseudoInverse } from 'ml-matrix'
import { findMean } from './checks.ts'

/** Which linear model the course of each area is read by. */
export interface Shape {
  /** Each area has a straight trend of its own, which can change at the start: a controlled interrupted series. Without, only its level can: difference-in-differences. */
  trend: boolean
  /** Periods in a year, when areas can have a season of their own; that of all areas together never counts. */
  season?: number
}

/** A model of one area's course, as weights of its figures: what is estimated is a weighted sum of them, one weight per period. */
export interface Design {
  /** Of the mean effect over the periods after the start. */
  average: Float64Array
  /** Of the jump at the start and, when it can be told, of the change of the trend per period. */
  level: Float64Array
  slope: Float64Array | undefined
  /** Of the effect in each period: the figure less what the periods before let expect. */
  events: Float64Array[]
}

/** So many periods of before are needed for a level, or for a trend. */
const LEAST_BEFORE = { level: 1, trend: 4 }
const LEAST_FOR_SLOPE = 3

/** A season is told when it came so many times before the start, with this part of its periods there. */
const SEASONS = { times: 2, part: 0.75 }

export const countLeastBefore = ({ trend }: Shape) => (trend ? LEAST_BEFORE.trend : LEAST_BEFORE.level)

/** The place in time of the first period after the start; with none after it, of the one that would come next. */
const placeOfStart = (places: readonly number[], start: number) => places[start] ?? (places.at(-1) ?? -1) + 1

/**
 * Whether the model has a season of each area. What a season is can be told apart from a trend when it came twice before the start: in time, as of a period or two
 * the figures may be left out.
 */
export function tellsSeason(places: readonly number[], start: number, { trend, season = 0 }: Shape): boolean {
  if (!trend || season <= 1) return false
  const before = places.slice(0, start)
  const seen = new Set(before.map((place) => place % season))
  return (
    placeOfStart(places, start) - (places[0] ?? 0) >= SEASONS.times * season &&
    before.length >= SEASONS.times * SEASONS.part * season &&
    places.every((place) => seen.has(place % season))
  )
}

/** The least number of periods before a start with which the same model, season and all, can be made. */
export const countLeastWith = (places: readonly number[], start: number, shape: Shape) =>
  tellsSeason(places, start, shape) ? SEASONS.times * (shape.season ?? 0) : countLeastBefore(shape)

/**
 * The least-squares weights of a segmented model (Wagner, Soumerai, Zhang and Ross-Degnan 2002).
 * @param places of the periods in time, rising: of the season and the trend it counts when they are, and some may be left out
 * @param start how many of them are before; at least {@link countLeastBefore}
 */
export function designModel(places: readonly number[], start: number, shape: Shape): Design {
  const { trend, season = 0 } = shape
  const periods = places.length
  const withSlope = trend && periods - start >= LEAST_FOR_SLOPE
  const seasons = tellsSeason(places, start, shape) ? season - 1 : 0
  const begin = placeOfStart(places, start)
  const unit = Math.max(placeOfStart(places, periods) - (places[0] ?? 0), 1)
  const time = (place: number) => (place - begin) / unit
  const rows = places.map((place, at) => {
    const on = at >= start ? 1 : 0
    return [
      on,
      ...(withSlope ? [on * time(place)] : []),
      1,
      ...(trend ? [time(place)] : []),
      ...Array.from({ length: seasons }, (_, month) => (place % season === month ? 1 : 0)),
    ]
  })
  const inverse = pseudoInverse(new Matrix(rows))
  const effects = withSlope ? 2 : 1
  const level = Float64Array.from(inverse.getRow(0))
  const change = withSlope ? Float64Array.from(inverse.getRow(1)) : undefined
  const meanTime = findMean(places.slice(start).map(time))
  return {
    level,
    slope: change?.map((weight) => weight / unit),
    average: level.map((weight, at) => weight + (change?.[at] ?? 0) * meanTime),
    events: rows.map((row, at) => {
      const expected = Matrix.rowVector(row.map((value, column) => (column < effects ? 0 : value))).mmul(
        inverse,
      )
      return Float64Array.from({ length: periods }, (_, other) =>
        other === at ? 1 - expected.get(0, other) : -expected.get(0, other),
      )
    }),
  }
}

/** Weights of the least-squares slope per step in time over the periods before `start`, and nothing after. */
export function weighSlope(places: readonly number[], start: number): Float64Array {
  const before = places.slice(0, start)
  const middle = findMean(before)
  const squares = before.reduce((sum, place) => sum + (place - middle) ** 2, 0)
  return Float64Array.from(places, (place, at) => (at < start ? (place - middle) / squares : 0))
}
