import { expect, it } from 'vitest'
import { callFixtureApi } from '../testing/fixture-api.ts'
import { indicators, NOW } from '../testing/fixture-data.ts'
import type { FetchApi, Indicator } from './api.ts'
import { loadIndicator } from './load-indicator.server.ts'

const heat = indicators[0] as Indicator
const api: FetchApi = (path, init) => callFixtureApi(new Request(new URL(path, 'http://localhost'), init))
const load = (choice: Parameters<typeof loadIndicator>[1]) => loadIndicator(heat, choice, api, NOW)

it.each([
  ['of one district', ['WK990102'], 'BU990102'],
  ['of a municipality', ['GM9901'], 'BU9901'],
  ['of some neighbourhoods', ['BU99010103', 'BU99010202'], 'BU9901'],
])('shows the worst area %s with a name and values', async (_, within, start) => {
  const { area, values } = await load({ within })
  expect(area?.code.startsWith(start)).toBe(true)
  expect(area?.name).not.toBe(area?.code)
  expect(values.length).toBeGreaterThan(300)
})

it('shows no area when nothing is known in those that are meant', async () => {
  expect((await load({ within: ['WK070301'] })).area).toBeNull()
})

it('shows the whole of a time that is asked, with what was before and after it', async () => {
  const area = 'BU99010102'
  const newest = await load({ area })
  const inside = newest.values[100]?.periodStart ?? ''
  expect((await load({ area, during: { from: inside, to: null } })).values).toEqual(newest.values)
  const askedOf = async (from: string, to: string | null) => {
    const asked: URLSearchParams[] = []
    const spied: FetchApi = (path, init) => {
      asked.push(new URL(path, 'http://localhost').searchParams)
      return api(path, init)
    }
    await loadIndicator(heat, { area, during: { from, to } }, spied, NOW)
    return ['from', 'to'].map((name) => asked.at(-1)?.get(name)?.slice(0, 10))
  }
  // A quarter of a year on either side; until now while it goes on.
  expect(await askedOf('2020-04-01T12:00:00Z', '2021-06-01T12:00:00Z')).toEqual(['2020-01-01', '2021-08-31'])
  expect(await askedOf('2020-04-01T12:00:00Z', null)).toEqual(['2020-01-01', undefined])
})

it('shows the area that is asked', async () => {
  expect((await load({ area: 'BU99010102' })).area).toEqual({ code: 'BU99010102', name: 'Centrum' })
})
