import { data } from 'react-router'
import { getForecast, getIndicator } from '../api.ts'
import { answerPicture } from '../charts/answer-chart.server.ts'
import { drawForecast } from '../charts/forecast-chart.server.ts'
import { getSite } from '../context.ts'
import { TIME_FORMATS } from '../indicator-view.ts'
import { languageOfRequest, messagesOf } from '../language.ts'
import { loadIndicator } from '../load-indicator.server.ts'
import type { Route } from './+types/forecast-chart.ts'

/** Values before a forecast that are drawn with it. */
const BEFORE = { hour: 72, day: 60, month: 36, year: 20 } as const

/** The picture of what is expected of an indicator in one area, as SVG. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
  const site = getSite(context)
  const { fetchApi, now } = site
  const language = languageOfRequest(request)
  const asked = new URL(request.url).searchParams.get('gebied') ?? ''
  const indicator = await getIndicator(fetchApi, params.slug)
  const [{ area, values }, { steps }] = await Promise.all([
    loadIndicator(indicator, { area: asked }, fetchApi, now()),
    getForecast(fetchApi, indicator.slug, asked),
  ])
  if (!area || steps.length === 0) throw data(null, { status: 404 })
  const whole = values.filter(({ provisional }) => !provisional).slice(-BEFORE[indicator.period])
  const chart = {
    points: whole.map(({ periodStart, value }) => ({ time: periodStart, value })),
    steps,
    unit: indicator.unit,
    title: messagesOf(language).forecast.chart(indicator.title, area.name),
    language,
    timeFormat: TIME_FORMATS[indicator.period],
  }
  return answerPicture(request, site, (size, compiled) => drawForecast(chart, size, compiled))
}
