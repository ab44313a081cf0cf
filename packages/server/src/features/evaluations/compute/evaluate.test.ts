import { openChance } from '@samenspel/standards/effects'
import { describe, expect, it } from 'vitest'
import { DESIGNS, type Design } from '../lists.ts'
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

  it('that only describes says so, whatever the difference is', () => {
    const { answer, effect, sentence } = evaluateStudy(study('before-and-after', -8))
    expect(answer).toBe('not-assessable')
    expect(effect).toMatchObject({ p: null, low: null, high: null })
    expect(sentence.nl).toMatch(/meldingen minder gemeten dan ervoor.*niet te zeggen/)
  })
})
