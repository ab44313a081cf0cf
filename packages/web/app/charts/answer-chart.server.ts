import type { Site } from '../context.ts'
import { drawLineChart, type LineChart } from './line-chart.server.ts'
import { CHART_SIZES, type ChartSize } from './sizes.ts'

/** Answers a chart as an SVG picture, in the size that the address asks for. */
export async function answerChart(request: Request, chart: LineChart, { charts }: Site): Promise<Response> {
  const asked = new URL(request.url).searchParams.get('maat') ?? ''
  const size = Object.hasOwn(CHART_SIZES, asked) ? (asked as ChartSize) : 'breed'
  return new Response(await drawLineChart(chart, size, charts), {
    headers: { 'content-type': 'image/svg+xml; charset=utf-8', 'cache-control': 'private, max-age=60' },
  })
}
