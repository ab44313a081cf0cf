import type { EffectChart } from '../charts/effect-chart.server.ts'
import type { PlaceboChart } from '../charts/placebo-chart.server.ts'
import { type Language, messagesOf } from '../language.ts'
import type { Evaluation } from './api.ts'
import { computedOf, differencesOf, hasDifference, pointsOf, stepOf } from './view.ts'

/** How the time axis writes steps, in d3-time-format. */
const TIME_FORMATS = { day: '%e %b', week: '%e %b', month: '%b %Y', quarter: '%b %Y', year: '%Y' } as const

/** More lines than this cannot be told apart: then there is one, of their mean. */
const MOST_LINES = 8

/** What was measured and what was to be expected, to be drawn; undefined when nothing was computed. */
export function chartOf(item: Evaluation, language: Language): EffectChart | undefined {
  const computed = computedOf(item)
  if (!computed) return undefined
  const { outcome, study } = computed
  const { periods, areas } = study
  const asLine = (area: string, values: readonly (number | null)[]) => ({
    area,
    values: periods.map((time, index) => ({ time, value: values[index] ?? null })),
  })
  const compared = areas.filter(({ startedAt }) => startedAt === null)
  const mean = outcome.picture.compared
  return {
    points: pointsOf(outcome, study),
    start: periods[study.start] ?? '',
    shows: 'figures',
    compared:
      compared.length > MOST_LINES && mean
        ? [asLine('', mean)]
        : compared.map(({ name, values }) => asLine(name, values)),
    unit: study.unit,
    title: messagesOf(language).evaluations.picture.name(item.indicator?.title ?? ''),
    language,
    timeFormat: TIME_FORMATS[stepOf(study)],
  }
}

/** How much what was measured differs from what was to be expected: where seasons are larger than the effect it is not seen otherwise. */
export function differenceChartOf(item: Evaluation, language: Language): EffectChart | undefined {
  const chart = chartOf(item, language)
  const computed = computedOf(item)
  if (!chart || !computed || !hasDifference(computed.outcome)) return undefined
  return {
    ...chart,
    points: differencesOf(chart.points),
    compared: [],
    shows: 'difference',
    title: messagesOf(language).evaluations.picture.difference.name,
  }
}

/** The real effect among what is found where or when there was nothing; undefined when that was not tried. */
export function placebosOf(
  item: Evaluation,
  of: 'time' | 'space',
  language: Language,
): PlaceboChart | undefined {
  const { outcome, study } = computedOf(item) ?? {}
  const pretended = (outcome?.placebos ?? []).flatMap(({ kind, estimate }) =>
    kind === of && estimate.estimate !== null ? [estimate.estimate] : [],
  )
  if (!study || !outcome?.effect || outcome.effect.estimate === null || pretended.length === 0)
    return undefined
  const { estimate, scale } = outcome.effect
  // A ratio is shown as a percentage, as in the words beside it.
  const factor = scale === 'ratio' ? 100 : 1
  return {
    real: estimate * factor,
    pretended: pretended.map((each) => each * factor),
    unit: scale === 'ratio' ? '%' : study.unit,
    title: messagesOf(language).evaluations.placebos.name,
    language,
  }
}
