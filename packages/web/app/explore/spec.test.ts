import { CHARTS, type ChartKind, COLUMNS } from '@samenspel/standards/explorations'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../api.ts'
import { drawSpec } from '../charts/draw-spec.server.ts'
import { describeChart, ROWS, writeSpec } from './spec.ts'
import { answerOf } from './testing/answers.ts'
import { viewAnswer } from './view.ts'

const view = (answer: Answer) => viewAnswer(answer, { what: 'Temperatuur', against: 'Windrichting' }, 'nl')
const draw = async (answer: Answer) => {
  const { spec, rows } = describeChart(view(answer), 'breed', 'nl')
  return drawSpec(spec, { [ROWS]: rows }, new Map())
}

/** Vega numbers the colour scales and the frames that it draws. */
const withoutNumbers = (picture: string) =>
  picture.replaceAll(/gradient_\d+/g, 'gradient').replaceAll(/clip\d+/g, 'clip')

describe.each(CHARTS)('%s', (chart) => {
  it('is drawn from what an answer holds', async () => {
    const picture = await draw(answerOf(chart))
    expect(picture).toMatch(/^<svg/)
    expect(picture).not.toMatch(/NaN|undefined|Infinity/)
  })

  it('is a text that draws the same elsewhere', async () => {
    const written = JSON.parse(writeSpec(view(answerOf(chart)), 'https://x.example/verken', 'nl'))
    const { datasets, ...spec } = written
    expect(withoutNumbers(await drawSpec(spec, datasets, new Map()))).toBe(
      withoutNumbers(await draw(answerOf(chart))),
    )
    expect(written.$schema).toContain('vega-lite')
    expect(written.usermeta).toEqual({ source: 'https://x.example/verken', datasets: [] })
  })

  it('is empty when nothing was found', async () => {
    const empty: Answer = { ...answerOf(chart), rows: [] }
    expect(await draw(empty)).toMatch(/^<svg/)
  })
})

it('writes each day of a few hours or days once', async () => {
  const answer = answerOf('lines')
  const picture = await draw(answer)
  const named = [...picture.matchAll(/>\s*(\d+ mrt)</g)].map(([, written]) => written)
  expect(named.length).toBeGreaterThan(0)
  expect(named).toEqual([...new Set(named)])
})

describe('two of the same question side by side', () => {
  const [low, high] = [
    [1, 2, 3],
    [8, 16, 24],
  ]
  /** What stands at the axes and in the legend, of a picture. */
  const labelsOf = (picture: string) =>
    [...picture.matchAll(/<text[^>]*>([^<]*)<\/text>/g)]
      .map(([, text = '']) => text)
      .filter((text) => /^[−\d.,]+%?$/.test(text))
  const drawBeside = async (chart: ChartKind, [values, others]: number[][]) => {
    const named = view(answerOf(chart, values))
    const { spec, rows } = describeChart(
      { ...named, beside: view(answerOf(chart, others)).rows },
      'breed',
      'nl',
    )
    return drawSpec(spec, { [ROWS]: rows }, new Map())
  }

  it.each(['lines', 'day', 'week', 'calendar', 'scatter', 'distribution', 'rose'] as const)(
    'have the same axes: %s',
    async (chart) => {
      const [one, other] = [await drawBeside(chart, [low, high]), await drawBeside(chart, [high, low])]
      expect(labelsOf(one)).toEqual(labelsOf(other))
      expect(labelsOf(await draw(answerOf(chart, low)))).not.toEqual(
        labelsOf(await draw(answerOf(chart, high))),
      )
    },
  )
})

describe('what is missing', () => {
  const lengthOfLines = (picture: string) =>
    [...picture.matchAll(/mark-line role-mark[^>]*>\s*<path[^>]*\bd="([^"]*)"/g)].map(
      ([, path = '']) => path.split('L').length,
    )

  it('breaks the line and the band, and shows a lone value as a dot', async () => {
    const picture = await draw(answerOf('lines', [1, 2, null, 4, null, 6, 7]))
    expect(lengthOfLines(picture).toSorted()).toEqual([1, 1, 2, 2, 2, 2])
    expect(picture).toMatch(/mark-symbol role-mark[^>]*>\s*<path/)
  })

  it('is an empty square in a calendar', async () => {
    const picture = await draw(answerOf('calendar', [1, null, 3]))
    expect(picture.match(/stroke-dasharray="2,2"/g)?.length ?? 0).toBeGreaterThan(0)
  })
})

it('draws a norm once, whatever the number of rows', async () => {
  const rulesOf = (picture: string) => picture.match(/<line[^>]*stroke-dasharray="6,4"/g)?.length
  expect(rulesOf(await draw(answerOf('lines', [1, 2, 3, 4, 5, 6])))).toBe(1)
  expect(rulesOf(await draw(answerOf('compare', [1, 2])))).toBe(1)
})

it('writes the name of a norm where fewest values are, and does not make room for it', async () => {
  const anchorOf = (picture: string) =>
    /<text text-anchor="(\w+)"[^>]*>[^<]*Hittenorm/.exec(picture.replaceAll('\n', ''))?.[1]
  const normed = (values: number[]): Answer => {
    const line = { title: 'Hittenorm', value: 5, kind: 'norm', source: '', period: 'day', indicator: 'x' }
    return { ...answerOf('lines', values), lines: [line] as Answer['lines'] }
  }
  const [busyBefore, busyAfter] = [
    await draw(normed([9, 9, 9, 1, 1, 1])),
    await draw(normed([1, 1, 1, 9, 9, 9])),
  ]
  expect([anchorOf(busyBefore), anchorOf(busyAfter)]).toEqual(['end', 'start'])
  const widthOf = (picture: string) => /<line[^>]*x2="-(\d+)"[^>]*stroke-dasharray="6,4"/.exec(picture)?.[1]
  expect(Number(widthOf(busyBefore))).toBeGreaterThan(1000)
})

it('draws every column that its kind of chart has', () => {
  const kinds: ChartKind[] = [...CHARTS]
  for (const kind of kinds) expect(answerOf(kind).columns).toEqual(COLUMNS[kind])
})

it('shows on its time axis also the steps at either end that have no value', () => {
  const { spec } = describeChart(view(answerOf('lines', [null, null, 3, 4, null, null])), 'breed', 'nl')
  const days = ['2026-03-01T00:00Z', '2026-03-06T00:00Z'].map((day) => ({ expr: String(Date.parse(day)) }))
  expect(JSON.stringify(spec)).toContain(`"scale":{"type":"utc","domain":${JSON.stringify(days)}}`)
})

it.each([
  ['above what is drawn', 60],
  ['just below the highest value', 7.9],
])('writes the name of a line within the picture when it is %s', async (_where, value) => {
  const answer = answerOf('lines', [3, 4, 5])
  const lines = answer.lines.map((line) => ({ ...line, value }))
  const picture = await draw({ ...answer, lines })
  const found = /<text[^>]*translate\([\d.]+,([-\d.]+)\)"[^>]*font-size="(\d+)px"[^>]*>Norm/.exec(picture)
  const [, baseline = '', letters = ''] = found ?? []
  expect(Number(baseline)).toBeGreaterThanOrEqual(0.8 * Number(letters))
})
