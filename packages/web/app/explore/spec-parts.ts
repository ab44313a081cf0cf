import { describeMarks, rowsOfMarks } from '../charts/marks.ts'
import { CHART_SIZES } from '../charts/sizes.ts'
import { LINE_COLOURS } from '../charts/theme.ts'
import { countTicks } from '../charts/time-ticks.ts'
import { toWallTime } from '../clock-time.ts'
import { formatValue } from '../format.ts'
import { messagesOf } from '../language.ts'
import { colourOf, legendOf } from './colours.ts'
import type { Drawing, Part } from './drawing.ts'
import { thin } from './thin.ts'
import { type AnswerView, listRuns, numberAt, openRowClock, spanBeside, type TimeRow } from './view.ts'

const VALUE_AXIS = { tickCount: 6, format: ',.4~f' }

/** Lines over time, each with the band in which its mean lies. */
export function describeLines(drawing: Drawing): Part {
  const { view, size } = drawing
  const all = listRuns(view.rows, openRowClock())
  const rows = drawing.isWhole ? all : thin(all, CHART_SIZES[size].width)
  const format = timeFormat(drawing)
  const asked = timesOf(view)
  const x = {
    field: 'at',
    type: 'temporal',
    // The rows are on the clock here, so that the zone of the machine has no say in the axis.
    // As expressions: of bare numbers Vega-Lite makes calls of `datetime`, which takes them as years.
    scale: { type: 'utc', ...(asked && { domain: asked.map((moment) => ({ expr: String(moment) })) }) },
    title: null,
    axis: {
      format,
      tickCount: countTicks(asked ?? [], format, size),
      labelOverlap: true,
    },
  }
  const { marks = [] } = view
  const layer = [...describeCurves(drawing, x, rows), ...describeRules(drawing)]
  if (marks.length === 0) return { layer, rows }
  return { layer: [...layer, ...describeMarks(x)], rows, marks: rowsOfMarks(marks) }
}

/**
 * The first and last moment of a chart over time: of all steps that were asked for, also those without a value, so that what is missing at either
 * end is seen. Undefined when there are none.
 */
function timesOf({ rows, beside = [], marks = [] }: AnswerView): [number, number] | undefined {
  const clock = openRowClock()
  let [first, last] = [Infinity, -Infinity]
  const span = (moment: number) => {
    first = Math.min(first, moment)
    last = Math.max(last, moment)
  }
  for (const row of [...rows, ...beside]) span(clock(row))
  for (const { from, to } of marks) {
    span(toWallTime(from))
    span(toWallTime(to ?? from))
  }
  return first <= last ? [first, last] : undefined
}

function timeFormat({ view: { answer } }: Drawing): string {
  const { from, to } = answer.question
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  if (days <= 2) return '%e %b %H:%M'
  return days > 200 ? '%b %Y' : '%e %b'
}

/** What is usual at each hour of a day, or of a week. */
export function describePattern(drawing: Drawing): Part {
  const { view, language, size } = drawing
  const isWeek = view.chart === 'week'
  const slotOf = (row: { [column: string]: unknown }) =>
    (isWeek ? (Number(row.weekday) - 1) * 24 : 0) + Number(row.hour)
  const rows = listRuns(view.rows, slotOf)
  const words = messagesOf(language).explore
  const days = size === 'breed' ? words.weekdays : words.weekdaysShort
  const axis = isWeek
    ? {
        values: [0, 24, 48, 72, 96, 120, 144],
        labelExpr: `${JSON.stringify(days)}[datum.value / 24]`,
        labelAlign: 'left',
        grid: true,
      }
    : {
        values: size === 'smal' ? [0, 6, 12, 18] : [0, 3, 6, 9, 12, 15, 18, 21],
        labelExpr: `datum.value + '${words.clock}'`,
      }
  const x = {
    field: 'at',
    type: 'quantitative',
    scale: { domain: [0, isWeek ? 168 : 23], nice: false },
    title: null,
    axis,
  }
  return { layer: describeCurves(drawing, x, rows), rows }
}

