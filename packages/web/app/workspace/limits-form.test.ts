import { expect, it } from 'vitest'
import { describeTest, fillLimits, limitAt, placeLimitMistake, readLimits } from './limits-form.ts'
import { textAt } from './values.ts'

const DEFAULTS = {
  range: { minimum: -30, maximum: 50 },
  constant: { hours: 24 },
  rate: { change: 15, minutes: 60 },
  outlier: { deviations: 10, spread: 1.5 },
  spatial: { kilometres: 15, correlation: 0.7, similarity: { times: 4, least: 2, distribution: 0.4 } },
}

const filled = fillLimits(DEFAULTS, 'nl')
const typed = (test: string, fields: object) => ({
  ...filled,
  [test]: { ...(filled[test] as object), ...fields },
})

it('finds nothing to change when the limits are the usual ones', () => {
  expect(readLimits(filled, DEFAULTS, 'nl')).toBeNull()
  expect(readLimits(fillLimits(DEFAULTS, 'en'), DEFAULTS, 'en')).toBeNull()
  expect(readLimits(fillLimits(null, 'nl'), null, 'nl')).toBeNull()
  expect([textAt(filled, 'outlier.spread'), textAt(filled, 'spatial.similarity.times')]).toEqual(['1,5', '4'])
})

it('names only the tests that differ, and leaves out what is emptied', () => {
  expect(readLimits(typed('range', { maximum: '45,5' }), DEFAULTS, 'nl')).toEqual({
    range: { minimum: -30, maximum: 45.5 },
  })
  expect(readLimits(typed('constant', { hours: '' }), DEFAULTS, 'nl')).toEqual({ constant: null })
  expect(readLimits(typed('spatial', { correlation: '', similarity: {} }), DEFAULTS, 'nl')).toEqual({
    spatial: { kilometres: 15 },
  })
  const none = { kilometres: '', correlation: '', similarity: {} }
  expect(readLimits(typed('spatial', none), DEFAULTS, 'nl')).toEqual({ spatial: null })
  expect(readLimits({ rate: { change: '2', minutes: '10' } }, null, 'nl')).toEqual({
    rate: { change: 2, minutes: 10 },
  })
})

it('sends what is missing or no number along, to be refused at its field', () => {
  const half = typed('range', { minimum: '', maximum: 'veel' })
  expect(readLimits(half, DEFAULTS, 'nl')).toEqual({ range: { minimum: '', maximum: 'veel' } })
  const place = placeLimitMistake(typed('rate', { change: '1.234' }), 'nl')
  const at = (pointer: string) => place({ in: 'body', pointer, detail: 'Fout.' })
  expect(at('/limits/a~1b/range/minimum').pointer).toBe('/range/minimum')
  expect(at('/limits/temperature/range').pointer).toBe('/range/minimum')
  expect(at('/limits/temperature/spatial/similarity/least').pointer).toBe('/spatial/similarity/least')
  expect(at('/limits/temperature/rate/change').detail).toContain('1,234')
  expect([at('/limits/temperature').pointer, at('/limits/x/vreemd').pointer]).toEqual(['', ''])
})

it('says each test in a few words with its unit', () => {
  const say = (test: Parameters<typeof describeTest>[0]) =>
    describeTest(test, { limits: DEFAULTS, unit: '°C' }, 'nl')
  expect(say('range')).toBe('buiten -30 tot 50\u00a0°C')
  expect(say('rate')).toBe('meer dan 15\u00a0°C in 60 minuten')
  expect(say('outlier')).toBe('meer dan 10 keer de spreiding (minstens 1,5\u00a0°C)')
  expect(describeTest('range', { limits: null, unit: '' }, 'nl')).toBeUndefined()
  expect(limitAt(DEFAULTS, 'spatial.similarity.times')).toBe(4)
  expect(limitAt(DEFAULTS, 'spatial.similarity')).toBeUndefined()
})
