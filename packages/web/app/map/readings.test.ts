import { expect, it } from 'vitest'
import { listProperties, mergeLatest, type Reading, toReadings } from './readings.ts'

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
  place: 'exact',
  averaged: 0,
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

it('gives each property in the unit of most stations, and says how many measure it in another', () => {
  const measured = [
    { name: 'pressure', title: 'druk', unit: 'hPa', stations: 9, extent: [5.1, 52, 5.2, 52.1] },
    { name: 'pm25', title: 'fijnstof', unit: 'µg/m³', stations: 5, extent: null },
    { name: 'pressure', title: 'druk', unit: 'Pa', stations: 2, extent: [4, 51, 6, 53] },
  ]
  expect(listProperties(measured, (title) => title)).toEqual([
    {
      name: 'pressure',
      title: 'Druk',
      unit: 'hPa',
      stations: 9,
      inOtherUnit: 2,
      extent: [
        [5.1, 52],
        [5.2, 52.1],
      ],
    },
    { name: 'pm25', title: 'Fijnstof', unit: 'µg/m³', stations: 5, inOtherUnit: 0, extent: [] },
  ])
})

it('shows what was measured at a moment, and nothing of who did not measure then', () => {
  const { value: _, ...station } = reading
  const stations = [
    { ...station, values: [1, null] },
    { ...station, thingId: 2, values: [null, 2] },
  ]
  const frames = ['2026-08-20T10:00:00Z', '2026-08-20T11:00:00Z']
  expect(toReadings(stations, frames, 1)).toMatchObject([{ thingId: 2, value: 2, time: frames[1] }])
  expect(toReadings(stations, frames, 7)).toEqual([])
  expect(toReadings([{ ...station, values: [3] }], [], 0)).toMatchObject([{ value: 3, time: reading.time }])
  expect(toReadings([{ ...station, time: null, values: [3] }], [], 0)).toEqual([])
})