/** A band, a line, and a dot for what stands alone, for each place; each only when there is any, because a layer without rows costs as much. */
function describeCurves(drawing: Drawing, x: object, rows: readonly TimeRow[]): object[] {
  const { view } = drawing
  const y = {
    field: 'value',
    type: 'quantitative',
    title: null,
    scale: { zero: false, nice: true, ...spanBeside(view, 'value', 'low', 'high') },
    axis: VALUE_AXIS,
  }
  const color = colourOf(drawing)
  const order = { field: 'at', type: 'quantitative' }
  const detail = { field: 'run', type: 'nominal' }
  const band = {
    transform: [{ filter: 'datum.low != null && datum.high != null' }],
    mark: { type: 'area', opacity: 0.18, line: false },
    encoding: {
      x,
      y: { ...y, field: 'low' },
      y2: { field: 'high' },
      color,
      detail,
    },
  }
  const dots = {
    transform: [{ filter: 'datum.alone' }],
    mark: { type: 'point', size: 26 },
    encoding: { x, y, color },
  }
  const hasBand = rows.some(({ low, high }) => low != null && high != null)
  return [
    ...(hasBand ? [band] : []),
    {
      mark: { type: 'line' },
      encoding: {
        x,
        y,
        color,
        detail,
        order,
        ...(view.places.length > 1 && { strokeDash: dashOf(drawing) }),
      },
    },
    ...(rows.some(({ alone }) => alone) ? [dots] : []),
  ]
}

/** Lines differ in more than colour, for who sees few of those. */
function dashOf(drawing: Drawing): object {
  const { places } = drawing.view
  const patterns = [
    [1, 0],
    [7, 3],
    [2, 2],
    [10, 3, 2, 3],
    [4, 2],
    [12, 4],
    [1, 3],
    [6, 2, 1, 2],
  ]
  return {
    field: 'name',
    type: 'nominal',
    scale: { domain: places.map(({ title }) => title), range: patterns.slice(0, places.length) },
    legend: legendOf(drawing),
  }
}

/** Norms and targets, each with its name above it, or below it at the top of the chart, where fewest values are. */
function describeRules({ view, language, size }: Drawing): object[] {
  const { lines, what } = view.answer
  return lines.flatMap(({ title, value, kind }) => {
    const text = `${title} (${formatValue(value, what.unit, language)})`
    const colour = kind in LINE_COLOURS ? LINE_COLOURS[kind as keyof typeof LINE_COLOURS] : LINE_COLOURS.norm
    const y = { datum: value, type: 'quantitative' }
    const place = isBusyBefore(view, value) ? { align: 'right', x: 'width', dx: -4 } : { align: 'left', x: 4 }
    const height = isAtTop(view, value) ? { baseline: 'top', dy: 5 } : { baseline: 'bottom', dy: -4 }
    return [
      {
        data: { values: [{}] },
        mark: { type: 'rule', color: colour, strokeDash: [6, 4], size: 2 },
        encoding: { y },
      },
      ...[true, false].map((edge) => ({
        data: { values: [{}] },
        mark: {
          type: 'text',
          ...place,
          ...height,
          text,
          color: colour,
          // Else the chart is made narrower for what is reckoned.
          clip: true,
          fontWeight: 'bold',
          limit: size === 'smal' ? 330 : 520,
          ...(edge && { stroke: '#ffffff', strokeWidth: 5, strokeJoin: 'round' }),
        },
        encoding: { y },
      })),
    ]
  })
}

/** The share of a chart's height that the name of a line takes. */
const NAME_HEIGHT = 0.12

