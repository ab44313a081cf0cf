import { captionSvg } from '../charts/caption-svg.ts'
import { drawSpec } from '../charts/draw-spec.server.ts'
import { MARKS } from '../charts/marks.ts'
import { nameSvg } from '../charts/name-svg.ts'
import { CHART_SIZES, type ChartSize } from '../charts/sizes.ts'
import { getSite } from '../context.ts'
import { captionOf } from '../explore/caption.ts'
import { loadView } from '../explore/load.server.ts'
import { describeAnswer } from '../explore/sentence.ts'
import { describeChart, ROWS } from '../explore/spec.ts'
import { languageOfRequest } from '../language.ts'
import { ALONE, FOR_OTHER_SITES, pathsOf } from '../paths.ts'
import type { Route } from './+types/explore-chart.ts'

/** The picture of an answer, as SVG, in the size that the address asks for. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const site = getSite(context)
  const { charts, publicUrl, now } = site
  const language = languageOfRequest(request)
  const view = await loadView(site, request)
  const { searchParams } = new URL(request.url)
  const asked = searchParams.get('maat') ?? ''
  const size = Object.hasOwn(CHART_SIZES, asked) ? (asked as ChartSize) : 'breed'
  const { spec, rows, marks } = describeChart(view, size, language)
  const drawn = await drawSpec(spec, { [ROWS]: rows, ...(marks && { [MARKS]: marks }) }, charts)
  const address = `${publicUrl}${pathsOf(language).explore(view.answer.query)}`
  const isAlone = searchParams.has(ALONE)
  const whole = isAlone ? captionSvg(drawn, captionOf(view, { address, now: now() }, language)) : drawn
  const picture = nameSvg(whole, describeAnswer(view, language))
  return new Response(picture, {
    headers: { 'content-type': 'image/svg+xml; charset=utf-8', ...(isAlone && FOR_OTHER_SITES) },
  })
}
