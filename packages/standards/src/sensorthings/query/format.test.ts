import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ENTITY_TYPES, formatQuery, parseQuery, SensorThingsError } from '../index.ts'

/** Texts of valid expressions on Observation by type, and of whole queries. */
const { condition, number, text, time } = fc.letrec<Record<'condition' | 'number' | 'text' | 'time', string>>(
  (tie) => {
    const two = (a: fc.Arbitrary<string>, op: fc.Arbitrary<string>, b: fc.Arbitrary<string>) =>
      fc.tuple(a, op, b).map((parts) => parts.join(' '))
    const wrapped = (inner: fc.Arbitrary<string>) => inner.map((it) => `(${it})`)
    const call = (names: readonly string[], ...args: fc.Arbitrary<string>[]) =>
      fc.tuple(fc.constantFrom(...names), ...args).map(([name, ...rest]) => `${name}(${rest.join(', ')})`)
    const quoted = fc.string({ unit: 'grapheme', maxLength: 6 }).map((it) => `'${it.replaceAll("'", "''")}'`)
    const key = fc.oneof(fc.stringMatching(/^[a-z][a-z0-9:._-]{0,5}$/), quoted)
    const json = fc
      .tuple(fc.constantFrom('parameters', 'Datastream/properties', 'result'), key)
      .map((p) => p.join('/'))
    const order = fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le')
    const relation = ['before', 'after', 'meets', 'during', 'overlaps', 'starts', 'finishes']
    return {
      number: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(
          'result',
          'id',
          'Datastream/@iot.id',
          '12',
          '-7',
          '1.50',
          '1e21',
          '-0.0',
          '9223372036854775807',
        ),
        json,
        wrapped(tie('number')),
        two(wrapped(tie('number')), fc.constantFrom('add', 'sub', 'mul', 'div', 'mod'), tie('number')),
        tie('number').map((it) => `-(${it})`),
        call(['round', 'floor', 'ceiling'], tie('number')),
        call(['length'], tie('text')),
        call(['year', 'hour', 'fractionalseconds'], tie('time')),
        fc.constant("geo.distance(FeatureOfInterest/feature,geography'POINT Z (5 52.5 1e-7)')"),
      ),
      text: fc.oneof(
        { maxDepth: 4 },
        quoted,
        fc.constantFrom(
          'Datastream/name',
          'Datastream/Thing/Locations/description',
          'MultiDatastream/Sensor/name',
        ),
        json,
        call(['tolower', 'toupper', 'trim'], tie('text')),
        call(['concat'], tie('text'), tie('text')),
        call(['substring'], tie('text'), tie('number')),
      ),
      time: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(
          'phenomenonTime',
          'resultTime',
          'validTime',
          'Datastream/resultTime',
          'now()',
          '2020-01-01T00:00:00Z',
          '2020-01-01T00:00:00.1234567+01:00',
          '2020-01-01T00:00:00Z/2020-01-02T00:00:00Z',
          'PT1H/2020-01-02T00:00:00Z',
        ),
        tie('time').map((it) => `(${it}) sub duration'P1DT0.5S' mul 2`),
      ),
      condition: fc.oneof(
        { maxDepth: 5 },
        two(wrapped(tie('number')), order, tie('number')),
        two(json, order, tie('text')),
        two(tie('time'), order, tie('time')),
        two(tie('condition'), fc.constantFrom('and', 'or'), tie('condition')),
        wrapped(tie('condition')),
        wrapped(tie('condition')).map((it) => `not ${it}`),
        json,
        call(['startswith', 'endswith', 'contains', 'substringof'], tie('text'), tie('text')),
        call(relation, tie('time'), tie('time')),
        tie('number').map((it) => `(${it}) in (1, 2.5, -3)`),
        tie('condition').map((it) => `Datastream/Thing/Datastreams/any(d: d/name eq 'x' or ${it})`),
        fc.constantFrom(
          'true',
          'resultTime eq null',
          'Datastream/Observations/any()',
          'time(resultTime) lt 10:20',
        ),
        fc.constant("st_within(FeatureOfInterest/feature, geography'MULTIPOINT((1 2), (3 4))')"),
      ),
    }
  },
)

