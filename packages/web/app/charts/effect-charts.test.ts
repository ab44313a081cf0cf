import { expect, it } from 'vitest'
import { drawEffect, type EffectChart } from './effect-chart.server.ts'
import { drawPlacebos, stack } from './placebo-chart.server.ts'

const month = (at: number) => `2025-${String(at).padStart(2, '0')}-01T00:00:00Z`

const chart: EffectChart = {
  points: [1, 2, 3, 4, 5, 6].map((at) => ({
    time: month(at),
    measured: at === 2 ? null : 20 - (at > 3 ? 2 : 0),
    expected: 20,
    low: at > 3 ? 19 : null,
    high: at > 3 ? 21 : null,
  })),
  compared: [
    { area: 'Noord', values: [{ time: month(1), value: 21 }] },
    { area: 'Zuid', values: [{ time: month(1), value: 22 }] },
  ],
  start: month(4),
  shows: 'figures',
  unit: '°C',
  title: 'Warmte <per dag>',
  language: 'nl',
  timeFormat: '%b %Y',
}

it('draws what was measured, what was expected and the areas without it, told apart without colour', async () => {
  const picture = await drawEffect(chart, 'breed', new Map())
  expect(picture).toContain('<title>Warmte &lt;per dag&gt;</title>')
  for (const word of ['gemeten', 'verwacht zonder de maatregel', 'gebieden zonder de maatregel', 'start'])
    expect(picture).toContain(`>${word}</text>`)
  const lines = [...picture.matchAll(/<path aria-label="time[^>]*line mark"[^>]*>/g)].map(([line]) => line)
  const styles = lines.map((line) => [
    /stroke-width="([^"]*)"/.exec(line)?.[1],
    /stroke-dasharray="([^"]*)"/.exec(line)?.[1],
  ])
  expect(styles).toEqual([
    ['0.75', '1,0'],
    ['0.75', '1,0'],
    ['2', '6,4'],
    ['2.5', '1,0'],
  ])
})

it('writes each month of a short study once', async () => {
  const picture = await drawEffect({ ...chart, points: chart.points.slice(0, 4) }, 'breed', new Map())
  const named = [...picture.matchAll(/>([a-z]{3} 2025)</g)].map(([, written]) => written)
  expect(named).toEqual(['feb 2025', 'mrt 2025', 'apr 2025'])
})

it('leaves the areas out of the legend when there are none, and a gap a gap', async () => {
  const picture = await drawEffect({ ...chart, compared: [] }, 'smal', new Map())
  expect(picture).not.toContain('gebieden zonder de maatregel')
  const measured = /kind: gemeten[^>]*\bd="([^"]*)"/.exec(picture)?.[1] ?? ''
  expect(measured.match(/M/g)).toHaveLength(2)
})

it('draws a difference under words of its own', async () => {
  const picture = await drawEffect({ ...chart, shows: 'difference', compared: [] }, 'breed', new Map())
  for (const word of ['gemeten verschil', 'geen verschil']) expect(picture).toContain(`>${word}</text>`)
  expect(picture).not.toContain('>gemeten</text>')
})

it('draws the real effect among the pretended ones', async () => {
  const pretended = [0.1, 0.1, -0.4, 0.9, 1.5]
  const real = { real: -2, pretended, unit: '°C', title: 'Proef', language: 'nl' as const }
  const picture = await drawPlacebos(real, 'breed', new Map())
  expect(picture.match(/aria-label="value: [^"]*kind: verzonnen/g)).toHaveLength(pretended.length)
  expect(picture).toContain('>het gemeten verschil</text>')
})

it('stacks values that are about as large, and none when there is one', () => {
  expect(stack([0, 0.01, 10], 10)).toEqual([
    { value: 0, place: 1 },
    { value: 0, place: 2 },
    { value: 10, place: 1 },
  ])
  expect(stack([3], 10)).toEqual([{ value: 3, place: 1 }])
})
