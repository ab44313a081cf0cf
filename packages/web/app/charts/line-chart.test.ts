import { afterEach, describe, expect, it } from 'vitest'
import type { Site } from '../context.ts'
import { answerChart } from './answer-chart.server.ts'
import type { CompiledCharts } from './draw-spec.server.ts'
import { drawLineChart, type LineChart } from './line-chart.server.ts'
import type { ChartSize } from './sizes.ts'

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

const draw = (drawn: LineChart, size: ChartSize, compiled: CompiledCharts = new Map()) =>
  drawLineChart(drawn, size, compiled)

describe('drawLineChart', () => {
  it('breaks the line at a gap, and shows a lone value as a dot', async () => {
    const picture = await draw(chart, 'breed')
    const line = /<g class="mark-line[^>]*>.*?<path[^>]*\bd="([^"]*)"/.exec(picture)?.[1] ?? ''
    expect(line.match(/M/g)).toHaveLength(2)
    expect(picture).toMatch(/class="mark-symbol[^>]*>.*?<path/)
  })

  it('writes the month in the language of the page', async () => {
    const may = chart.points.map((point) => ({ ...point, time: point.time.replace('-08-', '-05-') }))
    expect(await draw({ ...chart, points: may }, 'breed')).toContain('mei')
    expect(await draw({ ...chart, points: may, language: 'en' }, 'breed')).toContain('May')
  })

  it.each([2, 3, 8])('writes each of %i years once', async (years) => {
    const points = Array.from({ length: years }, (_, index) => ({
      time: `${2017 + index}-12-31T23:00:00Z`,
      value: index,
    }))
    const picture = await draw({ ...chart, points, rules: [], timeFormat: '%Y' }, 'breed')
    const named = [...picture.matchAll(/>(20\d\d)</g)].map(([, year]) => year)
    expect(named).toEqual(points.map((_, index) => String(2018 + index)))
  })

  it('shows a stretch without a number as a band alone', async () => {
    const [from, to] = [Date.parse('2026-08-02T00:00:00Z'), Date.parse('2026-08-04T00:00:00Z')]
    const kindsOf = async (number: number | null) => {
      const picture = await draw({ ...chart, rules: [], marks: [{ number, from, to }] }, 'breed')
      const has = (kind: string) =>
        new RegExp(`mark-${kind} role-mark layer_[4-7]_marks"[^>]*><(?:path|line|text)`).test(picture)
      return ['rect', 'rule', 'symbol', 'text'].filter(has)
    }
    expect(await kindsOf(1)).toEqual(['rect', 'rule', 'symbol', 'text'])
    expect(await kindsOf(null)).toEqual(['rect'])
  })

  it('keeps the room of the values where a name is cut off', async () => {
    const named = async (title: string) => {
      const rules = [{ title, value: 5, kind: 'target' as const }]
      const picture = await draw({ ...chart, rules }, 'midden')
      return /class="mark-line[^>]*>.*?<path[^>]*d="([^"]*)"/.exec(picture)?.[1]
    }
    expect(await named('Ook in de warmste nacht koelt het in het dorp af. '.repeat(6))).toBe(
      await named('Doel'),
    )
  })

  it('is XML whatever a name is, and no smaller for a long title', async () => {
    const plotOf = (picture: string) => /class="background"[^>]*d="M0,0h(\d+)/.exec(picture)?.[1]
    const named = await draw({ ...chart, unit: `a ]]> b ${'lang '.repeat(60)}`, title: 'x ]]> y' }, 'smal')
    expect(named).not.toContain(']]>')
    expect(plotOf(named)).toBe(plotOf(await draw(chart, 'smal')))
  })

  it('writes names as text, never as markup', async () => {
    expect(await draw(chart, 'smal')).toContain('norm &lt;WHO&gt; &amp; co')
  })

  it('writes the name of a rule where it covers no peak', async () => {
    const sideOf = async (values: number[]) => {
      const points = values.map((value, index) => ({ time: `2026-08-0${index + 1}T00:00:00Z`, value }))
      const picture = await draw({ ...chart, points }, 'breed')
      return /<text[^>]*text-anchor="(\w+)"[^>]*>norm/.exec(picture)?.[1] ?? 'start'
    }
    expect(await sideOf([1, 1, 1, 1, 1, 9])).toBe('start')
    expect(await sideOf([9, 1, 1, 1, 1, 1])).toBe('end')
    expect(await sideOf([1, 1, 9, 9, 1, 1])).toBe('end')
  })

  it('writes the names of rules above a narrow chart, out of the way of its values', async () => {
    const target = { title: 'ons doel', value: 4, kind: 'target' } as const
    const picture = await draw({ ...chart, rules: [...chart.rules, target] }, 'smal')
    const legend = picture.slice(picture.indexOf('role-legend'))
    expect(legend).toContain('norm &lt;WHO&gt; &amp; co')
    expect(legend).toContain('ons doel')
    expect(picture.match(/ons doel</g)).toHaveLength(1)
    expect(await draw({ ...chart, rules: [] }, 'smal')).not.toContain('role-legend-label')
  })

  it('draws the points and the name it is given, also for a chart of a kind drawn before', async () => {
    const compiled: CompiledCharts = new Map()
    const first = await draw(chart, 'midden', compiled)
    const other = {
      ...chart,
      points: [...chart.points.slice(0, -1), { time: '2026-08-04T00:00:00Z', value: 40 }],
    }
    expect(await draw(other, 'midden', compiled)).not.toBe(first)
    expect(await draw(chart, 'midden', compiled)).toBe(first)
    expect(await draw({ ...chart, title: 'Roet & <gas>' }, 'midden', compiled)).toContain(
      '<title>Roet &amp; &lt;gas&gt;</title>',
    )
    expect(compiled.size).toBe(1)
  })

  it('writes short numbers at the axis, also when all values are the same', async () => {
    const numbersOf = async (values: number[]) => {
      const points = values.map((value, index) => ({ time: `2026-08-0${index + 1}T00:00:00Z`, value }))
      const picture = await draw({ ...chart, points, rules: [] }, 'smal')
      return [...picture.matchAll(/<text[^>]*text-anchor="end"[^>]*>([^<]*)</g)].map(([, text]) => text)
    }
    expect(await numbersOf([0, 0])).toEqual(['0'])
    expect(await numbersOf([1000, 3000])).toContain('2.500')
    expect(await numbersOf([0.02, 0.05])).toContain('0,03')
  })

  it('draws an empty chart when nothing is known', async () => {
    expect(await draw({ ...chart, points: [], rules: [] }, 'breed')).toMatch(/^<svg/)
  })

  it('marks what has a flag, and draws another series beside it', async () => {
    const plain = await draw(chart, 'breed')
    const flagged = chart.points.map((point, index) => ({ ...point, flagged: index === 3 }))
    const marked = await draw({ ...chart, points: flagged }, 'breed')
    expect(plain).not.toContain('stroke="#a01d23"')
    expect(marked.match(/stroke="#a01d23"/g)).toHaveLength(1)
    const lines = (picture: string) => picture.match(/<path[^>]*\bd="M[^"]*L/g)?.length ?? 0
    expect(lines(await draw({ ...chart, beside: chart.points }, 'breed'))).toBeGreaterThan(lines(plain))
  })
})

describe('the time axis', () => {
  const zone = process.env.TZ
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })

  it.each(['UTC', 'America/New_York'])('tells the time here on a machine that lives in %s', async (there) => {
    process.env.TZ = there
    const points = [12, 13, 14].map((hour) => ({ time: `2026-08-14T${hour}:00:00Z`, value: hour }))
    const picture = await draw({ ...chart, points, timeFormat: '%H:%M' }, 'breed')
    expect(/>(\d\d:\d\d)</.exec(picture)?.[1]).toBe('14:00')
  })

  it('goes back in the hour that the clock says twice, and mixes nothing', async () => {
    const times = ['00:00', '00:30', '01:00', '01:30', '02:00']
    const points = times.map((time, value) => ({ time: `2026-10-25T${time}:00Z`, value }))
    const picture = await draw({ ...chart, points, rules: [], timeFormat: '%H:%M' }, 'breed')
    const line = /<g class="mark-line[^>]*>.*?<path[^>]*\bd="M([^"]*)"/g
    const drawn = [...picture.matchAll(line)].map(([, path = '']) => path.split('L').map(Number.parseFloat))
    expect(drawn.at(-1)).toHaveLength(5)
    const [first, , third, , last] = drawn.at(-1) ?? []
    expect(third).toBe(first)
    expect(last).toBeGreaterThan(Number(first))
  })
})

it.each(['toString', '__proto__', 'groot'])('answers in the usual size when %s is asked', async (asked) => {
  const request = new Request(`http://localhost/grafieken?maat=${asked}`)
  const answer = await answerChart(request, chart, { charts: new Map() } as unknown as Site)
  expect(await answer.text()).toContain('width="1080"')
})

describe('remarks in a line chart', () => {
  const marks = [
    { number: 1, from: Date.parse('2026-08-01T12:00:00Z'), to: null },
    { number: 12, from: Date.parse('2026-08-02T00:00:00Z'), to: Date.parse('2026-08-03T00:00:00Z') },
  ]

  it('are a line with their number; a stretch is a band as well', async () => {
    const picture = await draw({ ...chart, marks }, 'smal')
    expect(picture).toContain('>1</text>')
    expect(picture).toContain('>12</text>')
    const count = async (drawn: LineChart) => (await draw(drawn, 'smal')).match(/mark-rect/g)?.length ?? 0
    expect(await count({ ...chart, marks })).toBe((await count(chart)) + 1)
  })

  it('leave a chart without any as it is', async () => {
    expect(await draw({ ...chart, marks: [] }, 'breed')).toBe(await draw(chart, 'breed'))
  })
})
