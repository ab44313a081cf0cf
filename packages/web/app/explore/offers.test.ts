import { expect, it } from 'vitest'
import type { Choices } from './choices.server.ts'
import { offerOthers } from './offers.ts'

const group = (...options: [value: string, label: string][]) => [
  { label: 'x', options: options.map(([value, label]) => ({ value, label })) },
]
const choices: Choices = {
  what: group(
    ['property:wind', 'Wind'],
    ['property:temperature', 'Temperatuur'],
    ['indicator:hete-nachten', 'Hete nachten'],
  ),
  against: group(['property:temperature', 'Temperatuur'], ['property:wind', 'Wind']),
  winds: group(['property:wind_direction', 'Windrichting']),
  where: group(['all', 'Alle meetpunten'], ['area:BU1', 'Kade'], ['area:BU2', 'Veld'], ['station:7', 'Tuin']),
}
const offer = (query: string, ...pointers: string[]) =>
  offerOthers(
    new URLSearchParams(query),
    pointers.map((pointer) => ({ pointer })),
    choices,
  )

it('offers what looks most like what does not exist, in the same question', () => {
  const [first] = offer('what=property:temprature&where=all&from=2026-01-01', '/what')
  expect(first).toEqual({
    label: 'Temperatuur',
    query: 'what=property%3Atemperature&where=all&from=2026-01-01',
  })
  expect(offer('what=indicator:nachten&where=area:BU1', '/what')[0]?.label).toBe('Hete nachten')
})

it('replaces only the place that is wrong, by one that is not asked already', () => {
  expect(
    offer('what=property:wind&where=area:BU1&where=area:BU9', '/where/1').map(({ query }) => query),
  ).toEqual([
    'what=property%3Awind&where=area%3ABU1&where=area%3ABU2',
    'what=property%3Awind&where=area%3ABU1&where=all',
    'what=property%3Awind&where=area%3ABU1&where=station%3A7',
  ])
})

it('offers areas to an indicator and directions to a rose', () => {
  const places = offer('what=indicator:hete-nachten&where=area:BU9', '/where/0')
  expect(places.map(({ label }) => label)).toEqual(['Kade', 'Veld'])
  const rose = offer('chart=rose&what=property:temperature&against=property:geen&where=all', '/against')
  expect(rose.map(({ label }) => label)).toEqual(['Windrichting'])
})

it('offers nothing for what is not a part of the question', () => {
  expect(offer('what=property:wind&where=all', '/from', '/where/4')).toEqual([])
})
