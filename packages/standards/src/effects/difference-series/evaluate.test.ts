import { describe, expect, it } from 'vitest'
import { drawSeries, openChance } from '../chance.ts'
import { describeAnswer } from '../describe-answer.ts'
import type { Panel, PanelArea } from '../panel/panel.ts'
import { evaluateDifferenceSeries } from './evaluate.ts'

type Made = {
  treated?: number
  compared?: number
  periods?: number
  start?: number
  effect?: number
  seed?: number
  /** What one area gets besides. */
  add?: (area: number, period: number) => number
}

/** Areas with a course in common that is larger than any effect, and what is their own; the first ones are treated. */
function made({
  treated = 2,
  compared = 2,
  periods = 60,
  start = 40,
  effect = -2,
  seed = 3,
  add = () => 0,
}: Made = {}): Panel {
  const chance = openChance(seed)
  const places = Array.from({ length: periods }, (_, at) => at)
  const common = Array.from(
    drawSeries(chance, places, 0.6),
    (value, at) => 15 + 4 * value + 8 * Math.cos((2 * Math.PI * at) / 12),
  )
  return {
    periods: places.map(String),
    areas: Array.from({ length: treated + compared }, (_, area): PanelArea => {
      const own = drawSeries(chance, places, 0.3)
      return {
        key: `area-${area}`,
        values: common.map(
          (value, at) =>
            value +
            area +
            0.5 * (own[at] ?? 0) +
            (area < treated && at >= start ? effect : 0) +
            add(area, at),
        ),
        ...(area < treated && { startedAt: start }),
      }
    }),
  }
}

const OPTIONS = { season: 12, shape: 'level' } as const
const outcomeOf = (found: ReturnType<typeof evaluateDifferenceSeries>, kind: string) =>
  found.checks.find((check) => check.kind === kind)?.outcome

