import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EFFECT_ANSWERS, judgeEffect } from './answer.ts'
import { describeAnswer } from './describe-answer.ts'
import {
  EFFECT_CHECK_KINDS,
  EFFECT_CHECK_OUTCOMES,
  type EffectCheck,
  type EffectEstimate,
} from './estimate.ts'
import { findSmallestSeen } from './smallest-seen.ts'

const placebo: EffectCheck = { kind: 'placebo-time', outcome: 'sound', figures: {} }
const effect = (parts: Partial<EffectEstimate> = {}): EffectEstimate => ({
  method: 'interrupted-series',
  scale: 'difference',
  estimate: -3.2,
  standardError: 0.9,
  low: -5.1,
  high: -1.3,
  p: 0.002,
  count: 60,
  expected: 20,
  checks: [placebo],
  ...parts,
})
const check = (kind: EffectCheck['kind'], outcome: EffectCheck['outcome'], reason?: string): EffectCheck => ({
  kind,
  outcome,
  ...(reason !== undefined && { reason }),
  figures: {},
})
const answerOf = (parts: Partial<EffectEstimate>) => judgeEffect(effect(parts)).answer

describe('the rule', () => {
  test('is told by the estimate, and by the worst check', () => {
    expect(answerOf({})).toBe('strong-indication')
    expect(answerOf({ p: 0.02, high: -0.1 })).toBe('indication')
    expect(answerOf({ high: 0.4, p: 0.08 })).toBe('no-evidence')
    expect(answerOf({ low: null, high: null, p: null })).toBe('not-assessable')
    expect(answerOf({ estimate: Number.NaN })).toBe('not-assessable')
    expect(answerOf({ low: null, high: null, p: 0.03 })).toBe('indication')
    expect(answerOf({ low: null })).toBe('strong-indication')
    expect(answerOf({ high: null })).toBe('no-evidence')
    expect(answerOf({ checks: [placebo, check('error-model', 'doubtful')] })).toBe('indication')
    expect(answerOf({ checks: [placebo, check('windows', 'contradicts')] })).toBe('no-evidence')
    expect(answerOf({ checks: [placebo, check('data-quality', 'prevents')] })).toBe('not-assessable')
  })

  test('gives no strong indication when nobody looked where there was nothing', () => {
    expect(judgeEffect(effect({ checks: [] }))).toEqual({ answer: 'indication', reasons: ['placebo-time'] })
    expect(answerOf({ checks: [check('placebo-space', 'sound')] })).toBe('strong-indication')
  })

  test('names the checks without which the answer would be another', () => {
    const checks = [placebo, check('outliers', 'doubtful'), check('windows', 'contradicts')]
    expect(judgeEffect(effect({ checks }))).toEqual({ answer: 'no-evidence', reasons: ['windows'] })
    expect(judgeEffect(effect({ high: 1, p: 0.3, checks }))).toEqual({ answer: 'no-evidence', reasons: [] })
  })

  test('never gets stronger by a worse check, nor depends on the direction', () => {
    const checks = fc.array(
      fc.record({
        kind: fc.constantFrom(...EFFECT_CHECK_KINDS),
        outcome: fc.constantFrom(...EFFECT_CHECK_OUTCOMES),
        figures: fc.constant({}),
      }),
      { maxLength: 5 },
    )
    const place = (parts: Partial<EffectEstimate>) => EFFECT_ANSWERS.indexOf(answerOf(parts))
    fc.assert(
      fc.property(checks, checks, fc.double({ min: 0.0001, max: 0.049, noNaN: true }), (some, more, p) => {
        const bad = more.filter(({ outcome }) => outcome !== 'sound')
        expect(place({ p, checks: [...some, ...bad] })).toBeLessThanOrEqual(place({ p, checks: some }))
        expect(place({ p, estimate: 3.2, low: 1.3, high: 5.1, checks: some })).toBe(
          place({ p, checks: some }),
        )
      }),
    )
  })
})

