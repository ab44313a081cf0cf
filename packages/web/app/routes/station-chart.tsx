import { data } from 'react-router'
import { getSeries, getStation, listAllIndicators } from '../api.ts'
import { answerChart } from '../charts/answer-chart.server.ts'
import { getSite } from '../context.ts'
import { languageOfRequest, messagesOf } from '../language.ts'
import { normsFor } from '../norms.ts'
import { inLanguage } from '../property-names.server.ts'
import { fillHours, lastWeek } from '../series.ts'
import type { Route } from './+types/station-chart.ts'

/** The picture of the last week of one series of a station, as SVG. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
  const site = getSite(context)
  const { fetchApi, now } = site
  const language = languageOfRequest(request)
  const asked = Number(new URL(request.url).searchParams.get('reeks'))
  const station = inLanguage(await getStation(fetchApi, params.id), language)
  const latest = station.latest.find(({ datastreamId }) => datastreamId === asked)
  if (!latest) throw data(null, { status: 404 })
  const [{ points }, indicators] = await Promise.all([
    getSeries(fetchApi, { datastream: asked, ...lastWeek(now()), resolution: 'hour' }),
    listAllIndicators(fetchApi),
  ])
  const chart = {
    points: fillHours(points),
    rules: normsFor(latest, indicators).map(({ title, value, kind }) => ({ title, value, kind })),
    unit: latest.unit,
    title: messagesOf(language).stations.chart(latest.title, station.name),
    language,
    timeFormat: '%a %e %b',
  }
  return answerChart(request, chart, site)
}
