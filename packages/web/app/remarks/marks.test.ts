import { expect, it } from 'vitest'
import { markRemarks, marksOfSeries, numbersOf } from './marks.ts'

const period = { from: '2026-03-01T00:00:00Z', to: '2026-03-08T00:00:00Z' }
const remark = (id: string, from: string | null, to: string | null = null) => ({ id, from, to })

it('numbers what touches the period in the order of time, and cuts it off at its ends', () => {
  const marks = markRemarks(
    [
      remark('later', '2026-03-05T12:00:00Z'),
      remark('timeless', null),
      remark('around', '2026-02-01T00:00:00Z', '2026-04-01T00:00:00Z'),
      remark('before', '2026-02-01T00:00:00Z', '2026-02-28T00:00:00Z'),
      remark('after', '2026-03-08T00:00:01Z'),
      remark('at-the-end', '2026-03-08T00:00:00Z'),
    ],
    period,
  )
  expect(marks.map(({ id, number }) => [number, id])).toEqual([
    [1, 'around'],
    [2, 'later'],
    [3, 'at-the-end'],
  ])
  expect(marks[0]).toMatchObject({ from: Date.parse(period.from), to: Date.parse(period.to) })
  expect(marks[1]).toMatchObject({ from: Date.parse('2026-03-05T12:00:00Z'), to: null })
  expect(numbersOf(marks).get('later')).toBe(2)
})

it('numbers remarks of the same moment the same way, whatever their order in the list', () => {
  const items = [remark('b', '2026-03-02T00:00:00Z'), remark('a', '2026-03-02T00:00:00Z')]
  expect(markRemarks(items, period)).toEqual(markRemarks(items.toReversed(), period))
})

it('gives the chart of a series what is about it, with the numbers of the whole page', () => {
  const items = [
    { ...remark('station', '2026-03-02T00:00:00Z'), datastream: null, property: null },
    { ...remark('other', '2026-03-03T00:00:00Z'), datastream: 5, property: null },
    { ...remark('rain', '2026-03-04T00:00:00Z'), datastream: null, property: 'rain' },
    { ...remark('own', '2026-03-05T00:00:00Z'), datastream: 4, property: 'pm25' },
  ]
  const marks = marksOfSeries(markRemarks(items, period), items, { datastreamId: 4, property: 'pm25' })
  expect(marks.map(({ id, number }) => [number, id])).toEqual([
    [1, 'station'],
    [4, 'own'],
  ])
})
