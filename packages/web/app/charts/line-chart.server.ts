import type { TopLevelSpec } from 'vega-lite'
import { openWallClock } from '../clock-time.ts'
import type { Language } from '../language.ts'
import { type CompiledCharts, drawSpec } from './draw-spec.server.ts'
import { describeMarks, MARKS, type Mark, rowsOfMarks } from './marks.ts'
import { nameSvg } from './name-svg.ts'
import { CHART_SIZES, type ChartSize } from './sizes.ts'
import { chartConfig, chartLocale, LINE_COLOURS } from './theme.ts'
import { countTicks } from './time-ticks.ts'

/** A value at a moment; null is a gap. A flagged one is doubtful, and gets a mark. */
export type Point = { time: string; value: number | null; flagged?: boolean }

/** A horizontal line with a name, such as a norm. */
export type Rule = { title: string; value: number; kind: 'norm' | 'target' | 'signal' }

export type LineChart = {
  points: Point[]
  /** The same thing measured or computed in another way, drawn thinly beside it. */
  beside?: Point[]
  rules: Rule[]
  /** Moments and stretches in it that something is told of. */
  marks?: readonly Mark[]
  unit: string
  /** Text that describes the chart, for who opens the picture by itself. */
  title: string
  language: Language
  /** How the time axis writes its moments, in d3-time-format. */
  timeFormat: string
}

/** What charts have in common that differ in their points and name only. */
type LineKind = Omit<LineChart, 'points' | 'beside' | 'title' | 'rules' | 'marks'> & {
  hasMarks: boolean
  rules: (Rule & { side: Side })[]
  /** About how many moments the time axis names. */
  ticks: number
}

/** At which end of a rule its name stands. */
type Side = 'left' | 'right'

/**
 * Writes a line chart as Vega-Lite. Gaps stay gaps, and lone values between gaps are drawn as dots, as a line cannot
 * show them.
 */
export function describeLineChart(chart: LineKind, size: ChartSize): TopLevelSpec {
  const { width, height } = CHART_SIZES[size]
  const locale = chartLocale(chart.language)
  const x = {
    field: 'time',
    type: 'temporal',
    // The points are on the clock here, so that the zone of the machine has no say in the axis.
    scale: { type: 'utc' },
    title: null,
    axis: {
      format: chart.timeFormat,
      tickCount: chart.ticks,
      labelOverlap: true,
    },
  } as const
  const y = {
    field: 'value',
    type: 'quantitative',
    title: null,
    scale: { zero: false, nice: true },
    // Without zeros at the end, also where all values are the same.
    axis: { tickCount: 6, format: ',.4~f' },
  } as const
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width,
    height,
    autosize: { type: 'fit', contains: 'padding' },
    title: { text: chart.unit, anchor: 'start', fontSize: 13, fontWeight: 'normal', offset: 10 },
    data: { name: POINTS },
    layer: [
      {
        data: { name: BESIDE },
        mark: {
          ...LINE,
          color: LINE_COLOURS.beside,
          strokeWidth: 1.25,
          strokeDash: [3, 2],
        },
        encoding: { x, y },
      },
      { mark: LINE, encoding: { x, y } },
      {
        transform: [{ filter: 'datum.alone' }],
        mark: { type: 'point', size: 22 },
        encoding: { x, y },
      },
      {
        transform: [{ filter: 'datum.flagged' }],
        mark: {
          type: 'point',
          shape: 'diamond',
          size: 90,
          filled: false,
          strokeWidth: 2,
          color: LINE_COLOURS.flag,
        },
        encoding: { x, y },
      },
      ...((chart.hasMarks ? describeMarks(x) : []) as Layers),
      ...(size === 'smal' ? describeInLegend(chart.rules) : chart.rules.flatMap(describeRule)),
    ],
    config: { ...chartConfig(size), ...(locale && { locale }) },
  }
}

/** In the order of the points: in the hour that the clock says twice, the line goes back. */
const LINE = { type: 'line', invalid: 'break-paths-show-domains', order: false } as const

