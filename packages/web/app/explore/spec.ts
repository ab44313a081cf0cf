import type { TopLevelSpec } from 'vega-lite'
import { MARKS } from '../charts/marks.ts'
import { CHART_SIZES, type ChartSize } from '../charts/sizes.ts'
import { chartConfig, chartLocale } from '../charts/theme.ts'
import { type Language, messagesOf } from '../language.ts'
import type { Drawing, Part } from './drawing.ts'
import {
  describeCompare,
  describeDistribution,
  describeLines,
  describePattern,
  describeScatter,
} from './spec-parts.ts'
import { describeCalendar, describeRose } from './spec-parts-round.ts'
import type { AnswerView } from './view.ts'

/** The name under which a specification finds its rows. */
export const ROWS = 'rows'

/** A chart as Vega-Lite, and apart its rows, with those of remarks when it has any: the same kind of chart with other rows is not compiled again. */
export type DescribedChart = { spec: TopLevelSpec; rows: object[]; marks?: object[] }

const AXIS_TITLE = { titleFontWeight: 'normal', titleFontSize: 13, titleColor: '#3d5374' } as const

/** Describes the chart of an answer. */
export function describeChart(
  view: AnswerView,
  size: ChartSize,
  language: Language,
  isWhole = false,
): DescribedChart {
  const { width, height } = CHART_SIZES[size]
  const locale = chartLocale(language)
  const config = chartConfig(size)
  const { unit } = view.answer.what
  const words = messagesOf(language).explore
  const valueTitle = unit ? `${view.what} (${unit})` : view.what
  const part = PARTS[view.chart]({ view, size, language, valueTitle, isWhole })
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: words.about(view.what, view.places.map(({ title }) => title).join(', ')),
    ...sizeOf(part, width, part.height ?? height),
    ...(part.title === null
      ? {}
      : {
          title: {
            text: part.title ?? valueTitle,
            anchor: 'start',
            fontSize: 13,
            fontWeight: 'normal',
            offset: 10,
          },
        }),
    data: { name: ROWS },
    layer: part.layer,
    config: {
      ...config,
      // The picture as a whole says what it is; who draws it elsewhere can point at its parts.
      aria: false,
      ...(isWhole && { mark: { tooltip: true } }),
      axis: { ...config.axis, ...AXIS_TITLE },
      ...(locale && { locale }),
    },
  } as TopLevelSpec
  return { spec, rows: part.rows, ...(part.marks && { marks: part.marks }) }
}

/** What is around the chart has room of its own where a chart that is fitted in what is left would shrink to nothing. */
function sizeOf({ margins }: Part, width: number, height: number): object {
  if (!margins) return { width, height, autosize: { type: 'fit', contains: 'padding' } }
  const { top, bottom, side } = margins
  return {
    width: width - 2 * side,
    height: height - top - bottom,
    autosize: 'none',
    padding: { top, bottom, left: side, right: side },
  }
}

const PARTS: Record<AnswerView['chart'], (drawing: Drawing) => Part> = {
  lines: describeLines,
  compare: describeCompare,
  day: describePattern,
  week: describePattern,
  calendar: describeCalendar,
  distribution: describeDistribution,
  scatter: describeScatter,
  rose: describeRose,
}

/**
 * The same as one text that needs nothing else, to be drawn elsewhere. What Vega-Lite leaves alone (`usermeta`) tells whence it is.
 * @param address the question on the page
 */
export function writeSpec(view: AnswerView, address: string, language: Language): string {
  const { spec, rows, marks } = describeChart(view, 'breed', language, true)
  const datasets = { [ROWS]: rows, ...(marks && { [MARKS]: marks }) }
  const usermeta = { source: address, datasets: view.answer.sources ?? [] }
  return JSON.stringify({ ...spec, usermeta, datasets }, null, 1)
}
