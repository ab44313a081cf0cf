import type { Site } from '../context.ts'
import type { CompiledCharts } from './draw-spec.server.ts'
import { drawLineChart, type LineChart } from './line-chart.server.ts'
import { CHART_SIZES, type ChartSize } from './sizes.ts'

/** Answers a chart as an SVG picture, in the size that the address asks for. */
export function answerChart(request: Request, chart: LineChart, site: Site): Promise<Response> {
  return answerPicture(request, site, (size, compiled) => drawLineChart(chart, size, compiled))
}

/** The same for a chart of any kind. */
export async function answerPicture(
  request: Request,
  { charts }: Site,
  draw: (size: ChartSize, compiled: CompiledCharts) => Promise<string>,
): Promise<Response> {
  const asked = new URL(request.url).searchParams.get('maat') ?? ''
  const size = Object.hasOwn(CHART_SIZES, asked) ? (asked as ChartSize) : 'breed'
  return new Response(await draw(size, charts), {
    headers: { 'content-type': 'image/svg+xml; charset=utf-8' },
  })
}
