import { data } from 'react-router'
import { getIndicator, getSteeringCheck } from '../api.ts'
import { answerPicture } from '../charts/answer-chart.server.ts'
import { drawChoices } from '../charts/choices-chart.server.ts'
import { getSite } from '../context.ts'
import { languageOfRequest } from '../language.ts'
import type { Route } from './+types/choices-chart.ts'

/** The picture of all reasonable choices of one conclusion about an indicator, as SVG. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
  const site = getSite(context)
  const language = languageOfRequest(request)
  const { searchParams } = new URL(request.url)
  const { slug } = await getIndicator(site.fetchApi, params.slug)
  const { claims, unit } = await getSteeringCheck(site.fetchApi, slug, searchParams.get('gebied') ?? '')
  const claim = claims[Number(searchParams.get('uitspraak') ?? 0)]
  if (!claim) throw data(null, { status: 404 })
  const chart = { claim, unit, title: claim.conclusion[language], language }
  return answerPicture(request, site, (size, compiled) => drawChoices(chart, size, compiled))
}