/** Whether there may be no room for a name between a line and the top of the chart. */
function isAtTop({ rows, answer, beside = [] }: AnswerView, line: number): boolean {
  let [least, most] = [line, line]
  const span = (value: number | undefined) => {
    if (value === undefined) return
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  for (const { value } of answer.lines) span(value)
  for (const row of [...rows, ...beside])
    for (const column of ['value', 'low', 'high']) span(numberAt(row, column))
  return most - line < NAME_HEIGHT * (most - least)
}

/** Whether more values lie above a line in the first half of the chart than in the second. */
function isBusyBefore({ rows, places }: AnswerView, line: number): boolean {
  const above = places.flatMap(({ key }) => {
    const own = rows.filter(({ series }) => series === key)
    return own.map((row, index) => {
      const highest = numberAt(row, 'high') ?? numberAt(row, 'value') ?? line
      if (highest <= line) return 0
      return index < own.length / 2 ? 1 : -1
    })
  })
  return above.reduce<number>((sum, each) => sum + each, 0) > 0
}

const ROW_HEIGHT = 44

/** The mean of each place over the whole period, with how sure it is. */
export function describeCompare({ view, language, size, valueTitle }: Drawing): Part {
  const { unit } = view.answer.what
  const rows = view.rows
    .filter(({ value }) => value !== null)
    .map((row) => ({ ...row, text: formatValue(numberAt(row, 'value') ?? null, unit, language) }))
  const x = {
    field: 'value',
    type: 'quantitative',
    title: valueTitle,
    scale: { zero: false, nice: true, ...spanBeside(view, 'value', 'low', 'high') },
    axis: { ...VALUE_AXIS, tickCount: size === 'smal' ? 4 : 6, grid: true, titleAnchor: 'end' },
  }
  const y = {
    field: 'name',
    type: 'nominal',
    sort: null,
    title: null,
    axis: { labelLimit: size === 'smal' ? 150 : 260, grid: true },
  }
  const rules = view.answer.lines.flatMap(({ title, value, kind }) => {
    const color = kind in LINE_COLOURS ? LINE_COLOURS[kind as keyof typeof LINE_COLOURS] : LINE_COLOURS.norm
    const at = { datum: value, type: 'quantitative' }
    const text = `${title} (${formatValue(value, unit, language)})`
    return [
      {
        data: { values: [{}] },
        mark: { type: 'rule', color, strokeDash: [6, 4], size: 2 },
        encoding: { x: at },
      },
      {
        data: { values: [{}] },
        mark: { type: 'text', text, color, fontWeight: 'bold', y: -8, limit: size === 'smal' ? 300 : 500 },
        encoding: { x: at },
      },
    ]
  })
  return {
    rows,
    title: null,
    height: 70 + ROW_HEIGHT * Math.max(1, view.places.length),
    layer: [
      {
        transform: [{ filter: 'datum.low != null && datum.high != null' }],
        mark: { type: 'rule', size: 3, opacity: 0.5, color: '#006fb3' },
        encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y },
      },
      { mark: { type: 'point', size: 110, opacity: 1 }, encoding: { x, y } },
      { mark: { type: 'text', dy: -14, fontWeight: 'bold' }, encoding: { x, y, text: { field: 'text' } } },
      ...rules,
    ],
  }
}

/** How often which values came. */
export function describeDistribution(drawing: Drawing): Part {
  const { view, language, valueTitle } = drawing
  const single = view.places.length === 1
  const words = messagesOf(language).explore
  const y = {
    field: 'share',
    type: 'quantitative',
    title: null,
    scale: { zero: true, ...spanBeside(view, 'share') },
    axis: { format: '.0%', tickCount: 5 },
  }
  const x = {
    field: 'from',
    type: 'quantitative',
    title: valueTitle,
    scale: { zero: false, nice: false, ...spanBeside(view, 'from', 'to') },
    axis: VALUE_AXIS,
  }
  const color = colourOf(drawing)
  return {
    title: words.shareOf[view.answer.step],
    rows: [...view.rows],
    layer: [
      single
        ? {
            mark: { type: 'bar', color: '#006fb3', stroke: '#ffffff' },
            encoding: { x: { ...x, bin: { binned: true } }, x2: { field: 'to' }, y },
          }
        : {
            mark: { type: 'line', interpolate: 'step-after' },
            encoding: { x, y, color, strokeDash: dashOf(drawing) },
          },
    ],
  }
}

/** Two properties against each other: a dot for each step of each place. */
export function describeScatter(drawing: Drawing): Part {
  const { view } = drawing
  const { unit } = view.answer.against ?? { unit: '' }
  const axis = (field: string, title: string | null, more: object) => ({
    field,
    type: 'quantitative',
    title,
    scale: { zero: false, nice: true, ...spanBeside(view, field) },
    axis: { ...VALUE_AXIS, ...more },
  })
  return {
    rows: [...view.rows],
    layer: [
      {
        mark: { type: 'point', opacity: 0.45, size: 40 },
        encoding: {
          x: axis('against', unit ? `${view.against} (${unit})` : view.against, { grid: true }),
          y: axis('value', null, {}),
          color: colourOf(drawing, 'circle'),
        },
      },
    ],
  }
}
