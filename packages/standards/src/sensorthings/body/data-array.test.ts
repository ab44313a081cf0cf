import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkDataArrays,
  faultOfMultiResult,
  faultOfResult,
  OBSERVATION_TYPES,
  parseInstant,
  readPlainRows,
} from '../index.ts'

const at = parseInstant

// http://www.opengis.net/spec/iot_sensing/1.1/req/data-array/data-array, the example of clause 13.2
describe('CreateObservations', () => {
  test('rows become columns', () => {
    const checked = checkDataArrays([
      {
        Datastream: { '@iot.id': 1 },
        components: [
          'phenomenonTime',
          'result',
          'FeatureOfInterest/id',
          'resultTime',
          'validTime',
          'parameters',
        ],
        'dataArray@iot.count': 2,
        dataArray: [
          ['2010-12-23T10:20:00-0700', 20, 1, null, null, null],
          [
            '2010-12-23T10:21:00-0700/2010-12-23T10:22:00-0700',
            'clear',
            '9223372036854775807',
            '2010-12-23T17:21:00Z',
            '2010-12-23T10:21:00Z/P1D',
            { a: 1 },
          ],
        ],
      },
      { MultiDatastream: { '@iot.id': 2 }, components: ['result', 'phenomenonTime'], dataArray: [] },
    ])
    expect(checked).toEqual({
      ok: true,
      value: [
        {
          link: 'Datastream',
          datastream: 1n,
          sent: 2,
          rows: [0, 1],
          phenomenonStart: [at('2010-12-23T17:20:00Z'), at('2010-12-23T17:21:00Z')],
          phenomenonEnd: [null, at('2010-12-23T17:22:00Z')],
          result: [20, 'clear'],
          featureOfInterest: [1n, 9223372036854775807n],
          resultTime: [null, at('2010-12-23T17:21:00Z')],
          validStart: [null, at('2010-12-23T10:21:00Z')],
          validEnd: [null, at('2010-12-24T10:21:00Z')],
          parameters: [null, { a: 1 }],
          rejected: [],
        },
        {
          link: 'MultiDatastream',
          datastream: 2n,
          sent: 0,
          rows: [],
          phenomenonStart: [],
          phenomenonEnd: [],
          result: [],
          rejected: [],
        },
      ],
    })
  })

  test('rows with faults are rejected, the others stay', () => {
    let deep: unknown = 1
    for (let i = 0; i < 100; i++) deep = [deep]
    const time = '2020-01-01T00:00:00Z'
    const dataArray = [
      [time, 1, 1],
      ['yesterday', 2, 'x'],
      [time, 3],
      [time, Number.NaN, 1],
      [time, '\u0000', 1],
      [time, deep, 1],
      'row',
      [time, [1, { a: 2 }], 7],
      ['0000-01-01T00:00:00Z', 1, 1],
    ]
    const checked = checkDataArrays([
      {
        Datastream: { '@iot.id': 1 },
        components: ['phenomenonTime', 'result', 'FeatureOfInterest/id'],
        dataArray,
      },
    ])
    expect(checked).toMatchObject({
      ok: true,
      value: [{ rows: [0, 7], result: [1, [1, { a: 2 }]], featureOfInterest: [1n, 7n], sent: 9 }],
    })
    const rejected = checked.ok ? (checked.value[0]?.rejected ?? []) : []
    expect(rejected.map(({ row, errors }) => [row, errors[0]?.path.slice(0, 20)])).toEqual([
      [1, '/0/dataArray/1/0'],
      [2, '/0/dataArray/2'],
      [3, '/0/dataArray/3/1'],
      [4, '/0/dataArray/4/1'],
      [5, '/0/dataArray/5/1/0/0'],
      [6, '/0/dataArray/6'],
      [8, '/0/dataArray/8/0'],
    ])
    expect(rejected[0]?.errors).toHaveLength(2)
  })

  test.each<[string, unknown, string[]]>([
    ['no list', {}, ['']],
    ['no group', [1], ['/0']],
    ['nothing in it', [{}], ['/0/Datastream', '/0/components', '/0/components', '/0/dataArray']],
    [
      'both',
      [
        {
          Datastream: { '@iot.id': 1 },
          MultiDatastream: { '@iot.id': 1 },
          components: ['phenomenonTime', 'result'],
          dataArray: [],
        },
      ],
      ['/0/Datastream'],
    ],
    [
      'components',
      [
        {
          Datastream: { '@iot.id': 1 },
          components: ['result', 'result', 'toString', 3],
          dataArray: [],
          x: 1,
        },
      ],
      ['/0/x', '/0/components/1', '/0/components/2', '/0/components/3', '/0/components'],
    ],
  ])('refused: %s', (_, body, paths) => {
    const checked = checkDataArrays(body)
    expect(checked.ok ? [] : checked.errors.map((error) => error.path)).toEqual(paths)
  })

  test('more rows than the limit', () => {
    const group = {
      Datastream: { '@iot.id': 1 },
      components: ['phenomenonTime', 'result'],
      dataArray: new Array(6).fill(['2020-01-01T00:00:00Z', 1]),
    }
    const limits = { depth: 50, errors: 100, rows: 10 }
    expect(checkDataArrays([group], limits).ok).toBe(true)
    expect(checkDataArrays([group, group], limits).ok).toBe(false)
  })

  test('nothing throws, and every row is either accepted or rejected', () => {
    const cell = fc.oneof(fc.constant('2020-01-01T00:00:00Z'), fc.jsonValue({ maxDepth: 2 }))
    const components = fc.subarray([
      'phenomenonTime',
      'result',
      'id',
      'resultTime',
      'validTime',
      'parameters',
    ])
    const rows = fc.array(fc.oneof(fc.array(cell, { maxLength: 6 }), cell), { maxLength: 6 })
    fc.assert(
      fc.property(components, rows, (names, dataArray) => {
        const checked = checkDataArrays([{ Datastream: { '@iot.id': 1 }, components: names, dataArray }])
        if (!checked.ok) return
        for (const group of checked.value) {
          expect(group.rows.length + group.rejected.length).toBe(dataArray.length)
          expect(group.result).toHaveLength(group.rows.length)
          expect(group.phenomenonStart).toHaveLength(group.rows.length)
        }
      }),
    )
  })
})

