import { messagesOf } from '../language.ts'
import type { Drawing, Part } from './drawing.ts'
import { numberAt, openRowClock, spanBeside } from './view.ts'

const DAY = 86_400_000
const SCHEME = { scheme: 'viridis', reverse: true }

/** A square for each day: weeks from left to right, Monday on top. A day without a value is an empty square. */
export function describeCalendar({ view, language, size, valueTitle }: Drawing): Part {
  const words = messagesOf(language).explore
  const wallTimeOf = openRowClock()
  const rows = view.rows.map((row) => {
    const at = wallTimeOf(row)
    const weekday = (new Date(at).getUTCDay() + 6) % 7
    return { ...row, at, weekday, week: at - weekday * DAY }
  })
  const x = {
    field: 'week',
    type: 'ordinal',
    title: null,
    axis: {
      labelExpr: "utcFormat(datum.value, '%e %b')",
      labelOverlap: true,
      labelAngle: 0,
      domain: false,
      ticks: false,
    },
    scale: { padding: 0.08 },
  }
  const y = {
    field: 'weekday',
    type: 'ordinal',
    title: null,
    scale: { domain: [0, 1, 2, 3, 4, 5, 6], padding: 0.08 },
    axis: { labelExpr: `${JSON.stringify(words.weekdaysShort)}[datum.value]`, domain: false, ticks: false },
  }
  return {
    rows,
    title: null,
    height: size === 'smal' ? 260 : 280,
    layer: [
      {
        transform: [{ filter: 'datum.value == null' }],
        mark: { type: 'rect', fill: '#ffffff', stroke: '#8a97a8', strokeDash: [2, 2] },
        encoding: { x, y },
      },
      {
        transform: [{ filter: 'datum.value != null' }],
        mark: { type: 'rect' },
        encoding: {
          x,
          y,
          color: {
            field: 'value',
            type: 'quantitative',
            scale: { ...SCHEME, ...spanBeside(view, 'value') },
            legend: {
              orient: 'top',
              title: valueTitle,
              titleFontWeight: 'normal',
              gradientLength: size === 'smal' ? 220 : 300,
              format: ',.3~r',
            },
          },
        },
      },
    ],
  }
}

const HALF = 15
const FULL = 2 * Math.PI

/** Round values at about equal distances up to the highest, for the rings of a rose: three to five. */
export function listRings(most: number): number[] {
  if (!(most > 0)) return []
  const power = Math.floor(Math.log10(most)) - 1
  // Steps of 1, 2, 2.5, 5 or 10 times a power of ten; each as a whole number of hundredths of it, so that no digits are made up.
  const step = [100, 200, 250, 500, 1000, 2000, 2500, 5000].find(
    (each) => (most / 10 ** power) * 100 < each * 6,
  )
  if (step === undefined) return []
  const count = Math.floor((most / 10 ** power) * (100 / step) + 1e-9)
  return Array.from({ length: count }, (_, index) => Number(`${step * (index + 1)}e${power - 2}`))
}

/** With wind from each direction: how high the mean was (how far out), and how often it came from there (colour). */
export function describeRose({ view, language, size }: Drawing): Part {
  const words = messagesOf(language).explore
  const rows = view.rows
    .filter(({ value }) => value !== null)
    .map((row) => ({ ...row, from: Number(row.direction) - HALF, to: Number(row.direction) + HALF }))
  const most = [...rows, ...(view.beside ?? [])].reduce(
    (so_far, row) => Math.max(so_far, numberAt(row, 'value') ?? 0),
    0,
  )
  const around = { type: 'quantitative', scale: { domain: [0, 360], range: [0, FULL], clamp: false } }
  const out = {
    type: 'quantitative',
    stack: null,
    scale: { domain: [0, most * 1.2], zero: true, nice: false },
  }
  const rings = listRings(most).map((value) => ({ value }))
  return {
    rows,
    height: size === 'smal' ? 400 : 480,
    margins: { top: 36, bottom: 76, side: 8 },
    layer: [
      {
        data: { values: rings },
        mark: { type: 'arc', theta: 0, theta2: FULL, fill: null, stroke: '#dfe3e8', strokeWidth: 1 },
        encoding: { radius: { ...out, field: 'value' } },
      },
      {
        mark: { type: 'arc', stroke: '#ffffff' },
        encoding: {
          theta: { ...around, field: 'from' },
          theta2: { field: 'to' },
          radius: { ...out, field: 'value' },
          color: {
            field: 'share',
            type: 'quantitative',
            scale: { ...SCHEME, domainMin: 0, ...spanBeside(view, 'share') },
            legend: {
              orient: 'bottom',
              title: words.windShare,
              format: '.0%',
              titleFontWeight: 'normal',
            },
          },
        },
      },
      {
        data: { values: rings },
        mark: { type: 'text', theta: 0, align: 'left', dx: 3, color: '#3d5374', fontSize: 12 },
        encoding: { radius: { ...out, field: 'value' }, text: { field: 'value', format: ',.3~r' } },
      },
      {
        data: { values: words.compass.map((name, index) => ({ name, at: index * 90, far: most * 1.14 })) },
        mark: { type: 'text', fontWeight: 'bold', fontSize: 15 },
        encoding: {
          theta: { ...around, field: 'at' },
          radius: { ...out, field: 'far' },
          text: { field: 'name' },
        },
      },
    ],
  }
}
