import type { TopLevelSpec } from 'vega-lite'
import { toWallTime } from '../clock-time.ts'
import { type Language, messagesOf } from '../language.ts'
import type { CompiledCharts } from './draw-spec.server.ts'
import { drawSpec } from './draw-spec.server.ts'
import { nameSvg } from './name-svg.ts'
import { CHART_SIZES, type ChartSize } from './sizes.ts'
import { chartConfig, chartLocale, EFFECT_COLOURS } from './theme.ts'
import { countTicks } from './time-ticks.ts'

/** One period: what was measured where the intervention is, and what was to be expected there without it. */
export type EffectPoint = {
  time: string
  measured: number | null
  expected: number | null
  /** The 95 % band around what was expected; null where the method gives none. */
  low: number | null
  high: number | null
}

export type EffectChart = {
  points: readonly EffectPoint[]
  /** The areas without the intervention, each with its values. */
  compared: readonly { area: string; values: readonly { time: string; value: number | null }[] }[]
  /** The first period with the intervention. */
  start: string
  /** Which words the lines have: of figures, or of how much they differ from what was to be expected. */
  shows: 'figures' | 'difference'
  unit: string
  title: string
  language: Language
  timeFormat: string
}

const LINES = 'lines'
const BAND = 'band'
const START = 'start'

type Kind = Pick<EffectChart, 'unit' | 'language' | 'timeFormat'> & {
  words: ReturnType<typeof wordsOf>
  isCompared: boolean
  /** About how many moments the time axis names. */
  ticks: number
}

function wordsOf({ language, shows }: Pick<EffectChart, 'language' | 'shows'>) {
  const { picture } = messagesOf(language).evaluations
  return shows === 'figures' ? picture : { ...picture, ...picture.difference }
}

/**
 * Writes an effect as Vega-Lite: what was measured as a thick line, what was expected without the intervention as a dashed one in a band,
 * the areas that were compared with as thin ones, and the start. Thickness and dashes tell the lines apart as well as colours do.
 */
function describeEffect(
  { unit, language, timeFormat, words, isCompared, ticks }: Kind,
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
    type: 'quantitative',
    title: null,
    scale: { zero: false, nice: true },
    axis: { tickCount: 6, format: ',.4~f' },
  } as const
  const kinds = [
    { name: words.measured, color: EFFECT_COLOURS.measured, dash: [1, 0], strokeWidth: 2.5 },
    { name: words.expected, color: EFFECT_COLOURS.expected, dash: [6, 4], strokeWidth: 2 },
    ...(isCompared
      ? [{ name: words.compared, color: EFFECT_COLOURS.compared, dash: [1, 0], strokeWidth: 0.75 }]
      : []),
  ]
  const domain = kinds.map(({ name }) => name)
  const legend = {
    orient: 'top',
    title: null,
    // Three names beside each other are wider than the picture of a middle size.
    columns: { smal: 1, midden: 2, breed: kinds.length }[size],
    symbolType: 'stroke',
    symbolSize: 500,
    labelLimit: 290,
  } as const
  const of = { field: 'kind', type: 'nominal', legend } as const
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width,
    height,
    autosize: { type: 'fit', contains: 'padding' },
    title: { text: unit, anchor: 'start', fontSize: 13, fontWeight: 'normal', offset: 10 },
    layer: [
      {
        data: { name: BAND },
        mark: { type: 'area', color: EFFECT_COLOURS.expected, opacity: 0.18 },
        encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
      },
      // A layer for each: the thickness of a line is not something that Vega-Lite reads from the data.
      ...kinds.toReversed().map(({ name, strokeWidth }) => ({
        data: { name: LINES },
        transform: [{ filter: `datum.kind === ${JSON.stringify(name)}` }],
        mark: { type: 'line' as const, invalid: 'break-paths-show-domains' as const, strokeWidth },
        encoding: {
          x,
          y: { ...y, field: 'value' },
          detail: { field: 'area', type: 'nominal' as const },
          color: { ...of, scale: { domain, range: kinds.map(({ color }) => color) } },
          strokeDash: { ...of, scale: { domain, range: kinds.map(({ dash }) => dash) } },
        },
      })),
      {
        data: { name: START },
        mark: { type: 'rule', color: EFFECT_COLOURS.start, strokeWidth: 1.5 },
        encoding: { x },
      },
      // The same word twice: first as a white edge, so that it can be read on top of a line.
      ...[true, false].map((edge) => ({
        data: { name: START },
        mark: {
          type: 'text' as const,
          align: 'left' as const,
          baseline: 'top' as const,
          dx: 5,
          y: 0,
          color: EFFECT_COLOURS.start,
          fontWeight: 'bold' as const,
          ...(edge && { stroke: '#ffffff', strokeWidth: 5, strokeJoin: 'round' as const }),
        },
        encoding: { x, text: { value: words.start } },
      })),
    ],
    config: { ...chartConfig(size), ...(locale && { locale }) },
  }
}

/** Draws what was measured and what was to be expected without the intervention, as SVG. */
export async function drawEffect(
  { points, compared, start, shows, unit, title, language, timeFormat }: EffectChart,
  size: ChartSize,
  compiled: CompiledCharts,
): Promise<string> {
  const words = wordsOf({ language, shows })
  const at = (time: string) => toWallTime(Date.parse(time))
  const lines = [
    ...compared.flatMap(({ area, values }) =>
      values.map(({ time, value }) => ({ time: at(time), value, area, kind: words.compared })),
    ),
    ...points.map(({ time, expected }) => ({
      time: at(time),
      value: expected,
      area: '',
      kind: words.expected,
    })),
    ...points.map(({ time, measured }) => ({
      time: at(time),
      value: measured,
      area: '',
      kind: words.measured,
    })),
  ]
  const band = points.flatMap(({ time, low, high }) =>
    low === null || high === null ? [] : [{ time: at(time), low, high }],
  )
  const ticks = countTicks(
    points.map(({ time }) => at(time)),
    timeFormat,
    size,
  )
  const kind = { unit, language, timeFormat, words, isCompared: compared.length > 0, ticks }
  const data = { [LINES]: lines, [BAND]: band, [START]: [{ time: at(start) }] }
  return nameSvg(await drawSpec(describeEffect(kind, size), data, compiled), title)
}
