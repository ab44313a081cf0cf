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

it('shows what is around a moment of before the newest time', async () => {
  const area = 'BU99010102'
  const newest = await load({ area })
  expect((await load({ area, around: newest.values[5]?.periodStart ?? '' })).values).toEqual(newest.values)
  const asked: URLSearchParams[] = []
  const spied: FetchApi = (path, init) => {
    asked.push(new URL(path, 'http://localhost').searchParams)
    return api(path, init)
  }
  await loadIndicator(heat, { area, around: '2020-07-01T12:00:00Z' }, spied, NOW)
  const [from, to] = [asked.at(-1)?.get('from'), asked.at(-1)?.get('to')]
  expect([from, to]).toEqual(['2020-01-01T00:00:00.000Z', '2020-12-31T00:00:00.000Z'])
})

it('shows the area that is asked', async () => {
  expect((await load({ area: 'BU99010102' })).area).toEqual({ code: 'BU99010102', name: 'Centrum' })
})
