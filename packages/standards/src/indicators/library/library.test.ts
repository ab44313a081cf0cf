import { expect, test } from 'vitest'
import { COUNTING, WITH_NORM } from '../method.ts'
import { findReadyDefinition, READY_DEFINITIONS } from './library.ts'

test('each is found by a key of its own', () => {
  const keys = READY_DEFINITIONS.map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys.every((key) => /^[a-z0-9-]+$/.test(key))).toBe(true)
  expect(findReadyDefinition('tropical-days')).toMatchObject({ step: 'maximum', norm: 30 })
  expect(findReadyDefinition('unicorns')).toBeUndefined()
})

test.each(READY_DEFINITIONS.map((each) => [each.key, each] as const))(
  '%s says where it stands',
  (_, ready) => {
    const { source, lines, statistic, norm, normUnit, properties, measure, title } = ready
    for (const { url, title: name, clause } of [source, ...lines.map((line) => line.source)]) {
      expect(url).toMatch(/^https:\/\/(www\.who\.int|eur-lex\.europa\.eu|www\.knmi\.nl|www\.cbs\.nl)\//)
      expect([name, clause].every((text) => text.length > 0 && text.length <= 300)).toBe(true)
    }
    expect(WITH_NORM.includes(statistic)).toBe(norm !== null)
    if (COUNTING.includes(statistic)) expect(normUnit).not.toBeNull()
    expect(properties.length > 0).toBe(measure === null)
    expect([title.nl, title.en].every((text) => text.length > 0)).toBe(true)
  },
)

test('the norms for the air are those of the table of the WHO and of the directives', () => {
  const valuesOf = (key: string) => findReadyDefinition(key)?.lines.map(({ value }) => value)
  expect(valuesOf('pm25-year')).toEqual([5, 10, 25])
  expect(valuesOf('pm10-year')).toEqual([15, 20, 40])
  expect(valuesOf('no2-year')).toEqual([10, 20, 40])
  expect(valuesOf('no2-hours-eu')).toEqual([18, 3])
  expect(valuesOf('pm10-days-eu')).toEqual([35])
  expect(valuesOf('o3-days-eu')).toEqual([25, 18])
})
