import { data } from 'react-router'
import { getIndicator } from '../api.ts'
import { answerChart } from '../charts/answer-chart.server.ts'
import { getSite } from '../context.ts'
import { linesOf, TIME_FORMATS } from '../indicator-view.ts'
import { languageOfRequest, messagesOf } from '../language.ts'
import { loadIndicator } from '../load-indicator.server.ts'
import type { Route } from './+types/indicator-chart.ts'

/** The picture of an indicator in one area, as SVG. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
  const site = getSite(context)
  const { fetchApi, now } = site
  const language = languageOfRequest(request)
  const asked = new URL(request.url).searchParams.get('gebied') ?? undefined
  const indicator = await getIndicator(fetchApi, params.slug)
  const { area, values } = await loadIndicator(
    indicator,
    asked ? { area: asked } : { within: [] },
    fetchApi,
    now(),
  )
  if (!area) throw data(null, { status: 404 })
  const chart = {
    points: values.map(({ periodStart, value }) => ({ time: periodStart, value })),
    rules: linesOf(indicator, language),
    unit: indicator.unit,
    title: messagesOf(language).indicators.chart(indicator.title, area.name),
    language,
    timeFormat: TIME_FORMATS[indicator.period],
  }
  return answerChart(request, chart, site)
}
