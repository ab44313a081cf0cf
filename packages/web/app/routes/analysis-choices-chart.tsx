import { data } from 'react-router'
import { getCheck, getDraftCheck, versionOf } from '../analyses/api.ts'
import { nameSubjects } from '../analyses/check-names.server.ts'
import { answerPicture } from '../charts/answer-chart.server.ts'
import { drawChoices } from '../charts/choices-chart.server.ts'
import { checkClassAnalysis } from '../classes/api.ts'
import { getSite } from '../context.ts'
import { languageOfRequest } from '../language.ts'
import type { Route } from './+types/analysis-choices-chart.ts'

/** The picture of all reasonable choices of one conclusion of an analysis, as SVG. */
export async function loader({ params: { slug }, request, context }: Route.LoaderArgs) {
  const site = getSite(context)
  const language = languageOfRequest(request)
  const { searchParams } = new URL(request.url)
  const version = searchParams.get('versie')
  const classId = searchParams.get('klas')
  const check = await (classId !== null
    ? checkClassAnalysis(site.fetchApi, classId, slug)
    : version === 'concept'
      ? getDraftCheck(site.fetchApi, slug)
      : getCheck(site.fetchApi, slug, versionOf(version)))
  const { claims } = nameSubjects(check, language)
  const claim = claims[Number(searchParams.get('uitspraak') ?? 0)]
  if (!claim) throw data(null, { status: 404 })
  const chart = { claim, unit: claim.unit, title: claim.conclusion[language], language }
  return answerPicture(request, site, (size, compiled) => drawChoices(chart, size, compiled))
}
