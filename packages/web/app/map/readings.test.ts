import { describe, expect, it } from 'vitest'
import { stations } from '../../testing/fixture-data.ts'
import type { Station } from '../api.ts'
import { listProperties, mergeLatest, type Reading, readingsOf } from './readings.ts'

const reading: Reading = {
  thingId: 1,
  datastreamId: 10,
  name: 'Tuin',
  location: [5, 52],
  areaCode: null,
  value: 3,
  unit: '°C',
  time: '2026-08-20T10:00:00Z',
  stale: true,
  calibrated: false,
  usable: true,
}

it('takes newer values of its own datastreams only', () => {
  const news = (about: object) =>
    mergeLatest(
      [reading],
      [{ datastreamId: 10, value: 5, time: '2026-08-20T11:00:00Z', quality: 0, ...about }],
    )
  expect(news({})).toEqual([{ ...reading, value: 5, time: '2026-08-20T11:00:00Z', stale: false }])
  expect(news({ datastreamId: 11 })).toEqual([reading])
  expect(news({ value: null })).toEqual([reading])
  expect(news({ time: '2026-08-20T09:00:00Z' })).toEqual([reading])
  expect(news({ time: reading.time })).toEqual([{ ...reading, value: 5 }])
  expect(news({ quality: 1 })).toMatchObject([{ value: 5, stale: false, usable: false }])
  expect(news({ quality: 8 })).toMatchObject([{ usable: true }])
})

describe('the readings of a property', () => {
  const [, pm25] = (stations[0] as Station).latest as [unknown, Station['latest'][number]]
  const named = (name: string, ...latest: Partial<Station['latest'][number]>[]): Station => ({
    ...(stations[0] as Station),
    name,
    latest: latest.map((one, index) => ({ ...pm25, datastreamId: index + 1, ...one })),
  })
  const known = { name: 'pm25', title: 'Fijnstof', unit: 'µg/m³' }
  const valuesOf = (...some: Station[]) => readingsOf(some, known).readings.map(({ value }) => value)

  it('are calibrated where they can be, unless only the raw value is of now', () => {
    const raw = { value: 20 }
    const calibrated = { value: 12, calibrated: true }
    expect(valuesOf(named('A', raw, calibrated))).toEqual([12])
    expect(readingsOf([named('A', raw, calibrated)], known).readings).toMatchObject([{ calibrated: true }])
    expect(valuesOf(named('A', raw, { ...calibrated, stale: true }))).toEqual([20])
    expect(valuesOf(named('A', raw, { ...calibrated, value: null, time: null }))).toEqual([20])
    expect(valuesOf(named('A', raw, { ...calibrated, quality: 64 }))).toEqual([20])
    expect(readingsOf([named('A', { quality: 1 })], known).readings).toMatchObject([{ usable: false }])
  })

  it('are in one unit, that of most series, and say how many stations are left out', () => {
    const pascal = named('A', { unit: 'Pa', value: 101_325 })
    const all = [pascal, named('B', { unit: 'hPa', value: 1013 }), named('C', { unit: 'hPa', value: 1009 })]
    const properties = listProperties(all, (title) => title)
    expect(properties).toEqual([{ name: 'pm25', title: 'Fijnstof (PM2.5)', unit: 'hPa' }])
    const { readings, inOtherUnit } = readingsOf(all, { ...known, unit: 'hPa' })
    expect(readings.map(({ value, unit }) => `${value} ${unit}`)).toEqual(['1013 hPa', '1009 hPa'])
    expect(inOtherUnit).toBe(1)
  })
})
