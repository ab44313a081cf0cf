import { type ChartKind, COLUMNS } from '@samenspel/standards/explorations'
import { expect, it } from 'vitest'
import type { Answer } from '../schema.ts'
import { compareAnswers } from './compare.ts'

const answer = (chart: ChartKind, rows: Answer['rows']): Answer =>
  ({ columns: [...COLUMNS[chart]], rows, series: [{ key: 'all', name: null }] }) as unknown as Answer
const step = (hour: number, value: number | null, n = 2): Answer['rows'][number] => [
  `2026-03-01T0${hour}:00:00.000Z`,
  'all',
  value,
  n,
  1,
  null,
  null,
]

it('counts what is the same, another, added and gone', () => {
  const then = answer('lines', [step(0, 1), step(1, 2), step(2, 3), step(3, null), step(4, 5), step(5, null)])
  const now = answer('lines', [
    step(0, 1),
    step(1, 2, 3),
    step(2, 4),
    step(3, 7),
    step(4, null),
    step(5, null),
  ])
  expect(compareAnswers(then, now)).toMatchObject({
    same: 2,
    otherwise: 1,
    changed: 1,
    added: 1,
    gone: 1,
    largest: {
      kind: 'changed',
      before: 3,
      after: 4,
      row: { time: '2026-03-01T02:00:00.000Z', series: 'all' },
    },
    means: [{ series: 'all', before: 2.75, after: 3.5 }],
  })
})

it('finds nothing in the same answer, nor in how a computer rounds', () => {
  const then = answer('lines', [step(0, 0.3)])
  const found = compareAnswers(then, answer('lines', [step(0, 0.1 + 0.2)]))
  expect(found).toMatchObject({ same: 1, otherwise: 0, changed: 0, largest: null, differences: [] })
})

it('takes bounds that a computer rounds otherwise for the same', () => {
  const row = (low: number): Answer['rows'][number] => ['all', 5, 3, 1, low, 9]
  const found = compareAnswers(answer('compare', [row(0.3)]), answer('compare', [row(0.1 + 0.2)]))
  expect(found).toMatchObject({ same: 1, otherwise: 0 })
})

it('tells the largest change, whichever way it goes', () => {
  const then = answer('lines', [step(0, 1), step(1, 9), step(2, 5)])
  const now = answer('lines', [step(0, 2), step(1, 2), step(2, 6)])
  expect(compareAnswers(then, now).largest).toMatchObject({ before: 9, after: 2 })
})

it.each<[ChartKind, Answer['rows'][number], Answer['rows'][number], object]>([
  ['compare', ['all', 1, 2, 1, null, null], ['all', 2, 2, 1, null, null], { series: 'all' }],
  ['day', [3, 'all', 1, 9, 0, 2], [3, 'all', 2, 9, 0, 2], { hour: 3, series: 'all' }],
  ['week', [1, 3, 'all', 1, 9, 0, 2], [1, 3, 'all', 2, 9, 0, 2], { weekday: 1, hour: 3, series: 'all' }],
  ['distribution', [0, 5, 'all', 1, 0.5], [0, 5, 'all', 2, 0.5], { from: 0, to: 5, series: 'all' }],
  ['scatter', ['t', 'all', 1, 8], ['t', 'all', 2, 8], { time: 't', series: 'all' }],
  ['rose', [30, 'all', 1, 4, 0.2], [30, 'all', 2, 4, 0.2], { direction: 30, series: 'all' }],
])('knows the rows of a %s chart', (chart, before, after, row) => {
  expect(compareAnswers(answer(chart, [before]), answer(chart, [after]))).toMatchObject({
    changed: 1,
    differences: [{ row, before: 1, after: 2 }],
  })
})

it('tells no more than a hundred differences one by one, and counts all', () => {
  const many = (value: number) =>
    answer(
      'lines',
      Array.from({ length: 150 }, (_, index) => [`t${index}`, 'all', value, 1, 1, null, null]),
    )
  const found = compareAnswers(many(1), many(2))
  expect([found.changed, found.differences.length]).toEqual([150, 100])
})

it('finds that a point of a scatter chart moved, by its value or by what it is set out against', () => {
  const point = (time: string, value: number, against: number): Answer['rows'][number] => [
    time,
    'all',
    value,
    against,
  ]
  const then = answer('scatter', [
    point('a', 1, 8),
    point('b', 2, 8),
    point('c', 3, 8),
    point('d', 4, 8),
    point('e', 5, 8),
  ])
  const now = answer('scatter', [
    point('a', 1, 8),
    point('b', 2, 9),
    point('c', 4, 9),
    point('e', 6, 8),
    point('f', 7, 8),
  ])
  const found = compareAnswers(then, now)
  expect(found).toMatchObject({ same: 1, otherwise: 0, changed: 3, added: 1, gone: 1 })
  expect(found.differences.map(({ of, kind, before, after }) => [of, kind, before, after])).toEqual([
    ['against', 'changed', 8, 9],
    ['value', 'changed', 3, 4],
    ['against', 'changed', 8, 9],
    ['value', 'gone', 4, null],
    ['value', 'changed', 5, 6],
    ['value', 'added', null, 7],
  ])
  expect(found.largest).toMatchObject({ of: 'value', before: 3, after: 4 })
})

const bins = (width: number, first: number, counts: number[], series = 'all'): Answer['rows'] =>
  counts.map((times, index) => [(first + index) * width, (first + index + 1) * width, series, times, 0.5])

it('counts in the same ranges when a distribution reaches further now', () => {
  const then = answer('distribution', bins(1, 3, [2, 5]))
  const now = answer('distribution', bins(1, 2, [1, 2, 6, 0]))
  const found = compareAnswers(then, now)
  expect(found).toMatchObject({ same: 2, changed: 2, added: 0, gone: 0 })
  expect(found.differences).toMatchObject([
    { row: { from: 2, to: 3 }, before: 0, after: 1 },
    { row: { from: 4, to: 5 }, before: 5, after: 6 },
  ])
})

it.each([
  ['twice as wide', bins(1, 0, [1, 2, 3, 4]), bins(2, 0, [3, 7]), 2, 2],
  ['2 and 5 wide', bins(2, 0, [1, 1, 1, 1, 1]), bins(5, 0, [2, 3]), 1, 10],
  ['a tenth wide', bins(0.1, -2, [4, 1]), bins(0.2, -1, [5]), 1, 0.2],
])('finds nothing in ranges that are %s and hold the same', (_, before, after, same, width) => {
  const found = compareAnswers(answer('distribution', before), answer('distribution', after))
  expect(found).toMatchObject({ same, changed: 0, added: 0, gone: 0, differences: [] })
  const shifted = compareAnswers(answer('distribution', before), answer('distribution', after.slice(0, -1)))
  expect(shifted.differences.every(({ row }) => Number(row.to) - Number(row.from) - width < 1e-9)).toBe(true)
})

it('has every range of each place when one of the answers counted nothing', () => {
  const then = answer('distribution', bins(1, 0, [3, 2]))
  expect(compareAnswers(then, answer('distribution', []))).toMatchObject({ gone: 2 })
})
