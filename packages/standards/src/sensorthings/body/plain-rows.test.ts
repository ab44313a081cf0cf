import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDataArrays, type PlainRows, readPlainRows } from '../index.ts'
import type { BodyLimits } from './report.ts'

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
const mostly = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 15, arbitrary: usual }, { weight: 1, arbitrary: rare })
const usualGroup = fc.record(
  {
    Datastream: mostly(fc.record({ '@iot.id': fc.nat() }), fc.record({ '@iot.id': odd })),
    components: mostly(
      fc.constant(['phenomenonTime', 'result']),
      fc.constantFrom(['result', 'phenomenonTime'], ['result'], ['result', 'resultTime']),
    ),
    dataArray: fc.array(row, { maxLength: 5 }),
  },
  { noNullPrototype: true },
)
const group = mostly(
  usualGroup,
  fc.tuple(usualGroup, odd).map(([usual, extra]) => ({ ...usual, extra })),
)

/** As programs write JSON: closely, with spaces, or on many lines. */
const spacing = fc.constantFrom(undefined, 1, '\t')

function read(body: unknown, space?: number | string, limits?: BodyLimits) {
  return readPlainRows(new TextEncoder().encode(JSON.stringify(body, undefined, space)), limits)
}

/** What the full check makes of a body that must be right. */
function check(body: unknown) {
  const checked = checkDataArrays(body)
  if (!checked.ok) throw new Error('A plain body is a right one.')
  expect(checked.value.flatMap(({ rejected }) => rejected)).toEqual([])
  return checked.value.flatMap((each) =>
    each.rows.map((_, at) => [Number(each.datastream), Number(each.phenomenonStart[at]), each.result[at]]),
  )
}

function rowsOf({ datastreams, times, results }: PlainRows) {
  return Array.from(datastreams, (id, at) => [id, times[at], results[at]])
}

test('what is read says the same as the full check', () => {
  let count = 0
  fc.assert(
    fc.property(fc.array(group, { maxLength: 4 }), spacing, (body, space) => {
      const plain = read(body, space)
      if (!plain) return
      count += plain.times.length
      expect(rowsOf(plain)).toEqual(check(JSON.parse(JSON.stringify(body))))
    }),
    { numRuns: 2000 },
  )
  expect(count).toBeGreaterThan(500)
})

const usual = {
  Datastream: { '@iot.id': 7 },
  components: ['phenomenonTime', 'result'],
  dataArray: [['1970-01-01T00:00:01Z', 1.5]],
}

test('a text with other bytes in it says the same as the full check, or is left to it', () => {
  const bytes = new TextEncoder().encode(
    JSON.stringify([
      usual,
      {
        ...usual,
        components: ['result', 'phenomenonTime'],
        dataArray: [
          [-0.5e-3, '2020-02-29T23:59:59.5+01:00'],
          [12, '2020-02-29T23:59:59.1234567Z'],
        ],
      },
    ]),
  )
  let read = 0
  const byte = fc.oneof(
    fc.constantFrom(...new TextEncoder().encode('0123456789+-.eE,:[]{}"\\ \n\tTZtz\0é')),
    fc.nat(255),
  )
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), byte, fc.nat(2), (at, other, removed) => {
      const changed = Uint8Array.from([...bytes.subarray(0, at), other, ...bytes.subarray(at + removed)])
      const plain = readPlainRows(changed)
      if (!plain) return
      read += 1
      expect(rowsOf(plain)).toEqual(
        check(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(changed))),
      )
    }),
    { numRuns: 20_000 },
  )
  expect(read).toBeGreaterThan(500)
})

test.each([
  '0',
  '-0',
  '1e3',
  '1E-3',
  '0.1',
  '123456789012345',
  '1234567890123456',
  '0.30000000000000004',
  '9007199254740993',
  '1.7976931348623157e308',
  '2.2250738585072014e-308',
  '000.1',
  '1.',
  '.5',
  '+1',
  '01',
  '-',
  '1e',
  '1e400',
  '5e-324',
])('reads the number %s as JSON does, or leaves it', (number) => {
  const plain = readPlainRows(new TextEncoder().encode(JSON.stringify([usual]).replace('1.5', number)))
  let expected: unknown
  try {
    expected = JSON.parse(number)
  } catch {}
  const isStorable =
    typeof expected === 'number' && Number.isFinite(expected) && !(expected > 0 && expected < 2 ** -1022)
  expect(plain ? [...plain.results] : undefined).toEqual(isStorable ? [expected] : undefined)
})

test('the usual body is read, any other is left to the full check', () => {
  const reversed = {
    ...usual,
    components: ['result', 'phenomenonTime'],
    dataArray: [[1.5, '1970-01-01T00:00:01Z']],
  }
  const { components, Datastream, dataArray } = usual
  const orders = [usual, reversed, { components, Datastream, dataArray }]
  for (const each of orders) {
    const plain = read([each, { ...each, dataArray: [] }, each])
    expect(plain && rowsOf(plain)).toEqual([
      [7, 1_000_000, 1.5],
      [7, 1_000_000, 1.5],
    ])
  }
  expect(read([])?.times).toHaveLength(0)
  expect(read([{ ...usual, 'dataArray@iot.count': 1 }])).toBeUndefined()
  expect(read([{ dataArray, components, Datastream }])).toBeUndefined()
  expect(read([{ ...usual, Datastream: { '@iot.id': 1.5 } }])).toBeUndefined()
  expect(read([{ ...usual, Datastream: { '@iot.id': -1 } }])).toBeUndefined()
  expect(read([{ ...usual, components: ['result', 'result'] }])).toBeUndefined()
  expect(read([{ ...usual, dataArray: [['1970-01-01T00:00:01Z', 'x']] }])).toBeUndefined()
  expect(read([{ ...usual, dataArray: [['1970-01-01T00:00:01Z', 1, 2]] }])).toBeUndefined()
  expect(read([usual, usual], undefined, { depth: 1, errors: 1, rows: 2 })).toBeDefined()
  expect(read([usual, usual], undefined, { depth: 1, errors: 1, rows: 1 })).toBeUndefined()
  expect(read(usual)).toBeUndefined()
  expect(readPlainRows(new TextEncoder().encode(`${JSON.stringify([usual])}x`))).toBeUndefined()
  expect(readPlainRows(new Uint8Array())).toBeUndefined()
})

test('rows that are as short as can be find room', () => {
  const rows = Array.from({ length: 500 }, () => '["2020-01-01T00:00Z",1]').join(',')
  const body = `[{"Datastream":{"@iot.id":1},"components":["phenomenonTime","result"],"dataArray":[${rows}]}]`
  expect(readPlainRows(new TextEncoder().encode(body))?.times).toHaveLength(500)
})

test('a day that does not exist is left, as the first of a body too', () => {
  for (const day of ['0000-00-00', '0000-01-01', '2021-02-29'])
    expect(read([{ ...usual, dataArray: [[`${day}T00:00:00Z`, 1]] }])).toBeUndefined()
})

test.each([
  ['a number', `0.${'1'.repeat(200_000)}`, '"1970-01-01T00:00:01Z"'],
  ['a fraction of a second', '1.5', `"1970-01-01T00:00:01.${'1'.repeat(200_000)}Z"`],
  ['a time', '1.5', `"${'1'.repeat(200_000)}"`],
])('%s of very many characters is left to the full check', (_, number, time) => {
  const body = JSON.stringify([usual]).replace('1.5', number).replace('"1970-01-01T00:00:01Z"', time)
  expect(() => JSON.parse(body)).not.toThrow()
  expect(readPlainRows(new TextEncoder().encode(body))).toBeUndefined()
})
