import {
  ENTITY_TYPES,
  type EntityType,
  linksOf,
  MODEL,
  propertiesOf,
} from '@samenspel/standards/sensorthings'
import fc from 'fast-check'

/*
 * Random read requests made from the model of the standard: most of them are right by grammar and type, so that they
 * reach the database, with values that are at the edge of what can be computed.
 */

type Kind = 'number' | 'string' | 'time' | 'geometry' | 'json'

const KIND_OF = {
  id: 'number',
  string: 'string',
  instant: 'time',
  interval: 'time',
  time: 'time',
  object: 'json',
  array: 'json',
  geometry: 'geometry',
  any: 'json',
} as const

/** Texts that break out of statements that are glued together. */
export const INJECTIONS = [
  "'; drop table measurements.thing; --",
  "' or 1=1 --",
  '"; select pg_sleep(100); --',
  '$1',
  '${1}',
  '\\',
  "\\'",
  '%',
  '_%',
  '/* */',
  '{"a":1}',
  '\u2028',
  '🚲',
] as const

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`

const LITERALS: Record<Kind, fc.Arbitrary<string>> = {
  number: fc.oneof(
    fc.constantFrom(
      '0',
      '1',
      '2',
      '-1',
      '0.5',
      '1e308',
      '-1e308',
      '1e-308',
      '9223372036854775807',
      '-9223372036854775808',
      '2147483648',
    ),
    fc.integer().map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => {
      const text = String(value)
      return /[.e]/.test(text) ? text : `${text}.0`
    }),
  ),
  string: fc.oneof(
    fc.constantFrom(...INJECTIONS, '', 'Station 1', 'PM2.5', '3', '2026-02-30T00:00:00Z', 'P1D').map(quote),
    fc.string({ maxLength: 8 }).map(quote),
    fc.string({ unit: 'grapheme', maxLength: 4 }).map(quote),
  ),
  time: fc.constantFrom(
    '2026-03-01T00:00:00Z',
    '1600-01-01T00:00:00Z',
    '2199-12-31T23:59:59.999999Z',
    '2026-03-01T01:00:00.123456+01:00',
    '2026-03-01T00:00:00Z/2026-03-02T00:00:00Z',
    '2026-03-01T00:00:00Z/P1M',
    'now()',
    'mindatetime()',
    'maxdatetime()',
  ),
  geometry: fc.constantFrom(
    "geography'POINT(5.1 52.3)'",
    "geography'POINT Z (5.1 52.3 1)'",
    "geography'LINESTRING(5 52,6 53)'",
    "geography'POLYGON((5 52,6 52,6 53,5 53,5 52))'",
    "geography'POLYGON((5 52,6 53,6 52,5 53,5 52))'",
    "geography'MULTIPOINT((5 52),(6 53))'",
    "geography'GEOMETRYCOLLECTION(POINT(5 52),LINESTRING(5 52,6 53))'",
    "geography'POLYGON((-180 -90,180 -90,180 90,-180 90,-180 -90))'",
  ),
  json: fc.constantFrom('1', "'x'", 'true', 'null'),
}

/** Paths from a type to its properties, over at most two links. */
function pathsOf(type: EntityType, kind: Kind, depth = 2): string[] {
  const own = [...propertiesOf(type)].flatMap(([name, model]) => {
    const keys = [
      'properties',
      'parameters',
      'metadata',
      'result',
      'unitOfMeasurement',
      'location',
      'feature',
    ]
    const inside =
      keys.includes(name) && kind !== 'geometry'
        ? [`${name}/a`, `${name}/a/b`, `${name}/'x y'`, `${name}[0]`]
        : []
    const matches = KIND_OF[model.type] === kind || (KIND_OF[model.type] === 'json' && kind !== 'geometry')
    return [...(matches ? [name] : []), ...inside]
  })
  if (depth === 0) return own
  const linked = [...linksOf(type)].flatMap(([link, { target }]) =>
    pathsOf(target, kind, depth - 1).map((path) => `${link}/${path}`),
  )
  return [...own, ...linked]
}

function collectionLinks(type: EntityType): [string, EntityType][] {
  return [...linksOf(type)].flatMap(([link, { target, many }]) =>
    many ? [[link, target] as [string, EntityType]] : [],
  )
}

/** Expressions of each kind on one entity type. */
function expressionsOf(
  type: EntityType,
  depth: number,
): Record<Kind | 'condition' | 'duration', fc.Arbitrary<string>> {
  const call = (names: readonly string[], ...args: fc.Arbitrary<string>[]) =>
    fc.tuple(fc.constantFrom(...names), ...args).map(([name, ...rest]) => `${name}(${rest.join(',')})`)
  const two = (a: fc.Arbitrary<string>, ops: readonly string[], b: fc.Arbitrary<string>) =>
    fc.tuple(a, fc.constantFrom(...ops), b).map(([left, op, right]) => `(${left}) ${op} (${right})`)
  const COMPARE = ['eq', 'ne', 'gt', 'ge', 'lt', 'le']
  return fc.letrec<Record<Kind | 'condition' | 'duration', string>>((tie) => {
    const leaf = (kind: Kind) => {
      const paths = pathsOf(type, kind)
      return paths.length === 0 ? LITERALS[kind] : fc.oneof(LITERALS[kind], fc.constantFrom(...paths))
    }
    const deep = { maxDepth: depth }
    return {
      number: fc.oneof(
        deep,
        leaf('number'),
        two(tie('number'), ['add', 'sub', 'mul', 'div', 'mod'], tie('number')),
        call(['round', 'floor', 'ceiling'], tie('number')),
        call(['length'], tie('string')),
        call(['indexof'], tie('string'), tie('string')),
        call(
          ['year', 'month', 'day', 'hour', 'minute', 'second', 'fractionalseconds', 'totaloffsetminutes'],
          tie('time'),
        ),
        call(['geo.distance'], tie('geometry'), tie('geometry')),
        call(['geo.length'], tie('geometry')),
        tie('number').map((inner) => `-(${inner})`),
      ),
      string: fc.oneof(
        deep,
        leaf('string'),
        call(['tolower', 'toupper', 'trim'], tie('string')),
        call(['concat'], tie('string'), tie('string')),
        call(['substring'], tie('string'), tie('number')),
        call(['substring'], tie('string'), tie('number'), tie('number')),
      ),
      time: fc.oneof(deep, leaf('time'), two(tie('time'), ['add', 'sub'], tie('duration'))),
      duration: fc.oneof(
        deep,
        fc.constantFrom("duration'P1D'", "duration'PT0.000001S'", "duration'P599Y'", "duration'-P1M'"),
        two(tie('duration'), ['mul', 'div'], tie('number')),
        two(tie('duration'), ['add', 'sub'], tie('duration')),
      ),
      geometry: leaf('geometry'),
      json: leaf('json'),
      condition: fc.oneof(
        { maxDepth: depth + 1 },
        two(tie('number'), COMPARE, tie('number')),
        two(tie('string'), COMPARE, tie('string')),
        two(tie('time'), COMPARE, tie('time')),
        two(tie('json'), COMPARE, tie('json')),
        two(tie('json'), COMPARE, tie('number')),
        two(tie('json'), COMPARE, tie('string')),
        two(tie('json'), COMPARE, tie('time')),
        two(tie('json'), COMPARE, tie('duration')),
        two(tie('string'), ['eq', 'ne'], fc.constant('null')),
        two(tie('condition'), ['and', 'or'], tie('condition')),
        tie('condition').map((inner) => `not (${inner})`),
        call(['substringof', 'contains', 'startswith', 'endswith'], tie('string'), tie('string')),
        call(
          ['before', 'after', 'meets', 'during', 'overlaps', 'starts', 'finishes'],
          tie('time'),
          tie('time'),
        ),
        call(
          [
            'geo.intersects',
            'st_equals',
            'st_disjoint',
            'st_touches',
            'st_within',
            'st_overlaps',
            'st_crosses',
            'st_intersects',
            'st_contains',
          ],
          tie('geometry'),
          tie('geometry'),
        ),
        call(['st_relate'], tie('geometry'), tie('geometry'), fc.constantFrom("'T********'", "'012TF*012'")),
        two(call(['date'], tie('time')), COMPARE, fc.constantFrom('2026-03-01', '1600-01-01')),
        two(call(['time'], tie('time')), COMPARE, fc.constantFrom('10:00', '23:59:59.5')),
        tie('number').map((inner) => `(${inner}) in (1,2.5,-3)`),
        tie('string').map((inner) => `(${inner}) in ('a','Station 1')`),
        lambdaOf(type),
      ),
    }
  })
}

function lambdaOf(type: EntityType): fc.Arbitrary<string> {
  const links = collectionLinks(type)
  if (links.length === 0) return fc.constant('true')
  return fc
    .tuple(fc.constantFrom(...links), fc.constantFrom('any', 'all'))
    .map(([[link, target], quantifier]) => {
      const path = pathsOf(target, 'number', 1)[0] ?? 'id'
      return `${link}/${quantifier}(x:x/${path} gt 1)`
    })
}

function optionsOf(type: EntityType, depth: number): fc.Arbitrary<[string, string][]> {
  const made = expressionsOf(type, depth)
  const order = fc
    .array(
      fc.tuple(
        fc.oneof(made.number, made.string, made.time, made.json),
        fc.constantFrom('', ' asc', ' desc'),
      ),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    .map((items) => items.map((item) => item.join('')).join(','))
  const selectable = [...propertiesOf(type).keys(), '@iot.selfLink', ...pathsOf(type, 'json', 0)]
  const links = [...linksOf(type)]
  const expand =
    links.length === 0 || depth === 0
      ? fc.constant(undefined)
      : fc.constantFrom(...links).chain(([link, { target, many }]) =>
          optionsOf(target, depth - 1).map((options) => {
            const usable = many
              ? options
              : options.filter(([name]) => name === '$select' || name === '$expand')
            const inner = usable.map(([name, value]) => `${name}=${value}`).join(';')
            return inner === '' ? link : `${link}(${inner})`
          }),
        )
  const maybe = (name: string, value: fc.Arbitrary<string | undefined>): fc.Arbitrary<[string, string][]> =>
    fc.oneof(
      fc.constant<[string, string][]>([]),
      value.map((given): [string, string][] => (given === undefined ? [] : [[name, given]])),
    )
  return fc
    .tuple(
      maybe('$filter', made.condition),
      maybe('$orderby', order),
      maybe(
        '$select',
        fc
          .uniqueArray(fc.constantFrom(...selectable), { minLength: 1, maxLength: 4 })
          .map((it) => it.join(',')),
      ),
      maybe('$expand', expand),
      maybe('$top', fc.constantFrom('0', '1', '2', '100', '100000', '9007199254740991')),
      maybe('$skip', fc.constantFrom('0', '1', '5', '9007199254740991')),
      maybe('$count', fc.constantFrom('true', 'false')),
    )
    .map((parts) => parts.flat())
}

/** Options that give groups: different values of any type, and aggregates of observations. */
function groupsOf(type: EntityType): fc.Arbitrary<[string, string][]> {
  const made = expressionsOf(type, 1)
  const page = fc.constantFrom<[string, string]>(['$top', '2'], ['$skip', '1'], ['$count', 'true'])
  const properties = fc.uniqueArray(
    fc.constantFrom(...propertiesOf(type).keys(), ...pathsOf(type, 'json', 0)),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  const distinct = fc
    .tuple(properties, made.condition, page)
    .map(([names, condition, option]): [string, string][] => [
      ['$select', `distinct:${names.join(',')}`],
      ['$filter', condition],
      option,
    ])
  if (type !== 'Observation') return distinct
  const paths = fc.constantFrom(
    'result',
    'Datastream/name',
    'Datastream/Thing/id',
    'FeatureOfInterest/feature',
    'parameters/a',
  )
  const method = fc.constantFrom('average', 'sum', 'min', 'max')
  const apply = fc
    .tuple(made.condition, paths, made.number, method, made.time, page)
    .map(([condition, path, number, how, time, option]): [string, string][] => [
      [
        '$apply',
        `filter(${condition})/groupby((${path}),aggregate((${number}) with ${how} as a,(${time}) with max as b,${path} with countdistinct as c,$count as n))`,
      ],
      option,
    ])
  return fc.oneof(distinct, apply)
}

const steps = (type: EntityType) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({ path: MODEL[type].collection as string, target: type }) },
    fc
      .constantFrom(
        ...(collectionLinks(type).length > 0 ? collectionLinks(type) : [['', type] as [string, EntityType]]),
      )
      .chain(([link, target]) =>
        fc
          .integer({ min: 1, max: 4 })
          .map((id) =>
            link === ''
              ? { path: MODEL[type].collection as string, target: type }
              : { path: `${MODEL[type].collection}(${id})/${link}`, target },
          ),
      ),
  )

/** Addresses after the service root, of lists with options. */
export const randomLists: fc.Arbitrary<string> = fc
  .constantFrom(...ENTITY_TYPES)
  .chain(steps)
  .chain(({ path, target }) =>
    fc.oneof({ weight: 8, arbitrary: optionsOf(target, 2) }, groupsOf(target)).map((options) => {
      const query = options
        .map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`)
        .join('&')
      return query === '' ? path : `${path}?${query}`
    }),
  )
