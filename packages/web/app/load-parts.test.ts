import { expect, it } from 'vitest'
import { answers } from '../testing/answers.ts'
import { callFixtureApi } from '../testing/fixture-api.ts'
import { indicators } from '../testing/fixture-data.ts'
import type { FetchApi, Indicator } from './api.ts'
import { loadParts } from './load-parts.server.ts'

const [heat] = indicators as [Indicator]
const api: FetchApi = (path, init) => callFixtureApi(new Request(new URL(path, 'http://localhost'), init))
const titlesOf = async (indicator: Partial<Indicator>, through = api) =>
  (await loadParts(through, { ...heat, ...indicator }, 'nl')).map(({ title }) => title)

it('names a statistic of the municipality itself as its areas have it', async () => {
  expect(await titlesOf({ what: 'area-statistic', measure: 'greenery' })).toEqual(['Groen'])
})

it('names a statistic of Statistics Netherlands by its own name, and one that no area has by its key', async () => {
  expect(await titlesOf({ what: 'area-statistic', measure: 'population' })).toEqual(['inwoners'])
  const operand = { measure: 'nowhere' } as Indicator['first']
  expect(await titlesOf({ what: 'difference', first: operand, second: operand })).toEqual([
    'nowhere',
    'nowhere',
  ])
})

it('names a statistic by its key when the area of the figures is not there any more', async () => {
  const withoutAreas: FetchApi = (path, init) =>
    path.includes('/areas/') ? Promise.resolve(new Response('{}', { status: 404 })) : api(path, init)
  expect(await titlesOf({ what: 'area-statistic', measure: 'greenery' }, withoutAreas)).toEqual(['greenery'])
})

it('names the area or group of which the second figure always is, and what has gone by its code', async () => {
  const operand = (place: string | null) => ({ indicatorId: 'other', measure: null, place })
  const placeAt = async (place: string, level: Indicator['level']) => {
    const group = { key: 'referentie', title: 'Het referentiestation', datasetIds: [], thingIds: [1] }
    const through = answers({
      'GET /api/v1/indicators/other': { ...heat, level, groups: [group] },
      'GET /api/v1/areas/BU1': { code: 'BU1', name: 'Weverskwartier' },
    })
    const difference = { ...heat, what: 'difference', first: operand(null), second: operand(place) } as const
    return (await loadParts(through, difference, 'nl')).map((part) => part.place)
  }
  expect(await placeAt('BU1', 'neighbourhood')).toEqual([null, 'Weverskwartier'])
  expect(await placeAt('BU9', 'neighbourhood')).toEqual([null, 'BU9'])
  expect(await placeAt('referentie', 'group')).toEqual([null, 'Het referentiestation'])
})
