import type { TopLevelSpec } from 'vega-lite'
import { type Language, messagesOf } from '../language.ts'
import { type CompiledCharts, drawSpec } from './draw-spec.server.ts'
import { nameSvg } from './name-svg.ts'
import { type ChartSize, LOW_SIZES } from './sizes.ts'
import { chartConfig, chartLocale, EFFECT_COLOURS } from './theme.ts'

export type PlaceboChart = {
  /** The effect that was found where and when the intervention was. */
  real: number
  /** What was found where or when there was none. */
  pretended: readonly number[]
  unit: string
  title: string
  language: Language
}

const PRETENDED = 'pretended'
const REAL = 'real'

/** How many columns of dots fit beside each other. */
const COLUMNS = { breed: 60, midden: 40, smal: 22 } as const satisfies Record<ChartSize, number>

/** The area of a dot, by the height of the highest column. */
const sizeOfDots = (highest: number) => Math.max(6, Math.min(70, 900 / highest))

/** Writes the real effect among the pretended ones: open dots, stacked where they are alike, and one full diamond. */
function describePlacebos(
  { unit, language, highest }: Pick<PlaceboChart, 'unit' | 'language'> & { highest: number },
  size: ChartSize,
): TopLevelSpec {
  const { width, height } = LOW_SIZES[size]
  const locale = chartLocale(language)
  const words = messagesOf(language).evaluations.placebos
  const x = {
    field: 'value',
    type: 'quantitative',
    title: null,
    scale: { zero: true, nice: true },
    axis: { tickCount: { breed: 9, midden: 7, smal: 5 }[size], format: ',.4~f', grid: true, domain: true },
  } as const
  const y = {
    field: 'place',
    type: 'quantitative',
    title: null,
    axis: null,
    scale: { domainMin: 0, domainMax: Math.max(3, highest + 1), nice: false },
  } as const
  const domain = [words.real, words.pretended]
  const of = { field: 'kind', type: 'nominal' } as const
  const legend = { orient: 'top', title: null, columns: size === 'smal' ? 1 : 2, labelLimit: 290 } as const
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width,
    height,
    autosize: { type: 'fit', contains: 'padding' },
    title: { text: unit, anchor: 'start', fontSize: 13, fontWeight: 'normal', offset: 10 },
    layer: [
      {
        data: { values: [{ value: 0 }] },
        mark: { type: 'rule', color: EFFECT_COLOURS.start },
        encoding: { x },
      },
      {
        data: { name: PRETENDED },
        mark: { type: 'point', size: sizeOfDots(highest), filled: false, strokeWidth: 1.5, opacity: 1 },
        encoding: {
          x,
          y,
          shape: { ...of, legend, scale: { domain, range: ['diamond', 'circle'] } },
          stroke: {
            ...of,
            legend,
            scale: { domain, range: [EFFECT_COLOURS.measured, EFFECT_COLOURS.compared] },
          },
          // The real one is full, also in the legend.
          fill: { ...of, legend, scale: { domain, range: [EFFECT_COLOURS.measured, '#ffffff'] } },
        },
      },
      {
        data: { name: REAL },
        mark: { type: 'rule', color: EFFECT_COLOURS.measured, strokeWidth: 2 },
        encoding: { x },
      },
      {
        data: { name: REAL },
        mark: {
          type: 'point',
          shape: 'diamond',
          size: 260,
          filled: true,
          opacity: 1,
          color: EFFECT_COLOURS.measured,
        },
        encoding: { x, y },
      },
    ],
    config: { ...chartConfig(size), ...(locale && { locale }) },
  }
}

/** Puts each value in a column of values that are about as large, one above the other. */
export function stack(values: readonly number[], columns: number): { value: number; place: number }[] {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const step = (most - least) / columns || 1
  const heights = new Map<number, number>()
  return values.map((value) => {
    const column = Math.round((value - least) / step)
    const place = (heights.get(column) ?? 0) + 1
    heights.set(column, place)
    return { value: least + column * step, place }
  })
}

/** Draws where the effect lies among what is found where there is none, as SVG. */
export async function drawPlacebos(
  { real, pretended, unit, title, language }: PlaceboChart,
  size: ChartSize,
  compiled: CompiledCharts,
): Promise<string> {
  const words = messagesOf(language).evaluations.placebos
  const rows = stack(pretended, COLUMNS[size])
  const highest = Math.max(1, ...rows.map(({ place }) => place))
  const data = {
    [PRETENDED]: rows.map((row) => ({ ...row, kind: words.pretended })),
    [REAL]: [{ value: real, place: 1 }],
  }
  return nameSvg(await drawSpec(describePlacebos({ unit, language, highest }, size), data, compiled), title)
}
