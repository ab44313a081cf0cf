import { data } from 'react-router'
import { getIndicator, getSignal } from '../api.ts'
import { answerChart } from '../charts/answer-chart.server.ts'
import { getSite } from '../context.ts'
import { linesOf, TIME_FORMATS } from '../indicator-view.ts'
import { languageOfRequest, messagesOf } from '../language.ts'
import { loadIndicator } from '../load-indicator.server.ts'
import { markSignal, ruleOfGoal, timeOfSignal } from '../signal-chart.ts'
import type { Route } from './+types/indicator-chart.ts'

/** The picture of an indicator in one area, as SVG; with a signal also of what that rests on. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
  const site = getSite(context)
  const { fetchApi, now } = site
  const language = languageOfRequest(request)
  const { searchParams } = new URL(request.url)
  const [asked, signalId] = [searchParams.get('gebied') || null, searchParams.get('signaal') || null]
  const [indicator, signal] = await Promise.all([
    getIndicator(fetchApi, params.slug),
    signalId === null ? null : getSignal(fetchApi, signalId),
  ])
  if (signal && (signal.indicatorId !== indicator.id || signal.areaCode !== asked)) {
    throw data(null, { status: 404 })
  }
  const { area, values } = await loadIndicator(
    indicator,
    asked === null ? { within: [] } : { area: asked, ...(signal && { during: timeOfSignal(signal) }) },
    fetchApi,
    now(),
  )
  if (!area) throw data(null, { status: 404 })
  const lines = linesOf(indicator, language)
  const marks = signal ? markSignal(signal, values, now()) : []
  const { indicators: words, signals } = messagesOf(language)
  const chart = {
    points: values.map(({ periodStart, value }) => ({ time: periodStart, value })),
    rules: signal ? [...lines, ...ruleOfGoal(signal, lines, language)] : lines,
    marks,
    unit: indicator.unit,
    title: [words.chart(indicator.title, area.name), ...(marks.length > 0 ? [signals.band] : [])].join('. '),
    language,
    timeFormat: TIME_FORMATS[indicator.period],
  }
  return answerChart(request, chart, site)
}
