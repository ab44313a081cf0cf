import { findFrozenAnswer, getPreview, rerunAnalysis, versionOf } from '../analyses/api.ts'
import type { Answer, FetchApi } from '../api.ts'
import { drawSpec } from '../charts/draw-spec.server.ts'
import { nameSvg } from '../charts/name-svg.ts'
import { CHART_SIZES, type ChartSize } from '../charts/sizes.ts'
import { getSite } from '../context.ts'
import { nameAnswer } from '../explore/load.server.ts'
import { describeAnswer } from '../explore/sentence.ts'
import { describeChart, ROWS } from '../explore/spec.ts'
import { languageOfRequest } from '../language.ts'
import type { Route } from './+types/analysis-chart.ts'

/** The picture of a chart of an analysis, as SVG: of then, of now, or of a draft as everybody would see it. */
export async function loader({ request, params: { slug }, context }: Route.LoaderArgs) {
  const { fetchApi, charts } = getSite(context)
  const language = languageOfRequest(request)
  const { searchParams } = new URL(request.url)
  const { answer, beside } = await findAnswers(fetchApi, slug, searchParams)
  if (!answer) throw new Response(null, { status: 404 })
  const named = nameAnswer(answer, language)
  const view = beside ? { ...named, beside: nameAnswer(beside, language).rows } : named
  const asked = searchParams.get('maat') ?? ''
  const size = Object.hasOwn(CHART_SIZES, asked) ? (asked as ChartSize) : 'breed'
  const { spec, rows } = describeChart(view, size, language)
  const picture = nameSvg(await drawSpec(spec, { [ROWS]: rows }, charts), describeAnswer(view, language))
  return new Response(picture, {
    headers: { 'content-type': 'image/svg+xml; charset=utf-8' },
  })
}

/** The answer that is drawn, and the one of another moment that is laid beside it. */
async function findAnswers(
  api: FetchApi,
  slug: string,
  search: URLSearchParams,
): Promise<{ answer: Answer | null; beside?: Answer | null }> {
  const chart = /^\d$/.test(search.get('grafiek') ?? '') ? Number(search.get('grafiek')) : 0
  if (search.get('versie') === 'concept') {
    return { answer: (await getPreview(api, slug, chart)).charts[0]?.answer ?? null }
  }
  const version = versionOf(search.get('versie'))
  const frozen = findFrozenAnswer(api, slug, version, chart)
  if (!search.has('herhaald')) return { answer: await frozen }
  const [then, { charts }] = await Promise.all([frozen, rerunAnalysis(api, slug, version, chart)])
  const now = charts[0]?.answer ?? null
  return search.get('herhaald') === 'nu' ? { answer: now, beside: then } : { answer: then, beside: now }
}
