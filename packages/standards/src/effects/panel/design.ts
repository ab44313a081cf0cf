import { Matrix, pseudoInverse } from 'ml-matrix'

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

export const countLeastBefore = ({ trend }: Shape) => (trend ? LEAST_BEFORE.trend : LEAST_BEFORE.level)

/**
 * The least-squares weights of a segmented model (Wagner, Soumerai, Zhang and Ross-Degnan 2002).
 * @param periods how many there are
 * @param start how many of them are before; at least {@link countLeastBefore}
 */
export function designModel(periods: number, start: number, { trend, season = 0 }: Shape): Design {
  const after = periods - start
  const withSlope = trend && after >= LEAST_FOR_SLOPE
  // A season can be told apart from a trend when it came twice before the start.
  const seasons = season > 1 && start >= 2 * season ? season - 1 : 0
  const unit = Math.max(periods, 1)
  const time = (at: number) => (at - start) / unit
  const rows = Array.from({ length: periods }, (_, at) => {
    const on = at >= start ? 1 : 0
    return [
      on,
      ...(withSlope ? [on * time(at)] : []),
      1,
      ...(trend ? [time(at)] : []),
      ...Array.from({ length: seasons }, (__, month) => (at % season === month ? 1 : 0)),
    ]
  })
  const inverse = pseudoInverse(new Matrix(rows))
  const effects = withSlope ? 2 : 1
  const level = Float64Array.from(inverse.getRow(0))
  const change = withSlope ? Float64Array.from(inverse.getRow(1)) : undefined
  const meanTime = (after - 1) / 2 / unit
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

/** Weights of the least-squares slope per period over the periods before `start`, and nothing after. */
export function weighSlope(periods: number, start: number): Float64Array {
  const middle = (start - 1) / 2
  const squares = (start * (start * start - 1)) / 12
  return Float64Array.from({ length: periods }, (_, at) => (at < start ? (at - middle) / squares : 0))
}