function isGap(points: Point[], index: number): boolean {
  return points[index]?.value == null
}

const DASH = [6, 4]

type Layers = Extract<TopLevelSpec, { layer: unknown }>['layer']

function describeRule({ title, value, kind, side }: Rule & { side: Side }): Layers {
  const colour = LINE_COLOURS[kind]
  const data = { values: [{ value, title }] }
  const y = { field: 'value', type: 'quantitative' } as const
  return [
    { data, mark: { type: 'rule', color: colour, strokeDash: DASH, size: 2 }, encoding: { y } },
    // The same words twice: first as a white edge, so that they can be read on top of the line.
    ...[true, false].map((edge) => ({
      data,
      mark: {
        type: 'text' as const,
        align: side,
        baseline: 'bottom' as const,
        dy: -4,
        color: colour,
        fontWeight: 'bold' as const,
        x: side === 'left' ? 0 : { expr: 'width' },
        limit: 480,
        ...(edge && { stroke: '#ffffff', strokeWidth: 5, strokeJoin: 'round' as const }),
      },
      encoding: { y, text: { field: 'title', type: 'nominal' as const } },
    })),
  ]
}

/** Rules with their names above the chart: where it is narrow, a name beside its rule lies across the values. */
function describeInLegend(rules: readonly Rule[]): Layers {
  if (rules.length === 0) return []
  const colours = new Map(rules.map(({ title, kind }) => [title, LINE_COLOURS[kind]]))
  const legend = {
    orient: 'top',
    title: null,
    columns: 1,
    symbolType: 'stroke',
    symbolSize: 500,
    labelLimit: 290,
  } as const
  return [
    {
      data: { values: rules.map(({ title, value }) => ({ title, value })) },
      mark: { type: 'rule', strokeDash: DASH, size: 2 },
      encoding: {
        y: { field: 'value', type: 'quantitative' },
        color: {
          field: 'title',
          type: 'nominal',
          scale: { domain: [...colours.keys()], range: [...colours.values()] },
          legend: { ...legend, symbolDash: DASH },
        },
      },
    },
  ]
}

/** The end of a rule where the fewest values lie above it: there its name covers least. */
function sideOf({ value: limit }: Rule, points: Point[]): Side {
  const third = Math.ceil(points.length / 3)
  const above = (part: Point[]) => part.filter(({ value }) => value !== null && value >= limit).length
  return above(points.slice(0, third)) < above(points.slice(-third)) ? 'left' : 'right'
}

const POINTS = 'points'
const BESIDE = 'beside'

/** A lone value between gaps is a dot, as a line cannot show it. Times are those of the clock here. */
function toRows(points: Point[]) {
  const wallTimeOf = openWallClock()
  return points.map(({ time, value, flagged = false }, index) => ({
    time: wallTimeOf(Date.parse(time)),
    value,
    flagged: flagged && value !== null,
    alone: value !== null && isGap(points, index - 1) && isGap(points, index + 1),
  }))
}

/** Draws a chart as SVG. */
export async function drawLineChart(
  { points, beside = [], marks = [], title, rules, ...rest }: LineChart,
  size: ChartSize,
  compiled: CompiledCharts,
): Promise<string> {
  const sided = rules.map((rule) => ({ ...rule, side: sideOf(rule, points) }))
  const times = [
    ...[...points, ...beside].map(({ time }) => Date.parse(time)),
    ...marks.flatMap(({ from, to }) => [from, to ?? from]),
  ]
  const ticks = countTicks(times, rest.timeFormat, size)
  const kind = { ...rest, hasMarks: marks.length > 0, rules: sided, ticks }
  const rows = {
    [POINTS]: toRows(points),
    [BESIDE]: toRows(beside),
    ...(kind.hasMarks && { [MARKS]: rowsOfMarks(marks) }),
  }
  return nameSvg(await drawSpec(describeLineChart(kind, size), rows, compiled), title)
}
