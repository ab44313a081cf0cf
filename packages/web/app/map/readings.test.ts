import { expect, it } from 'vitest'
import { mergeLatest, type Reading } from './readings.ts'

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
}

it('takes newer values of its own datastreams only', () => {
  const news = (about: object) =>
    mergeLatest([reading], [{ datastreamId: 10, value: 5, time: '2026-08-20T11:00:00Z', ...about }])
  expect(news({})).toEqual([{ ...reading, value: 5, time: '2026-08-20T11:00:00Z', stale: false }])
  expect(news({ datastreamId: 11 })).toEqual([reading])
  expect(news({ value: null })).toEqual([reading])
  expect(news({ time: '2026-08-20T09:00:00Z' })).toEqual([reading])
  expect(news({ time: reading.time })).toEqual([{ ...reading, value: 5 }])
})