// Each simulates tens of thousands of series: a second or more of work.
describe('the difference between two treated and two compared areas', { timeout: 60_000 }, () => {
  it('shows an effect that is much smaller than what happens in all of them', () => {
    const progress: number[] = []
    const found = evaluateDifferenceSeries(made(), { ...OPTIONS, onProgress: (part) => progress.push(part) })
    expect(found).toMatchObject({ answer: 'strong-indication', size: { treated: 2, compared: 2 } })
    expect(found.effect?.method).toBe('difference-series')
    expect(found.effect?.low).toBeLessThan(-2)
    expect(found.effect?.high).toBeGreaterThan(-2)
    expect(found.effect?.high).toBeLessThan(-1)
    expect(found.others.map(({ choice }) => choice)).toEqual(['without-area', 'without-area', 'pretended'])
    for (const kind of ['parallel-trends', 'donors', 'placebo-space', 'comparison'])
      expect(outcomeOf(found, kind)).toBe('sound')
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    expect(progress.at(-1)).toBe(1)
    expect(JSON.parse(JSON.stringify(found))).toEqual(found)
  })

  it('finds no evidence where nothing was done, and draws what was to be expected', () => {
    const found = evaluateDifferenceSeries(made({ effect: 0 }), OPTIONS)
    expect(found.answer).toBe('no-evidence')
    const { picture } = found
    const inside = picture?.treated.filter(
      (value, at) => value !== null && value > (picture.low[at] ?? 0) && value < (picture.high[at] ?? 0),
    )
    expect(inside?.length).toBeGreaterThan(50)
    expect(found.effect?.expected).toBeCloseTo(
      (found.summary?.treated.after.mean ?? 0) - (found.effect?.estimate ?? 0),
      8,
    )
  })

  it('says of an effect that shows in a compared area as well that it contradicts', () => {
    // Three compared areas, of which one changes as much at the same time by itself.
    const found = evaluateDifferenceSeries(
      made({ compared: 3, add: (area, at) => (area === 4 && at >= 40 ? 4 : 0) }),
      OPTIONS,
    )
    expect(outcomeOf(found, 'placebo-space')).toBe('contradicts')
    expect(found.answer).toBe('no-evidence')
  })

  it('says of an effect that rests on one compared area that it does', () => {
    const found = evaluateDifferenceSeries(
      made({ effect: 0, add: (area, at) => (area === 3 && at >= 40 ? 6 : 0) }),
      OPTIONS,
    )
    expect(['doubtful', 'contradicts']).toContain(outcomeOf(found, 'donors'))
    expect(found.answer).toBe('no-evidence')
  })

  it('sees that areas went apart before the start', () => {
    const found = evaluateDifferenceSeries(made({ add: (area, at) => (area < 2 ? 0.1 * at : 0) }), OPTIONS)
    expect(outcomeOf(found, 'parallel-trends')).toBe('doubtful')
    expect(found.effect?.estimate).toBeGreaterThan(-3)
    expect(found.effect?.estimate).toBeLessThan(-1)
  })

  it('sees that comparing adds more than it takes away', () => {
    const chance = openChance(8)
    const found = evaluateDifferenceSeries(
      made({ add: (area) => (area >= 2 ? 20 * chance.normal() : 0) }),
      OPTIONS,
    )
    expect(outcomeOf(found, 'comparison')).toBe('doubtful')
  })

  it('is the same with weights that are all alike, and says of weights that are none', () => {
    const panel = made({ periods: 24, start: 14 })
    const weights = Object.fromEntries(panel.areas.map(({ key }) => [key, 7]))
    const plain = evaluateDifferenceSeries(panel, OPTIONS)
    expect(evaluateDifferenceSeries(panel, { ...OPTIONS, weights }).effect?.estimate).toBeCloseTo(
      plain.effect?.estimate ?? 0,
      10,
    )
    expect(() => evaluateDifferenceSeries(panel, { ...OPTIONS, weights: { 'area-0': 0 } })).toThrow(
      RangeError,
    )
  })

  it('takes one treated and one compared area, without placebos in space', () => {
    const found = evaluateDifferenceSeries(made({ treated: 1, compared: 1 }), OPTIONS)
    expect(found.effect?.high).toBeLessThan(0)
    expect(outcomeOf(found, 'donors')).toBe('untried')
    expect(outcomeOf(found, 'placebo-space')).toBe('untried')
  })

  it('says of less than two years what can still be left of the season', () => {
    const found = evaluateDifferenceSeries(made({ periods: 20, start: 12, effect: -4 }), OPTIONS)
    expect(found.checks[0]).toMatchObject({ outcome: 'doubtful', reason: 'season-of-difference' })
    expect(found.answer).toBe('indication')
    expect(describeAnswer(found, found.effect, { unit: null }).nl).toMatch(/minder dan twee jaar/)
  })
})

describe('the gate', () => {
  const gate = (panel: Panel, options = {}) =>
    evaluateDifferenceSeries(panel, { ...OPTIONS, ...options }).checks[0]

  it('refuses when measuring changed at the start in any area that is used', () => {
    const incidents = [{ area: 'area-3', at: 40, kind: 'sensor-replaced' }]
    expect(gate(made(), { incidents })).toMatchObject({ outcome: 'prevents', reason: 'sensor-replaced' })
    expect(gate(made({ compared: 3 }), { incidents, without: ['area-3'] })).toMatchObject({
      outcome: 'sound',
    })
  })

  it.each([
    ['few-areas', made({ treated: 0 })],
    ['few-areas', made({ compared: 0 })],
    ['few-values', made({ start: 58 })],
    [
      'starts-differ',
      {
        ...made(),
        areas: made().areas.map((area, at) => (at === 1 ? { ...area, startedAt: 44 } : area)),
      },
    ],
  ])('refuses %s', (reason, panel) => {
    expect(gate(panel)).toMatchObject({ outcome: 'prevents', reason })
  })

  it('leaves out a compared area with many gaps, and a period that misses in another', () => {
    const panel = made({ compared: 3, periods: 30, start: 18 })
    const areas = panel.areas.map((area, at) => ({
      ...area,
      values: area.values.map((value, period) =>
        (at === 2 && period % 3 === 0) || (at === 3 && period === 5) ? null : value,
      ),
    }))
    const found = evaluateDifferenceSeries({ ...panel, areas }, OPTIONS)
    expect(found.leftOut).toEqual([{ key: 'area-2', reason: 'gaps' }])
    expect(found.summary?.difference.before).toMatchObject({ count: 17, missing: 1 })
  })
})
