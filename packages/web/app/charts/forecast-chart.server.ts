import type { TopLevelSpec } from 'vega-lite'
import type { IndicatorForecast } from '../api.ts'
import { toWallTime } from '../clock-time.ts'
import type { Language } from '../language.ts'
import { messagesOf } from '../language.ts'
import { type CompiledCharts, drawSpec } from './draw-spec.server.ts'
import type { Point } from './line-chart.server.ts'
import { nameSvg } from './name-svg.ts'
import { CHART_SIZES, type ChartSize } from './sizes.ts'
import { chartConfig, chartLocale, LINE_COLOURS } from './theme.ts'
import { countTicks } from './time-ticks.ts'

export type ForecastChart = {
  points: Point[]
  steps: IndicatorForecast['steps']
  unit: string
  title: string
  language: Language
  timeFormat: string
}

const POINTS = 'points'
const STEPS = 'steps'

/** Writes what was and what is expected as Vega-Lite: a line, and after it a dashed one in a band. */
function describeForecastChart(
  {
    unit,
    language,
    timeFormat,
    ticks,
  }: Pick<ForecastChart, 'unit' | 'language' | 'timeFormat'> & { ticks: number },
  size: ChartSize,
): TopLevelSpec {
  const { width, height } = CHART_SIZES[size]
  const locale = chartLocale(language)
  const x = {
    field: 'time',
    type: 'temporal',
    scale: { type: 'utc' },
    title: null,
    axis: { format: timeFormat, tickCount: ticks, labelOverlap: true },
  } as const
  const y = {
    field: 'value',
    type: 'quantitative',
    title: null,
    scale: { zero: false, nice: true },
    axis: { tickCount: 6, format: ',.4~f' },
  } as const
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width,
    height,
    autosize: { type: 'fit', contains: 'padding' },
    title: { text: unit, anchor: 'start', fontSize: 13, fontWeight: 'normal', offset: 10 },
    layer: [
      {
        data: { name: STEPS },
        mark: { type: 'area', color: LINE_COLOURS.beside, opacity: 0.25 },
        encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
      },
      {
        data: { name: POINTS },
        mark: { type: 'line', invalid: 'break-paths-show-domains' },
        encoding: { x, y },
      },
      { data: { name: STEPS }, mark: { type: 'line', strokeDash: [6, 4] }, encoding: { x, y } },
      { data: { name: STEPS }, mark: { type: 'point', size: 24 }, encoding: { x, y } },
      {
        data: { name: STEPS },
        transform: [{ filter: 'datum.last' }],
        mark: { type: 'text', align: 'right', dy: -10, fontWeight: 'bold' },
        encoding: { x, y: { ...y, field: 'high' }, text: { value: messagesOf(language).forecast.expected } },
      },
    ],
    config: { ...chartConfig(size), ...(locale && { locale }) },
  }
}

/** Draws a forecast as SVG. */
export async function drawForecast(
  { points, steps, title, ...rest }: ForecastChart,
  size: ChartSize,
  compiled: CompiledCharts,
): Promise<string> {
  const times = [...points.map(({ time }) => time), ...steps.map(({ periodStart }) => periodStart)]
  const kind = { ...rest, ticks: countTicks(times.map(Date.parse), rest.timeFormat, size) }
  const rows = {
    [POINTS]: points.map(({ time, value }) => ({ time: toWallTime(Date.parse(time)), value })),
    [STEPS]: steps.map(({ periodStart, value, low, high }, index) => ({
      time: toWallTime(Date.parse(periodStart)),
      ...{ value, low, high },
      last: index === steps.length - 1,
    })),
  }
  return nameSvg(await drawSpec(describeForecastChart(kind, size), rows, compiled), title)
}