describe('the sentence', () => {
  const wording = { unit: { nl: 'µg/m³', en: 'µg/m³' }, hoped: 'down' } as const
  const say = (parts: Partial<EffectEstimate>, more = {}) => {
    const found = effect(parts)
    return describeAnswer(judgeEffect(found), found, { ...wording, ...more })
  }

  test('of an effect says how much, how sure, and whether that was the intention', () => {
    expect(say({})).toEqual({
      nl: 'Er is een sterke aanwijzing voor een effect: gemiddeld 3,2 µg/m³ lager (16 %) dan zonder de maatregel was te verwachten, met een marge van 1,3 µg/m³ lager tot 5,1 µg/m³ lager. Dat is de kant op die was bedoeld.',
      en: 'There is a strong indication of an effect: on average 3.2 µg/m³ lower (16 %) than was to be expected without the intervention, with a margin from 1.3 µg/m³ lower to 5.1 µg/m³ lower. That is the direction that was intended.',
    })
    expect(say({}, { hoped: 'up' }).nl).toContain('Dat is de andere kant op dan was bedoeld.')
  })

  test('of no effect is as plain', () => {
    expect(say({ estimate: -0.5, low: -2.4, high: 1.4, p: 0.6 }).nl).toBe(
      'Er is geen bewijs voor een effect. Gemeten is gemiddeld 0,5 µg/m³ lager (2,5 %) dan zonder de maatregel was te verwachten, met een marge van 1,4 µg/m³ hoger tot 2,4 µg/m³ lager; dat kan toeval zijn.',
    )
    expect(say({ checks: [check('windows', 'contradicts')] }).nl).toMatch(
      /dat houdt geen stand bij controle\. Met een andere periode of een ander model is het effect veel kleiner of andersom\.$/,
    )
  })

  test('of no effect says what it is worth: what was expected may be smaller than what could be seen', () => {
    const nothing = { estimate: -0.5, low: -2.4, high: 1.4, p: 0.6 }
    // The interval reaches 1.9: an effect of 1.9 × (1.96 + 0.84) / 1.96 is seen in 80 of 100 such studies.
    expect(findSmallestSeen(nothing)).toBeCloseTo(2.716, 3)
    expect(say(nothing, { ...wording, expected: 2 }).nl).toMatch(
      /toeval zijn\. Verwacht was een verandering van 2,0 µg\/m³\. Zo’n kleine verandering kon deze meting niet goed laten zien: pas vanaf 2,7 µg\/m³ is de kans 80 %\. Geen bewijs betekent hier dus niet dat de maatregel niet werkt\.$/,
    )
    expect(say(nothing, { ...wording, expected: 3 }).en).toMatch(
      /would have shown it with a chance of at least 80 %\.$/,
    )
    // Beside an interval of hundredths it has hundredths too.
    const small = { estimate: 0.12, low: -0.14, high: 0.38, p: 0.4 }
    expect(say(small, { ...wording, expected: 0.4 }).nl).toContain('zo groot als verwacht (0,40 µg/m³)')
    // Of counts what was expected is a part of what there would have been; of an interval without an end nothing is known.
    const ratio = { ...nothing, scale: 'ratio', estimate: 0, low: -0.1, high: 0.1 } as const
    expect(say(ratio, { ...wording, expected: 1 }).nl).toContain('verandering van 5 %')
    expect(say({ ...nothing, low: null, p: 0.6 }, { ...wording, expected: 2 }).nl).not.toContain('Verwacht')
  })

  test('of a unit whose zero is an agreement says no part of it', () => {
    const degrees = { unit: { nl: '°C', en: '°C' } }
    expect(say({}, degrees).nl).toMatch(/3,2 °C lager dan zonder/)
  })

  test('has as many digits everywhere as the interval is sure of, and never says nothing of something', () => {
    const sized = (estimate: number) => say({ estimate, low: -0.16, high: 0.34 }).nl
    expect(sized(0.093)).toContain('gemiddeld 0,09 µg/m³ hoger')
    expect(sized(0.3)).toContain('gemiddeld 0,30 µg/m³ hoger')
    expect(sized(0.093)).toContain('van 0,16 µg/m³ lager tot 0,34 µg/m³ hoger')
    expect(sized(-0.0041)).toContain('gemiddeld minder dan 0,01 µg/m³ lager dan')
    expect(sized(0)).toContain('gemiddeld 0,00 µg/m³ hoger')
    const tiny = say({ scale: 'ratio', estimate: 0.0004, low: -0.16, high: 0.34, p: 0.6 }).en
    expect(tiny).toContain('on average less than 1 % higher')
  })

  test('of counts is in percent, and of what cannot be told says why', () => {
    expect(say({ scale: 'ratio', estimate: -0.213, low: -0.29, high: -0.12 }, { unit: null }).en).toContain(
      'on average 21.3 % lower than was to be expected without the intervention, with a margin from 12.0 % lower to 29.0 % lower',
    )
    expect(say({ checks: [check('data-quality', 'prevents', 'sensor-replaced')] }).nl).toBe(
      'Of er een effect is, is met deze gegevens niet te zeggen. Een sensor is vervangen. Een verandering kan daardoor komen.',
    )
  })

  test.each([
    [{ low: null, high: -1.3 }, ', en ten minste 1,3 µg/m³ lager', ', and at least 1.3 µg/m³ lower'],
    [{ low: 1.3, high: null }, ', en ten minste 1,3 µg/m³ hoger', ', and at least 1.3 µg/m³ higher'],
    [{ low: null, high: 0.4 }, ', en ten hoogste 0,4 µg/m³ hoger', ', and at most 0.4 µg/m³ higher'],
    [{ low: -0.4, high: null }, ', en ten hoogste 0,4 µg/m³ lager', ', and at most 0.4 µg/m³ lower'],
  ])('of %j says the end that is known', (ends, nl, en) => {
    const said = say(ends)
    expect(said.nl).toContain(nl)
    expect(said.en).toContain(en)
  })

  test('says what stood in the way when there is no estimate at all', () => {
    const checks = [check('data-quality', 'prevents', 'moved')]
    const judged = { answer: 'not-assessable', reasons: ['data-quality'], checks } as const
    expect(describeAnswer(judged, null, wording).en).toContain('A sensor was moved.')
  })

  test('there is one for every check that is not sound', () => {
    for (const kind of EFFECT_CHECK_KINDS) {
      const said = say({ checks: [placebo, check(kind, 'contradicts', 'moved')] })
      expect(said.nl).toMatch(/controle\. \p{Lu}.+\.$/u)
      expect(said.en).toMatch(/checks\. \p{Lu}.+\.$/u)
    }
  })
})
