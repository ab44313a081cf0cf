import { toWallTime } from '../clock-time.ts'

/** The name under which a specification finds its marks. */
export const MARKS = 'marks'

/** A moment or stretch in a chart, from when to when; `to` is null for a moment. In milliseconds. */
export type Mark = {
  /** By which the list beside the chart tells of it; null when the text below the chart does. */
  number: number | null
  from: number
  to: number | null
}

const INK = '#001a40'

/** Pixels from the top of the chart to the middle of a number. */
const TOP = 11

/**
 * Marks in a chart over time: a line at a moment, a band over a stretch, and the number by which the list below the chart tells what it is.
 * @param x how the chart writes its time, on the clock here
 */
export function describeMarks(x: object): object[] {
  const data = { name: MARKS }
  const at = { ...x, field: 'at', type: 'temporal' }
  const numbered = [{ filter: 'datum.number != null' }]
  return [
    {
      data,
      transform: [{ filter: 'datum.until != null' }],
      mark: { type: 'rect', color: INK, opacity: { expr: 'datum.number == null ? 0.15 : 0.08' } },
      encoding: { x: at, x2: { field: 'until' } },
    },
    {
      data,
      transform: numbered,
      mark: { type: 'rule', color: INK, strokeWidth: 1.25, strokeDash: [2, 3] },
      encoding: { x: at },
    },
    {
      data,
      transform: numbered,
      mark: { type: 'point', shape: 'circle', size: 340, filled: true, color: INK, opacity: 1, y: TOP },
      encoding: { x: at },
    },
    {
      data,
      transform: numbered,
      mark: {
        type: 'text',
        color: '#ffffff',
        fontWeight: 'bold',
        fontSize: 12,
        align: 'center',
        baseline: 'middle',
        y: TOP,
      },
      encoding: { x: at, text: { field: 'number', type: 'nominal' } },
    },
  ]
}

/** The rows of those layers. Times are those of the clock here. */
export function rowsOfMarks(marks: readonly Mark[]): object[] {
  return marks.map(({ number, from, to }) => ({
    number: number === null ? null : String(number),
    at: toWallTime(from),
    until: to === null ? null : toWallTime(to),
  }))
}
