import { type ChartSize, drawLineChart, type LineChart } from './line-chart.server.ts'

/** Answers a chart as an SVG picture, in the size that the address asks for. */
export async function answerChart(request: Request, chart: LineChart): Promise<Response> {
  const size: ChartSize = new URL(request.url).searchParams.get('maat') === 'smal' ? 'narrow' : 'wide'
  return new Response(await drawLineChart(chart, size), {
    headers: { 'content-type': 'image/svg+xml; charset=utf-8', 'cache-control': 'private, max-age=60' },
  })
}
