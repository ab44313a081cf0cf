import { openChance } from '@samenspel/standards/effects'
import { describe, expect, it } from 'vitest'
import { DESIGNS } from '../../interventions/index.ts'
import { layStudy } from '../lay.ts'
import type { Design } from '../lists.ts'
import { evaluateStudy } from './evaluate.ts'
import type { Study } from './study.ts'

const MONTHS = 48
const START = 24
const month = (index: number) => new Date(Date.UTC(2022, index, 1)).toISOString().slice(0, 10)

/** Months of areas that share their ups and downs; those where something was done differ from the start on by the effect. */
function study(design: Design, effect: number, change: Partial<Study> = {}): Study {
  const isAlone = design.startsWith('interrupted') || design === 'before-and-after'
  const treated = design === 'synthetic-control' ? 1 : 4
  const count = isAlone ? 1 : design === 'difference-series' ? 8 : 26
  const chance = openChance(12)
  const common = Array.from({ length: MONTHS }, (_, at) => 3 * Math.sin((at * Math.PI) / 6) + chance.normal())
  const areas = Array.from({ length: count }, (_, index) => {
    const late = design === 'group-time' && index % 2 === 1 ? 6 : 0
    const startedAt = index < (isAlone ? 1 : treated) ? START + late : null
    const values = common.map((value, at) => {
      const measured = 40 + index + value + chance.normal()
      const changed = measured + (startedAt !== null && at >= startedAt ? effect : 0)
      return design === 'interrupted-counts' ? Math.round(changed) : changed
    })
    return { code: `B${index}`, name: `Buurt ${index}`, startedAt, neighbours: [], values }
  })
  return {
    ...{ design, shape: 'level', season: 12, unit: 'meldingen', hoped: 'down', start: START },
    ...{ from: month(0), until: month(MONTHS), periods: common.map((_, at) => month(at)) },
    ...{ areas, incidents: [] },
    ...change,
  }
}

const LOOKING = DESIGNS.filter((design) => design !== 'before-and-after')

