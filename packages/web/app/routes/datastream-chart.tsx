import { answerChart } from '../charts/answer-chart.server.ts'
import { getSite } from '../context.ts'
import { ZOOMS } from '../datastream-view.ts'
import { languageOfRequest, messagesOf } from '../language.ts'
import { loadDatastream } from '../load-datastream.server.ts'
import { markRemarks } from '../remarks/marks.ts'
import { fillGaps, namePoints } from '../series.ts'
import type { Route } from './+types/datastream-chart.ts'

/** The picture of one series in one period, as SVG. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
  const language = languageOfRequest(request)
  const site = getSite(context)
  const loaded = await loadDatastream(site, params.id, request)
  const { station, latest, view, period, series, norms, beside, remarks } = loaded
  const { gap, timeFormat } = ZOOMS[view.zoom]
  const chart = {
    points: fillGaps(namePoints(series), gap),
    ...(beside && { beside: fillGaps(namePoints(beside), gap) }),
    rules: norms.map(({ title, value, kind }) => ({ title, value, kind })),
    marks: markRemarks(remarks.items, period),
    unit: latest.unit,
    title: messagesOf(language).stations.chart(latest.title, station.name),
    language,
    timeFormat,
  }
  return answerChart(request, chart, site)
}
