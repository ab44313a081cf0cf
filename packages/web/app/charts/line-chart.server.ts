import { parse, type Runtime, View } from 'vega'
import { expressionInterpreter } from 'vega-interpreter'
import { compile, type TopLevelSpec } from 'vega-lite'
import type { Language } from '../language.ts'
import { CHART_SIZES, type ChartSize } from './sizes.ts'
import { chartConfig, chartLocale, LINE_COLOURS } from './theme.ts'

/** A value at a moment; null is a gap. A flagged one is doubtful, and gets a mark. */
export type Point = { time: string; value: number | null; flagged?: boolean }

/** A horizontal line with a name, such as a norm. */
export type Rule = { title: string; value: number; kind: 'norm' | 'target' | 'signal' }

export type LineChart = {
  points: Point[]
  /** The same thing measured or computed in another way, drawn thinly beside it. */
  beside?: Point[]
  rules: Rule[]
  unit: string
  /** Text that describes the chart, for who opens the picture by itself. */
  title: string
  language: Language
  /** How the time axis writes its moments, in d3-time-format. */
  timeFormat: string
}

/**
 * Writes a line chart as Vega-Lite. Gaps stay gaps, and lone values between gaps are drawn as dots, as a line cannot
 * show them.
 */
export function describeLineChart(
  chart: Omit<LineChart, 'points' | 'beside'>,
  size: ChartSize,
): TopLevelSpec {
  const { width, height } = CHART_SIZES[size]
  const locale = chartLocale(chart.language)
  const x = {
    field: 'time',
    type: 'temporal',
    title: null,
    axis: {
      format: chart.timeFormat,
      tickCount: { breed: 10, midden: 7, smal: 4 }[size],
      labelOverlap: true,
    },
  } as const
  const y = {
    field: 'value',
    type: 'quantitative',
    title: null,
    scale: { zero: false, nice: true },
    axis: { tickCount: 6 },
  } as const
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: chart.title,
    width,
    height,
    autosize: { type: 'fit', contains: 'padding' },
    title: { text: chart.unit, anchor: 'start', fontSize: 13, fontWeight: 'normal', offset: 10 },
    data: { name: POINTS },
    layer: [
      {
        data: { name: BESIDE },
        mark: {
          type: 'line',
          invalid: 'break-paths-show-domains',
          color: LINE_COLOURS.beside,
          strokeWidth: 1.25,
          strokeDash: [3, 2],
        },
        encoding: { x, y },
      },
      { mark: { type: 'line', invalid: 'break-paths-show-domains' }, encoding: { x, y } },
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
      ...chart.rules.flatMap((rule) => describeRule(rule)),
    ],
    config: { ...chartConfig(size), ...(locale && { locale }) },
  }
}

function isGap(points: Point[], index: number): boolean {
  return points[index]?.value == null
}

type Layers = Extract<TopLevelSpec, { layer: unknown }>['layer']

function describeRule({ title, value, kind }: Rule): Layers {
  const colour = LINE_COLOURS[kind]
  const data = { values: [{ value, title }] }
  const y = { field: 'value', type: 'quantitative' } as const
  return [
    { data, mark: { type: 'rule', color: colour, strokeDash: [6, 4], size: 2 }, encoding: { y } },
    // The same words twice: first as a white edge, so that they can be read on top of the line.
    ...[true, false].map((edge) => ({
      data,
      mark: {
        type: 'text' as const,
        align: 'right' as const,
        baseline: 'bottom' as const,
        dy: -4,
        color: colour,
        fontWeight: 'bold' as const,
        x: { expr: 'width' },
        ...(edge && { stroke: '#ffffff', strokeWidth: 5, strokeJoin: 'round' as const }),
      },
      encoding: { y, text: { field: 'title', type: 'nominal' as const } },
    })),
  ]
}

const POINTS = 'points'
const BESIDE = 'beside'

/** A lone value between gaps is a dot, as a line cannot show it. Times are read here, so that Vega need not. */
function toRows(points: Point[]) {
  return points.map(({ time, value, flagged = false }, index) => ({
    time: Date.parse(time),
    value,
    flagged: flagged && value !== null,
    alone: value !== null && isGap(points, index - 1) && isGap(points, index + 1),
  }))
}

/** Charts of one kind differ in their points only: what Vega makes of the description is kept, for the last kinds. */
const compiled = new Map<string, Runtime>()
const MOST_COMPILED = 100

function compileChart({ points: _, beside: _beside, ...chart }: LineChart, size: ChartSize): Runtime {
  const key = JSON.stringify([size, chart])
  const known = compiled.get(key)
  if (known) return known
  const runtime = parse(compile(describeLineChart(chart, size)).spec, undefined, { ast: true })
  const oldest = compiled.keys().next().value
  if (compiled.size >= MOST_COMPILED && oldest !== undefined) compiled.delete(oldest)
  compiled.set(key, runtime)
  return runtime
}

/** Draws a chart as SVG. Expressions are interpreted, not compiled, so that nothing needs `eval`. */
export async function drawLineChart(chart: LineChart, size: ChartSize): Promise<string> {
  const view = new View(compileChart(chart, size), { expr: expressionInterpreter, renderer: 'none' })
  try {
    view.data(POINTS, toRows(chart.points))
    view.data(BESIDE, toRows(chart.beside ?? []))
    return await view.toSVG()
  } finally {
    view.finalize()
  }
}
