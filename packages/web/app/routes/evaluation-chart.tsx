import { data } from 'react-router'
import { answerPicture } from '../charts/answer-chart.server.ts'
import { drawEffect } from '../charts/effect-chart.server.ts'
import { drawPlacebos } from '../charts/placebo-chart.server.ts'
import { getSite } from '../context.ts'
import { getEvaluation } from '../evaluations/api.ts'
import { chartOf, differenceChartOf, placebosOf } from '../evaluations/charts.server.ts'
import { languageOfRequest } from '../language.ts'
import type { Route } from './+types/evaluation-chart.ts'

/** A picture of an evaluation, as SVG: the effect, by itself or among all figures, or where it lies among what is found where or when there was nothing. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
  const site = getSite(context)
  const language = languageOfRequest(request)
  const item = await getEvaluation(site.fetchApi, params.slug)
  const of = new URL(request.url).searchParams.get('beeld')
  if (of === 'ruimte' || of === 'tijd') {
    const chart = placebosOf(item, of === 'ruimte' ? 'space' : 'time', language)
    if (!chart) throw data(null, { status: 404 })
    return answerPicture(request, site, (size, compiled) => drawPlacebos(chart, size, compiled))
  }
  const chart = (of === 'verschil' ? differenceChartOf : chartOf)(item, language)
  if (!chart) throw data(null, { status: 404 })
  return answerPicture(request, site, (size, compiled) => drawEffect(chart, size, compiled))
}
