import type { TopLevelSpec } from 'vega-lite'
import type { CheckedClaim } from '../api.ts'
import { type Language, messagesOf } from '../language.ts'
import { type CompiledCharts, drawSpec } from './draw-spec.server.ts'
import { nameSvg } from './name-svg.ts'
import { CHART_SIZES, type ChartSize } from './sizes.ts'
import { widthOfText } from './text-width.server.ts'
import { CHOICE_COLOURS, chartConfig, chartLocale } from './theme.ts'

export type ChoicesChart = { claim: CheckedClaim; unit: string; title: string; language: Language }

/** Height of one line of choices under the estimates, and of its letters. */
const LINE = 20
const LABEL = 13

/** Pixels between the edges, the labels and the estimates together. */
const BESIDE_LABELS = 24

const ROWS = 'rows'
const MARKS = 'marks'

/**
 * Writes the specification curve as Vega-Lite: the estimate of each set of choices with its interval, the lowest first, and under it
 * which choices made it.
 */
function describeChoices(
  { unit, language, lines }: { unit: string; language: Language; lines: string[] },
  size: ChartSize,
): TopLevelSpec {
  const { width, height } = CHART_SIZES[size]
  const locale = chartLocale(language)
  const { legend } = messagesOf(language).steering
  // A concatenation does not shrink its parts to fit: what is left of the width is what the longest line leaves.
  const labels = Math.min(
    Math.max(0, ...lines.map((line) => widthOfText(line, LABEL))),
    size === 'smal' ? 150 : 250,
  )
  const x = { field: 'rank', type: 'ordinal', title: null, axis: null } as const
  const y = {
    type: 'quantitative',
    title: null,
    scale: { zero: true, nice: true },
    axis: { tickCount: 6, format: ',.4~f' },
  } as const
  const color = {
    field: 'verdict',
    type: 'nominal',
    title: null,
    scale: {
      domain: [legend.supports, legend.undecided, legend.contradicts],
      range: [CHOICE_COLOURS.supports, CHOICE_COLOURS.undecided, CHOICE_COLOURS.contradicts],
    },
    legend: { orient: 'top', columns: size === 'smal' ? 1 : 3, labelLimit: 290 },
  } as const
  const inner = width - BESIDE_LABELS - labels
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: { text: unit, anchor: 'start', fontSize: 13, fontWeight: 'normal', offset: 10 },
    spacing: 8,
    vconcat: [
      {
        width: inner,
        height: height * 0.6,
        data: { name: ROWS },
        layer: [
          {
            data: { values: [{ zero: 0 }] },
            mark: { type: 'rule', color: CHOICE_COLOURS.zero },
            encoding: { y: { ...y, field: 'zero' } },
          },
          {
            mark: { type: 'rule', strokeWidth: 2 },
            encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color },
          },
          {
            transform: [{ filter: '!datum.chosen' }],
            mark: { type: 'point', size: 40, opacity: 1 },
            encoding: { x, y: { ...y, field: 'estimate' }, color },
          },
          {
            transform: [{ filter: 'datum.chosen' }],
            mark: { type: 'point', shape: 'diamond', size: 220, opacity: 1 },
            encoding: { x, y: { ...y, field: 'estimate' }, color },
          },
        ],
      },
      {
        width: inner,
        height: LINE * lines.length,
        data: { name: MARKS },
        mark: { type: 'tick', thickness: 3, size: LINE * 0.6, orient: 'vertical' },
        encoding: {
          x: { ...x },
          y: {
            field: 'line',
            type: 'nominal',
            title: null,
            sort: lines,
            scale: { domain: lines },
            axis: { labelLimit: labels + 1, ticks: false, domain: false },
          },
          color,
        },
      },
    ],
    config: { ...chartConfig(size), ...(locale && { locale }) },
  }
}

/** Draws a specification curve as SVG. */
export async function drawChoices(
  { claim, unit, title, language }: ChoicesChart,
  size: ChartSize,
  compiled: CompiledCharts,
): Promise<string> {
  const { legend } = messagesOf(language).steering
  const rows = claim.specifications.map(({ verdict, estimate, low, high, ...each }, rank) => ({
    ...each,
    ...{ estimate: drawable(estimate), low: drawable(low), high: drawable(high) },
    rank,
    verdict: legend[verdict],
  }))
  const marks = claim.specifications.flatMap((each, rank) =>
    nameChoices(each, language).map((line) => ({ rank, line, verdict: legend[each.verdict] })),
  )
  const lines = listLines(claim, language)
  const drawn = await drawSpec(
    describeChoices({ unit, language, lines }, size),
    { [ROWS]: rows, [MARKS]: marks.filter(({ line }) => lines.includes(line)) },
    compiled,
  )
  return nameSvg(drawn, title)
}

/** The margins of figures that are all the same are not quite zero; an axis of those would have that many noughts. */
const drawable = (value: number) => (Math.abs(value) < 1e-9 ? 0 : value)

/** What was chosen in one specification, as the lines under the curve; in the order of the dimensions. */
function nameChoices(
  { window, measure, areas, values, seasonRemoved }: CheckedClaim['specifications'][number],
  language: Language,
): string[] {
  const t = messagesOf(language).steering
  return [
    t.windows[window],
    t.measures[measure],
    t.areaChoices[areas],
    t.valueChoices[values],
    t.seasons[seasonRemoved ? 'removed' : 'kept'],
  ]
}

/** The lines under the curve: of what was not varied there is nothing to show. */
function listLines({ specifications }: CheckedClaim, language: Language): string[] {
  const named = specifications.map((each) => nameChoices(each, language))
  return (named[0] ?? []).flatMap((_, dimension) => {
    const lines = [...new Set(named.flatMap((names) => names[dimension] ?? []))].toSorted()
    return lines.length > 1 ? lines : []
  })
}