describe('results and observation types', () => {
  test('a number nearer to zero than a double can be stored is told at its place, whatever else the rows have', () => {
    for (const parameters of [[], ['parameters']]) {
      const body = [
        {
          Datastream: { '@iot.id': 1 },
          components: ['phenomenonTime', 'result', ...parameters],
          dataArray: [
            ['2010-12-23T10:20:00Z', 2 ** -1022, ...parameters.map(() => null)],
            ['2010-12-23T10:21:00Z', 2 ** -1023, ...parameters.map(() => null)],
          ],
        },
      ]
      expect(readPlainRows(new TextEncoder().encode(JSON.stringify(body)))).toBeUndefined()
      expect(checkDataArrays(body)).toMatchObject({
        ok: true,
        value: [{ rows: [0], rejected: [{ errors: [{ path: '/0/dataArray/1/1' }] }] }],
      })
    }
  })

  test.each<[keyof typeof OBSERVATION_TYPES, number | string | boolean | null | number[], boolean]>([
    ['measurement', 1.5, true],
    ['measurement', '1.5', false],
    ['count', 3, true],
    ['count', 3.5, false],
    ['truth', true, true],
    ['truth', 1, false],
    ['category', 'red', true],
    ['category', 1, false],
    ['complex', [1], true],
    ['complex', 1, false],
    ['any', 'x', true],
    ['measurement', null, true],
  ])('%s %j', (type, result, fits) => {
    expect(faultOfResult(OBSERVATION_TYPES[type], result) === undefined).toBe(fits)
  })

  test('a MultiDatastream has one value per type', () => {
    const types = [OBSERVATION_TYPES.measurement, OBSERVATION_TYPES.category]
    expect(faultOfMultiResult(types, [1, 'clear'])).toBeUndefined()
    expect(faultOfMultiResult(types, [1])?.en).toContain('1 values')
    expect(faultOfMultiResult(types, ['clear', 1])?.en).toContain('Value 1')
    expect(faultOfMultiResult(types, 1)?.en).toContain('list')
  })
})