describe('an evaluation', { timeout: 120_000 }, () => {
  it.each(LOOKING)('by %s finds an effect that is there, and none that is not', (design) => {
    const [there, absent] = [evaluateStudy(study(design, -8)), evaluateStudy(study(design, 0))]
    expect(['indication', 'strong-indication']).toContain(there.answer)
    expect(there.effect?.estimate).toBeLessThan(design === 'interrupted-counts' ? -0.1 : -6)
    expect(['no-evidence', 'not-assessable']).toContain(absent.answer)
    for (const { sentence, picture, size } of [there, absent]) {
      expect(Math.min(sentence.nl.length, sentence.en.length)).toBeGreaterThan(20)
      expect(picture.measured).toHaveLength(MONTHS)
      expect(picture.expected ?? picture.measured).toHaveLength(MONTHS)
      expect(size.treated).toBeGreaterThan(0)
    }
  })

  it.each(['difference-series', 'group-time'] as const)(
    'by %s is the same bytes each time, and says how far it is',
    (design) => {
      const heard: number[] = []
      const texts = [1, 2].map(() =>
        JSON.stringify(evaluateStudy(study(design, -8), (share) => heard.push(share))),
      )
      expect(texts[0]).toBe(texts[1])
      expect(heard.every((share) => share >= 0 && share <= 1)).toBe(true)
    },
  )

  it.each(LOOKING)('by %s tells nothing when a sensor was replaced at the start', (design) => {
    const incidents = [{ area: 'B0', kind: 'sensor-replaced', at: START } as const]
    const { answer, reasons, sentence } = evaluateStudy(study(design, -8, { incidents }))
    expect({ answer, reasons }).toEqual({ answer: 'not-assessable', reasons: ['data-quality'] })
    expect(sentence.nl).toContain('sensor is vervangen')
  })

  it('of counts in several areas is that of their sum: a mean varies less than chance gives', () => {
    const alone = study('interrupted-counts', -8)
    const chance = openChance(5)
    const [all] = alone.areas
    const parts = (all?.values ?? []).map((value) => {
      const first = chance.below((value ?? 0) + 1)
      return [first, (value ?? 0) - first]
    })
    const two = [0, 1].map((index) => ({
      ...{ code: `D${index}`, name: 'Deel', startedAt: START, neighbours: [] },
      values: parts.map((part) => part[index] ?? 0),
    }))
    const [whole, split] = [evaluateStudy(alone), evaluateStudy({ ...alone, areas: two })]
    expect(split.effect).toMatchObject({
      ...{ estimate: whole.effect?.estimate, low: whole.effect?.low, high: whole.effect?.high },
      expected: (whole.effect?.expected ?? 0) / 2,
    })
    expect(split.measured.after).toBeCloseTo((whole.measured.after ?? 0) / 2, 9)
  })

  it('of one series does not look at what happened in areas that are only compared with', () => {
    const alone = study('interrupted-series', -8)
    const other = {
      code: 'C',
      name: 'C',
      startedAt: null,
      neighbours: [],
      values: alone.periods.map(() => 1),
    }
    const incidents = [{ area: 'C', kind: 'sensor-replaced', at: START } as const]
    expect(evaluateStudy({ ...alone, areas: [...alone.areas, other], incidents }).answer).toBe(
      evaluateStudy(alone).answer,
    )
  })

  it('of areas that began later looks at what changed at their own start', () => {
    const said = (area: string, at: number) =>
      evaluateStudy(study('group-time', -8, { incidents: [{ area, kind: 'moved', at }] })).checks[0]
    expect(said('B1', START + 6)).toMatchObject({ kind: 'data-quality', outcome: 'prevents' })
    expect(said('B0', START + 12)).toMatchObject({ kind: 'data-quality', outcome: 'doubtful' })
    expect(said('B9', START)).toMatchObject({ kind: 'data-quality', outcome: 'doubtful' })
  })

  it.each(['01', '15'])(
    'of starts on day %s of different months is laid so that it can be assessed',
    (day) => {
      const laid = study('group-time', -8)
      const starts = new Map(
        laid.areas.flatMap(({ code, startedAt }) =>
          startedAt === null ? [] : [[code, `${month(startedAt).slice(0, 8)}${day}`] as const],
        ),
      )
      const figures = laid.areas.map(({ values, ...area }) => ({
        ...area,
        figures: values.map((value, at) => ({ start: month(at), mean: value ?? 0, count: 1 })),
      }))
      const { from, until, design, shape } = laid
      const again = layStudy(
        figures,
        { design, shape, step: 'month', from, until },
        {
          ...({ period: 'month', unit: '', hoped: 'down', starts } as const),
          ...{ expected: { change: 8, by: until }, enoughUntil: month(START + 3) },
        },
        [],
      )
      const { answer, leftOut, size } = evaluateStudy(again)
      expect(['indication', 'strong-indication']).toContain(answer)
      expect(leftOut).toEqual([])
      expect(size.treated).toBe(4)
    },
  )

  it('of too short a time after the start tells no effect, and until when must be measured', () => {
    const enough = { until: '2026-10-01', are: '2026-07-01' }
    for (const design of LOOKING) {
      const { answer, effect, sentence, checks, picture } = evaluateStudy(study(design, -8, { enough }))
      expect({ answer, effect, reason: checks[0]?.reason }).toEqual({
        ...{ answer: 'not-assessable', effect: null, reason: 'too-early' },
      })
      expect(sentence.nl).toMatch(
        /nog te kort gemeten\. Er zijn cijfers tot en met 30 juni 2026\. Te beoordelen is het als er cijfers zijn tot en met 30 september 2026\.$/,
      )
      expect(picture.measured).toHaveLength(MONTHS)
    }
    expect(evaluateStudy(study('before-and-after', -8, { enough })).sentence.nl).toContain('30 september')
  })

  it('that finds nothing says when the effect was expected later than was measured', () => {
    const expected = { change: 0.1, by: '2030-06-01' }
    const { sentence } = evaluateStudy(study('interrupted-series', 0, { expected }))
    expect(sentence.nl).toMatch(
      /niet dat de maatregel niet werkt\. Het effect werd pas op 1 juni 2030 verwacht\.$/,
    )
    // What misses some days of it was measured long enough.
    const soon = { change: 0.1, by: '2026-01-20' }
    const whole = evaluateStudy(study('interrupted-series', 0, { expected: soon }))
    expect(whole.sentence.nl).toMatch(/niet dat de maatregel niet werkt\.$/)
  })

  it('that only describes says so, whatever the difference is', () => {
    const { answer, effect, sentence } = evaluateStudy(study('before-and-after', -8))
    expect(answer).toBe('not-assessable')
    expect(effect).toMatchObject({ p: null, low: null, high: null })
    expect(sentence.nl).toMatch(/meldingen minder gemeten dan ervoor.*niet te zeggen/)
  })
})
