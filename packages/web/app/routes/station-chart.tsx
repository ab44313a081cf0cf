import { data } from 'react-router'
import { getSeries, getStation, listAllIndicators } from '../api.ts'
import { answerChart } from '../charts/answer-chart.server.ts'
import { getSite } from '../context.ts'
import { languageOfRequest, messagesOf } from '../language.ts'
import { normsFor } from '../norms.ts'
import { inLanguage } from '../property-names.server.ts'
import { listRemarksBeside } from '../remarks/api.ts'
import { markRemarks, marksOfSeries } from '../remarks/marks.ts'
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
  const week = lastWeek(now())
  const [{ points }, indicators, remarks] = await Promise.all([
    getSeries(fetchApi, { datastream: asked, ...week, resolution: 'hour' }),
    listAllIndicators(fetchApi),
    listRemarksBeside(fetchApi, { thing: station.thingId }),
  ])
  const chart = {
    points: fillHours(points),
    rules: normsFor(latest, indicators).map(({ title, value, kind }) => ({ title, value, kind })),
    marks: marksOfSeries(markRemarks(remarks.items, week), remarks.items, latest),
    unit: latest.unit,
    title: messagesOf(language).stations.chart(latest.title, station.name),
    language,
    timeFormat: '%a %e %b',
  }
  return answerChart(request, chart, site)
}
