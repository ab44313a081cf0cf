import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  OBSERVATION_FIELDS,
  type ObservationField,
  readCsvLine,
  readHeader,
  readJsonLine,
} from './observation-rows.ts'

const COLUMNS: ObservationField[] = ['datastream', 'phenomenonTime', 'result']
const AT = Date.UTC(2026, 2, 1) * 1000

describe('a header', () => {
  it.each([
    ['datastream,phenomenonTime,result', undefined],
    ['result,"phenomenonTime",thingKey,datastreamKey,resultQuality', undefined],
    ['datastream,phenomenonTime', 'needs'],
    ['thingKey,phenomenonTime,result', 'needs'],
    ['datastream,phenomenonTime,result,colour', 'no column “colour”'],
    ['datastream,phenomenonTime,result,result', 'twice'],
    ['', 'no column'],
  ])('%s', (line, message) => {
    const read = readHeader(line)
    expect(read.ok ? undefined : read.message.en).toEqual(
      message === undefined ? undefined : expect.stringContaining(message),
    )
  })
})

describe('a line of CSV', () => {
  it.each([
    ['7,2026-03-01T00:00:00Z,2.5', { datastream: 7, start: AT, end: null, result: 2.5 }],
    ['7,2026-03-01T00:00:00Z/2026-03-01T01:00:00Z,-1e3', { end: AT + 3_600_000_000, result: -1000 }],
    ['7,2026-03-01T01:00:00+01:00,"fog, ""thick"""', { start: AT, result: 'fog, "thick"' }],
    ['7,2026-03-01T00:00:00Z,12:30', { result: '12:30' }],
  ])('%s is an observation', (line, row) => {
    expect(readCsvLine(line, COLUMNS)).toMatchObject({ ok: true, row })
  })

  it.each([
    ['7,2026-03-01T00:00:00Z', 'bad-row', undefined],
    ['7,2026-03-01T00:00:00Z,"2', 'bad-row', undefined],
    ['7,2026-03-01T00:00:00Z,\uFFFD', 'bad-row', undefined],
    ['x,2026-03-01T00:00:00Z,2', 'bad-datastream', 'datastream'],
    ['9999999999999999999,2026-03-01T00:00:00Z,2', 'bad-datastream', 'datastream'],
    ['7,2026-03-01,2', 'bad-time', 'phenomenonTime'],
    ['7,2026-03-01T00:00:00Z,', 'bad-result', 'result'],
  ])('%s is refused', (line, fault, field) => {
    const read = readCsvLine(line, COLUMNS)
    expect(read).toMatchObject({ ok: false, fault })
    expect(read.ok ? undefined : read.field).toBe(field)
  })

  it('can name its datastream by keys, and say more', () => {
    const columns: ObservationField[] = [
      'thingKey',
      'datastreamKey',
      'phenomenonTime',
      'result',
      'resultTime',
      'resultQuality',
      'validTime',
      'parameters',
    ]
    const line =
      'NL1,pm25,2026-03-01T00:00:00Z,1,2026-03-01T00:00:00Z,good,2026-03-01T00:00:00Z/2026-03-02T00:00:00Z,"{""a"":1}"'
    expect(readCsvLine(line, columns)).toEqual({
      ok: true,
      row: {
        datastream: { thingKey: 'NL1', datastreamKey: 'pm25' },
        start: AT,
        end: null,
        result: 1,
        resultTime: AT,
        detail: {
          resultQuality: 'good',
          validTime: '2026-03-01T00:00:00.000Z/2026-03-02T00:00:00.000Z',
          parameters: { a: 1 },
        },
      },
    })
  })
})

describe('a line of JSON', () => {
  it.each([
    [
      '{"datastream":7,"phenomenonTime":"2026-03-01T00:00:00Z","result":{"a":[1]}}',
      { datastream: 7, result: { a: [1] } },
    ],
    [
      '{"Datastream":{"@iot.id":"7"},"phenomenonTime":"2026-03-01T00:00:00Z","result":null}',
      { datastream: 7, result: null },
    ],
    [
      '{"datastream":2147483648,"phenomenonTime":"2026-03-01T00:00:00Z","result":1}',
      { datastream: 2 ** 31, result: 1 },
    ],
    [
      '{"datastream":"9223372036854775807","phenomenonTime":"2026-03-01T00:00:00Z","result":1}',
      { datastream: 2 ** 63, result: 1 },
    ],
  ])('%s is an observation', (line, row) => {
    expect(readJsonLine(line)).toMatchObject({ ok: true, row })
  })

  it.each([
    ['[1]', 'bad-row'],
    ['{"datastream":7', 'bad-row'],
    ['{"datastream":7,"phenomenonTime":"2026-03-01T00:00:00Z","result":1,"colour":1}', 'bad-row'],
    ['{"datastream":7,"phenomenonTime":5,"result":1}', 'bad-time'],
    ['{"datastream":0,"phenomenonTime":"2026-03-01T00:00:00Z","result":1}', 'bad-datastream'],
    ['{"datastream":1e30,"phenomenonTime":"2026-03-01T00:00:00Z","result":1}', 'bad-datastream'],
    ['{"datastream":7,"phenomenonTime":"2026-03-01T00:00:00Z","result":"a\\u0000"}', 'bad-row'],
    ['{"datastream":7,"phenomenonTime":"2026-03-01T00:00:00Z","result":1,"parameters":[]}', 'bad-value'],
    ['{"datastream":7,"phenomenonTime":"2026-03-01T00:00:00Z"}', 'bad-result'],
  ])('%s is refused', (line, fault) => {
    expect(readJsonLine(line)).toMatchObject({ ok: false, fault })
  })
})

it('reads or refuses any line, without an error', () => {
  const value = fc.oneof(
    fc.constantFrom<unknown>('2026-03-01T00:00:00Z', 1, '7', '', '"', ',', null),
    fc.jsonValue(),
  )
  const object = fc.dictionary(
    fc.constantFrom<string>(...OBSERVATION_FIELDS, 'Datastream', '__proto__'),
    value,
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        object.map((it) => JSON.stringify(it)),
      ),
      (line) => {
        expect(typeof readJsonLine(line).ok).toBe('boolean')
      },
    ),
    { numRuns: 2_000 },
  )
  const cells = fc.array(
    value.map((it) => (typeof it === 'string' ? it : JSON.stringify(it))),
    { maxLength: 5 },
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        cells.map((it) => it.join(',')),
      ),
      (line) => {
        expect(typeof readCsvLine(line, COLUMNS).ok).toBe('boolean')
        expect(typeof readHeader(line).ok).toBe('boolean')
      },
    ),
    { numRuns: 2_000 },
  )
})

it('lists the fields of a line that has another', () => {
  const read = readJsonLine('{"time":"2026-03-01T00:00:00Z"}')
  expect(read).toMatchObject({ ok: false })
  expect(JSON.stringify(read)).toContain(`It has: ${OBSERVATION_FIELDS.join(', ')}.`)
})
