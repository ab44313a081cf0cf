import { describe, expect, it } from 'vitest'
import { drawLineChart, type LineChart } from './line-chart.server.ts'

const chart: LineChart = {
  points: [
    { time: '2026-08-01T00:00:00Z', value: 3 },
    { time: '2026-08-02T00:00:00Z', value: null },
    { time: '2026-08-03T00:00:00Z', value: 5 },
    { time: '2026-08-04T00:00:00Z', value: 6.5 },
  ],
  rules: [{ title: 'norm <WHO> & co', value: 5, kind: 'norm' }],
  unit: 'µg/m³',
  title: 'Fijnstof',
  language: 'nl',
  timeFormat: '%e %b',
}

describe('drawLineChart', () => {
  it('breaks the line at a gap, and shows a lone value as a dot', async () => {
    const picture = await drawLineChart(chart, 'breed')
    const line = /<g class="mark-line[^>]*>.*?<path[^>]*\bd="([^"]*)"/.exec(picture)?.[1] ?? ''
    expect(line.match(/M/g)).toHaveLength(2)
    expect(picture).toMatch(/class="mark-symbol[^>]*>.*?<path/)
  })

  it('writes the month in the language of the page', async () => {
    const may = chart.points.map((point) => ({ ...point, time: point.time.replace('-08-', '-05-') }))
    expect(await drawLineChart({ ...chart, points: may }, 'breed')).toContain('mei')
    expect(await drawLineChart({ ...chart, points: may, language: 'en' }, 'breed')).toContain('May')
  })

  it('writes names as text, never as markup', async () => {
    expect(await drawLineChart(chart, 'smal')).toContain('norm &lt;WHO&gt; &amp; co')
  })

  it('draws the points it is given, also for a chart of a kind drawn before', async () => {
    const first = await drawLineChart(chart, 'midden')
    const other = await drawLineChart({ ...chart, points: [...chart.points].reverse() }, 'midden')
    const more = { ...chart, points: [...chart.points, { time: '2026-08-09T00:00:00Z', value: 40 }] }
    expect(await drawLineChart(more, 'midden')).not.toBe(first)
    expect(await drawLineChart(chart, 'midden')).toBe(first)
    expect(other).toContain('<svg')
  })

  it('draws an empty chart when nothing is known', async () => {
    expect(await drawLineChart({ ...chart, points: [], rules: [] }, 'breed')).toMatch(/^<svg/)
  })

  it('marks what has a flag, and draws another series beside it', async () => {
    const plain = await drawLineChart(chart, 'breed')
    const flagged = chart.points.map((point, index) => ({ ...point, flagged: index === 3 }))
    const marked = await drawLineChart({ ...chart, points: flagged }, 'breed')
    expect(plain).not.toContain('stroke="#a01d23"')
    expect(marked.match(/stroke="#a01d23"/g)).toHaveLength(1)
    const lines = (picture: string) => picture.match(/<path[^>]*\bd="M[^"]*L/g)?.length ?? 0
    expect(lines(await drawLineChart({ ...chart, beside: chart.points }, 'breed'))).toBeGreaterThan(
      lines(plain),
    )
  })
})
