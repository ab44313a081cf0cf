import { expect, it } from 'vitest'
import { expectOfGoal, type Known } from './expected-goal.ts'

const GOAL = {
  id: 'g',
  title: 'Koeler',
  unit: '°C',
  target: 30,
  targetDate: '2030-12-31',
  direction: 'lower' as const,
}
const NONE = { state: 'too-short', steps: [], sentence: { nl: 'Er is geen verwachting: te kort.' } }

/** When a month begins by the clock of Amsterdam. */
const startOf = (month: number): string =>
  new Date(Date.UTC(2025, month, 1, month % 12 > 2 && month % 12 < 10 ? -2 : -1)).toISOString()

/** Months of 2025 and 2026 with these values, the first of 2025 first. */
const months = (values: (number | null)[]): Known['figures'] =>
  values.map((value, index) => ({
    periodStart: startOf(index),
    periodEnd: startOf(index + 1),
    value,
  }))
const known = (change: Partial<Known> = {}): Known => ({
  title: 'Warmste uur',
  slug: 'warmste-uur',
  unit: '°C',
  period: 'month',
  area: { code: 'BU1', name: 'De Sluis' },
  figures: [],
  forecast: NONE,
  today: '2026-05-02',
  ...change,
})
const YEAR = [...Array(12).fill(20), ...Array(12).fill(20)]

it('tells the latest figures, whether they rose in a year, why there is no forecast, and the source', () => {
  const figures = months([...YEAR.slice(0, 13), 32, 33, 34])
  const { consequence, goalEffect } = expectOfGoal(GOAL, known({ figures }))
  expect(consequence).toMatchObject({ party: 'Inwoners van De Sluis', kind: 'negative' })
  expect(consequence.effect).toBe(
    'Warmste uur in De Sluis was in de laatste 3 maanden (tot en met 30 april 2026) gemiddeld 33 °C. ' +
      'Het is gestegen: een jaar eerder was het in dezelfde tijd gemiddeld 20 °C. Er is geen verwachting: te kort. ' +
      'We gaan ervan uit dat het zonder maatregel zo blijft; zeker is dat niet. ' +
      'Bron: Warmste uur, /indicatoren/warmste-uur?gebied=BU1, gelezen op 2 mei 2026.',
  )
  expect(goalEffect).toEqual({
    goalId: 'g',
    kind: 'negative',
    effect:
      'Het doel is hoogstens 30 °C op 31 december 2030. Sinds 1 mei 2025 lag het cijfer in 3 van de 12 maanden boven het doel; ' +
      'het hoogst was 34 °C, 1 april 2026. Zonder maatregel verwachten we dat we het doel zo niet halen.',
  })
})

it('tells the forecast when there is one', () => {
  const step = {
    value: 28,
    low: -1,
    high: 31,
    periodStart: '2026-10-01T00:00:00Z',
    periodEnd: '2026-11-01T00:00:00Z',
  }
  const forecast = { state: 'forecast', steps: [step], sentence: { nl: 'Hij zat er 1 °C naast.' } }
  const { consequence, goalEffect } = expectOfGoal(GOAL, known({ figures: months(YEAR), forecast }))
  expect(consequence.effect).toContain(
    'Dat is gelijk gebleven: een jaar eerder was het in dezelfde tijd gemiddeld 20 °C. De verwachting voor 1 oktober 2026 is 28 °C (8 van de 10 keer tussen −1 en 31). Hij zat er 1 °C naast. Bron',
  )
  expect(goalEffect).toMatchObject({
    kind: 'neutral',
    effect: expect.stringMatching(/in 0 van de 12 maanden boven het doel; het hoogst was 20 °C, .*\.$/),
  })
})

it.each<[string, Known | undefined, RegExp]>([
  [
    'nobody may see figures',
    undefined,
    /^Van het doel “Koeler” zijn hier geen cijfers te zien\. .*weten we dus niet/,
  ],
  [
    'there are too few',
    known({ figures: months([null, null, 20]) }),
    /te weinig cijfers\. .*weten we dus niet/,
  ],
  [
    'a year ago nothing was measured',
    known({ figures: months([20, 20, 20]) }),
    /of het stijgt of daalt weten we niet/,
  ],
])('says so when %s', (_what, found, said) => {
  const { consequence } = expectOfGoal({ ...GOAL, direction: 'higher' }, found)
  expect(consequence.effect).toMatch(said)
})

it('says that a short time says nothing of other seasons', () => {
  const { goalEffect } = expectOfGoal(
    { ...GOAL, direction: 'higher' },
    known({ figures: months([20, 19, 31]) }),
  )
  expect(goalEffect.effect).toBe(
    'Het doel is minstens 30 °C op 31 december 2030. Sinds 1 januari 2025 lag het cijfer in 2 van de 3 maanden onder het doel; ' +
      'het laagst was 19 °C, 1 februari 2025. Dat is nog geen jaar: in een ander seizoen kan het anders zijn. ' +
      'Zonder maatregel verwachten we dat we het doel zo niet halen.',
  )
})

it('counts nothing when there is one figure', () => {
  const figures = [{ periodStart: startOf(0), periodEnd: startOf(12), value: 31 }]
  const { goalEffect } = expectOfGoal(GOAL, known({ figures, period: 'year' }))
  expect(goalEffect.effect).toContain(
    'Sinds 1 januari 2025 lag het cijfer boven het doel; het hoogst was 31 °C',
  )
})

it('does not compare a goal with figures in another unit', () => {
  const { goalEffect } = expectOfGoal({ ...GOAL, unit: 'K' }, known({ figures: months(YEAR) }))
  expect(goalEffect).toMatchObject({
    kind: 'neutral',
    effect: 'Het doel is hoogstens 30 K op 31 december 2030.',
  })
})
