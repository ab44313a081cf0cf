import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDataArrays, readPlainRows } from '../index.ts'

const time = fc.constantFrom(
  '2020-01-01T00:00:00Z',
  '2020-06-01T02:00:00.123456+02:00',
  '1700-01-01T00:00:00Z',
)
const odd = fc.oneof(
  fc.constantFrom('2020-01-01T00:00:00Z/2020-01-02T00:00:00Z', '2020-02-30T00:00:00Z', null, 'x', Number.NaN),
  fc.jsonValue({ maxDepth: 1 }),
)
const row = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.tuple(time, fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))),
  },
  { weight: 1, arbitrary: fc.tuple(odd, odd) },
  { weight: 1, arbitrary: fc.array(odd, { maxLength: 3 }) },
)
const group = fc.record(
  {
    Datastream: fc.oneof(
      { weight: 9, arbitrary: fc.record({ '@iot.id': fc.nat() }) },
      { weight: 1, arbitrary: fc.record({ '@iot.id': odd }) },
    ),
    components: fc.oneof(
      { weight: 9, arbitrary: fc.constant(['phenomenonTime', 'result']) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(['result', 'phenomenonTime'], ['result'], ['result', 'resultTime']),
      },
    ),
    dataArray: fc.array(row, { maxLength: 5 }),
    extra: odd,
  },
  { requiredKeys: ['Datastream', 'components', 'dataArray'] },
)

test('what is read says the same as the full check', () => {
  fc.assert(
    fc.property(fc.array(group, { maxLength: 4 }), (body) => {
      const plain = readPlainRows(body)
      if (!plain) return
      const checked = checkDataArrays(body)
      if (!checked.ok) throw new Error('A plain body is a right one.')
      const rows = checked.value.flatMap((each) =>
        each.rows.map((_, at) => [
          Number(each.datastream),
          Number(each.phenomenonStart[at]),
          each.result[at],
        ]),
      )
      expect(checked.value.flatMap(({ rejected }) => rejected)).toEqual([])
      expect(plain.datastreams.map((id, at) => [id, plain.times[at], plain.results[at]])).toEqual(rows)
    }),
    { numRuns: 2000 },
  )
})

test('the usual body is read, any other is left to the full check', () => {
  const usual = {
    Datastream: { '@iot.id': 7 },
    components: ['result', 'phenomenonTime'],
    dataArray: [[1.5, '1970-01-01T00:00:01Z']],
  }
  expect(readPlainRows([usual, usual])).toEqual({
    datastreams: [7, 7],
    times: [1_000_000, 1_000_000],
    results: [1.5, 1.5],
  })
  expect(readPlainRows([{ ...usual, 'dataArray@iot.count': 1 }])).toBeUndefined()
  expect(readPlainRows([{ ...usual, dataArray: [['x', '1970-01-01T00:00:01Z']] }])).toBeUndefined()
  expect(readPlainRows([usual, usual], { depth: 1, errors: 1, rows: 1 })).toBeUndefined()
  expect(readPlainRows(usual)).toBeUndefined()
})