const option = fc.oneof(
  condition.map((it) => ['$filter', it] as const),
  fc
    .array(fc.tuple(fc.oneof(number, text, time), fc.constantFrom('', ' asc', ' desc')), {
      minLength: 1,
      maxLength: 3,
    })
    .map((items) => ['$orderby', items.map((it) => it.join('')).join(', ')] as const),
  fc
    .constantFrom('result, id', 'distinct:parameters/a', 'Datastream,@iot.selfLink')
    .map((it) => ['$select', it] as const),
  fc
    .tuple(fc.constantFrom('Datastream/Sensor', 'FeatureOfInterest', 'Datastream/Observations'), condition)
    .map(([link, inner]) => {
      const options = link.endsWith('Observations') ? `($filter=${inner};$top=3;$count=false)` : ''
      return ['$expand', `${link}${options},MultiDatastream($select=name)`] as const
    }),
  fc.nat().map((it) => ['$top', String(it)] as const),
  fc.nat().map((it) => ['$skip', String(it)] as const),
  fc.boolean().map((it) => ['$count', String(it)] as const),
  fc.string().map((it) => ['$skiptoken', it] as const),
)
const queries = fc
  .uniqueArray(option, { selector: ([name]) => name, maxLength: 8 })
  .map((parts) => parts.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&'))

const entityType = 'Observation'

function read(
  raw: string,
  type: (typeof ENTITY_TYPES)[number] = entityType,
): ReturnType<typeof parseQuery> | undefined {
  try {
    return parseQuery(raw, { entityType: type })
  } catch (error) {
    // Anything else fails the test.
    if (error instanceof SensorThingsError) return undefined
    throw error
  }
}

describe('round trip', () => {
  test('a query that was read, written and read again is the same', () => {
    let readable = 0
    fc.assert(
      fc.property(queries, (raw) => {
        const query = read(raw)
        if (query === undefined) return
        readable += 1
        expect(parseQuery(formatQuery(query), { entityType })).toEqual(query)
      }),
      { numRuns: 500 },
    )
    // The texts are made to be valid; a few exceed a limit or mix types that only look alike.
    expect(readable).toBeGreaterThan(250)
  })
})

describe('nothing but a SensorThingsError', () => {
  test('for any text', () => {
    const types = fc.constantFrom(...ENTITY_TYPES)
    const names = fc.constantFrom(
      '$filter',
      '$orderby',
      '$select',
      '$expand',
      '$top',
      '$count',
      '$resultFormat',
      '$x',
    )
    const values = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ maxLength: 60 }),
      fc
        .array(
          fc.constantFrom(
            ...`name result id ( ) , / ' " : ; $filter= and or not in eq add any(d: d/ 1 -1 1e9 geography' duration' POINT( 2020-01-01T00:00:00Z null true [0] Datastreams Observations @iot.id - . %`.split(
              ' ',
            ),
          ),
          { maxLength: 20 },
        )
        .map((tokens) => tokens.join(' ')),
    )
    fc.assert(
      fc.property(types, names, values, (type, name, value) => {
        read(`${name}=${value}`, type)
        read(`${name}=${encodeURIComponent(value.toWellFormed())}`, type)
        read(value, type)
      }),
      { numRuns: 1000 },
    )
  })

  test('for a valid query with a piece cut out, doubled or put in', () => {
    const mutation = fc.record({
      at: fc.nat(),
      length: fc.nat(8),
      extra: fc.string({ maxLength: 4 }),
      twice: fc.boolean(),
    })
    fc.assert(
      fc.property(queries, mutation, (raw, { at, length, extra, twice }) => {
        const decoded = decodeURIComponent(raw)
        const from = at % (decoded.length + 1)
        const cut = decoded.slice(from, from + length)
        const mutated =
          decoded.slice(0, from) + extra + (twice ? cut + cut : '') + decoded.slice(from + length)
        read(mutated)
        read(mutated.split('&').map(encodeOption).join('&'))
      }),
      { numRuns: 500 },
    )
  })
})

function encodeOption(part: string): string {
  const [name = '', ...rest] = part.split('=')
  return `${name}=${encodeURIComponent(rest.join('=').toWellFormed())}`
}
