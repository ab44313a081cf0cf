import { describe, expect, test } from 'vitest'
import {
  DEFAULT_LIMITS,
  type EntityType,
  formatExpression,
  formatQuery,
  parseFilter,
  parseQuery,
  SensorThingsError,
} from '../index.ts'

function refusal(act: () => unknown): SensorThingsError {
  try {
    act()
  } catch (error) {
    if (error instanceof SensorThingsError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

// Tables "Built-in Filter Operators" and "Built-in Query Functions", and the examples of clause 9.3;
// http://www.opengis.net/spec/iot_sensing/1.1/req/request-data/built-in-filter-operations and …/built-in-query-functions
describe('the examples of the standard', () => {
  test.each<[EntityType, string]>([
    ['Datastream', "unitOfMeasurement/name eq 'degree Celsius'"],
    ['Datastream', "unitOfMeasurement/name ne 'degree Celsius'"],
    ['Observation', 'result gt 20.0'],
    ['Observation', 'result ge 20.0'],
    ['Observation', 'result lt 100'],
    ['Observation', 'result le 100'],
    ['Observation', 'result le 3.5 and FeatureOfInterest/@iot.id eq 1'],
    ['Observation', 'result gt 20 or result le 3.5'],
    ['Thing', "not startswith(description,'test')"],
    ['Observation', 'result add 5 gt 10'],
    ['Observation', 'result sub 5 gt 10'],
    ['Observation', 'result mul 2 gt 2000'],
    ['Observation', 'result div 2 gt 4'],
    ['Observation', 'result mod 2 eq 0'],
    ['Thing', "substringof('Sensor Things',description)"],
    ['Thing', "endswith(description,'Things')"],
    ['Thing', 'length(description) eq 13'],
    ['Thing', "indexof(description,'Sensor') eq 1"],
    ['Thing', "substring(description,1) eq 'ensor Things'"],
    ['Thing', "substring(description,2,4) eq 'nsor'"],
    ['Thing', "tolower(description) eq 'sensor things'"],
    ['Thing', "toupper(description) eq 'SENSOR THINGS'"],
    ['Thing', "trim(description) eq 'Sensor Things'"],
    [
      'Datastream',
      "concat(concat(unitOfMeasurement/symbol,', '),unitOfMeasurement/name) eq 'degree, Celsius'",
    ],
    ['Observation', 'year(resultTime) eq 2015'],
    ['Observation', 'month(resultTime) eq 12'],
    ['Observation', 'day(resultTime) eq 8'],
    ['Observation', 'hour(resultTime) eq 1'],
    ['Observation', 'minute(resultTime) eq 0'],
    ['Observation', 'second(resultTime) eq 0'],
    ['Observation', 'fractionalseconds(resultTime) eq 0'],
    ['Observation', 'date(resultTime) ne date(validTime)'],
    ['Observation', 'time(resultTime) le 12:30:00'],
    ['Observation', 'totaloffsetminutes(resultTime) eq 60'],
    ['Observation', 'resultTime ge now()'],
    ['Observation', 'resultTime eq mindatetime()'],
    ['Observation', 'resultTime eq maxdatetime()'],
    ['Observation', 'round(result) eq 32'],
    ['Observation', 'floor(result) eq 32'],
    ['Observation', 'ceiling(result) eq 33'],
    ['Thing', "geo.distance(Locations/location,geography'POINT(-122 43)') gt 1"],
    ['Location', "geo.length(geography'LINESTRING(30 10,10 30,40 40)') gt 1"],
    ['Location', "geo.intersects(location,geography'POLYGON((30 10,10 20,20 40,40 40,30 10))')"],
    ['Location', "st_equals(location,geography'POINT(30 10)')"],
    ['Location', "st_disjoint(location,geography'POLYGON((30 10,10 20,20 40,40 40,30 10))')"],
    ['Location', "st_crosses(location,geography'LINESTRING(30 10,10 30,40 40)')"],
    ['Location', "st_relate(location,geography'POLYGON((30 10,10 20,20 40,40 40,30 10))','T********')"],
    [
      'Thing',
      'Datastreams/Observations/FeatureOfInterest/@iot.id eq 1 and Datastreams/Observations/resultTime ge 2010-06-01T00:00:00.000Z and Datastreams/Observations/resultTime le 2010-07-01T00:00:00.000Z',
    ],
  ])('%s: %s', (type, text) => {
    expect(formatExpression(parseFilter(text, type))).toBe(text)
  })

  test.each<[EntityType, string]>([
    ['Thing', '$expand=Datastreams/ObservedProperty'],
    ['Datastream', '$expand=Observations,ObservedProperty'],
    ['Datastream', '$expand=Observations($filter=result eq 1)'],
    ['Observation', '$select=result,resultTime'],
    ['Datastream', '$select=id&$expand=Observations/FeatureOfInterest'],
    ['Datastream', '$expand=Observations($select=result)'],
    ['Observation', '$orderby=result'],
    ['Observation', '$expand=Datastream&$orderby=Datastream/id desc, phenomenonTime'],
    ['Observation', '$top=5&$orderby=phenomenonTime%20desc'],
    ['Observation', '$skip=2&$top=2&$orderby=resultTime'],
    ['Thing', '$count=true'],
    ['Observation', '$resultFormat=dataArray&$top=3&$select=result,phenomenonTime'],
  ])('%s?%s', (entityType, text) => {
    const query = parseQuery(text, { entityType })
    expect(parseQuery(formatQuery(query), { entityType })).toEqual(query)
  })
})

describe('the tree says what names refer to', () => {
  test('a property over links', () => {
    expect(parseFilter("Datastream/ObservedProperty/name eq 'x'", 'Observation')).toEqual({
      kind: 'comparison',
      type: 'boolean',
      op: 'eq',
      as: 'string',
      left: {
        kind: 'path',
        type: 'string',
        navigation: [
          { link: 'Datastream', source: 'Observation', target: 'Datastream', many: false },
          { link: 'ObservedProperty', source: 'Datastream', target: 'ObservedProperty', many: false },
        ],
        entityType: 'ObservedProperty',
        property: 'name',
        propertyType: 'string',
        json: [],
      },
      right: { kind: 'literal', type: 'string', value: 'x' },
    })
  })

  test('keys into JSON, plain, quoted and by index', () => {
    expect(parseFilter("properties/a-b/'c/d''e'/list[3]/0 eq null", 'Thing')).toMatchObject({
      as: 'null',
      left: { type: 'dynamic', property: 'properties', json: ['a-b', "c/d'e", 'list', '3', '0'] },
    })
  })

  test('select, distinct, keys, links and control information', () => {
    expect(
      parseQuery('$select=distinct:properties/type,Locations,@iot.selfLink,id', { entityType: 'Thing' }),
    ).toEqual({
      entityType: 'Thing',
      select: {
        distinct: true,
        items: [
          { kind: 'property', property: 'properties', propertyType: 'object', json: ['type'] },
          { kind: 'navigation', link: 'Locations', target: 'Location', many: true },
          { kind: 'selfLink' },
          { kind: 'property', property: 'id', propertyType: 'id', json: [] },
        ],
      },
      orderBy: [],
      expand: [],
      custom: [],
    })
  })

  test('links expanded by several paths become one', () => {
    const query = parseQuery('$expand=Datastreams/Sensor,Datastreams($top=1;$expand=Thing),Locations', {
      entityType: 'Thing',
    })
    expect(query.expand.map((item) => item.link)).toEqual(['Datastreams', 'Locations'])
    expect(query.expand[0]?.query).toMatchObject({ top: 1, expand: [{ link: 'Sensor' }, { link: 'Thing' }] })
  })

  test('lambdas bind a variable', () => {
    expect(parseFilter('Datastreams/any(d:d/Observations/any() and d/id gt id)', 'Thing')).toMatchObject({
      kind: 'lambda',
      quantifier: 'any',
      variable: 'd',
      predicate: {
        kind: 'and',
        operands: [
          { kind: 'lambda', from: 'd', navigation: [{ link: 'Observations' }] },
          { left: { variable: 'd', entityType: 'Datastream' }, right: { entityType: 'Thing' } },
        ],
      },
    })
  })

  test('precedence is that of OData', () => {
    const tree = parseFilter('not (id eq 1) or id add 2 mul 3 gt 4 eq true and -result lt 0', 'Observation')
    expect(formatExpression(tree)).toBe(
      'not (@iot.id eq 1) or @iot.id add 2 mul 3 gt 4 eq true and -(result) lt 0',
    )
    expect(tree).toMatchObject({ kind: 'or', operands: [{ kind: 'not' }, { kind: 'and' }] })
  })
})

describe('how values are compared', () => {
  test.each<[EntityType, string, string, string]>([
    ['Observation', 'result gt 3', 'number', 'result gt 3'],
    ['Observation', "result gt '3'", 'number', 'result gt 3.0'],
    ['Observation', "'3' lt result", 'number', '3.0 lt result'],
    ['Observation', "result gt 'b'", 'string', "result gt 'b'"],
    ['Observation', "result eq '3'", 'string', "result eq '3'"],
    ['Observation', 'result eq true', 'boolean', 'result eq true'],
    ['Observation', 'result gt Datastream/properties/max', 'dynamic', 'result gt Datastream/properties/max'],
    [
      'Observation',
      'result gt Datastream/properties/max add 0',
      'number',
      'result gt Datastream/properties/max add 0',
    ],
    ['Thing', "properties/n gt '3'", 'string', "properties/n gt '3'"],
    [
      'Observation',
      "resultTime gt '2020-01-01T00:00:00+01:00'",
      'instant',
      'resultTime gt 2019-12-31T23:00:00.000Z',
    ],
    [
      'Observation',
      'phenomenonTime gt 2020-01-01T00:00:00Z',
      'interval',
      'phenomenonTime gt 2020-01-01T00:00:00.000Z',
    ],
    ['Observation', 'id in (1,2,3)', 'number', '@iot.id in (1,2,3)'],
    ['Observation', "result in (1,'a')", 'dynamic', "result in (1,'a')"],
    ['Observation', 'resultTime eq null', 'null', 'resultTime eq null'],
    ['Observation', 'parameters/on', 'boolean', 'parameters/on eq true'],
    [
      'Observation',
      "phenomenonTime gt now() sub duration'P1D' mul Datastream/properties/days",
      'interval',
      "phenomenonTime gt now() sub duration'P1D' mul Datastream/properties/days",
    ],
  ])('%s: %s', (type, text, as, formatted) => {
    const tree = parseFilter(text, type)
    expect(tree).toMatchObject({ as })
    expect(formatExpression(tree)).toBe(formatted)
  })

  test('ids and whole numbers keep 64 bits', () => {
    expect(parseFilter('id eq 9223372036854775807', 'Thing')).toMatchObject({
      right: { value: 9223372036854775807n },
    })
  })
})

describe('percent-encoding and plus signs', () => {
  const filterOf = (raw: string) => {
    const { filter } = parseQuery(raw, { entityType: 'Observation' })
    return filter && formatExpression(filter)
  }
  test.each([
    ['$filter=result%20gt%203', 'result gt 3'],
    ['%24filter=result+gt+3', 'result gt 3'],
    ['$filter=resultTime+gt+2020-01-01T00:00:00+01:00', 'resultTime gt 2019-12-31T23:00:00.000Z'],
    ['$filter=resultTime gt 2020-01-01T00:00:00.123%2B0100', 'resultTime gt 2019-12-31T23:00:00.123Z'],
    ['$filter=result gt 1e+3', 'result gt 1000.0'],
    ["$filter=result eq 'a%26b%3Dc%2Bd'", "result eq 'a&b=c+d'"],
    ["$filter=result eq 'O''Neil'", "result eq 'O''Neil'"],
    ["$filter=result eq '%C3%A9'", "result eq 'é'"],
  ])('%s', (raw, text) => {
    expect(filterOf(raw)).toBe(text)
  })

  test('options without a dollar sign are handed on', () => {
    expect(parseQuery('f=json&$top=1&x', { entityType: 'Thing' })).toMatchObject({
      top: 1,
      custom: [
        ['f', 'json'],
        ['x', ''],
      ],
    })
  })
})

describe('refused', () => {
  test.each<[EntityType, string, string, string]>([
    ['Thing', '$filter=name gt 3', 'type-mismatch', 'between single quotes'],
    ['Thing', "$filter=id eq '1'", 'type-mismatch', 'without quotes'],
    ['Thing', '$filter=name', 'type-mismatch', 'A condition is needed'],
    ['Thing', '$filter=name eq 1 or', 'type-mismatch', 'cannot be compared'],
    ['Thing', "$filter=name eq 'a' or", 'syntax', 'the end'],
    ['Thing', "$filter=name eq 'a", 'syntax', 'no closing quote'],
    ['Thing', "$filter=(name eq 'a'", 'syntax', 'Expected “)”'],
    ['Thing', "$filter=name eq 'a')", 'syntax', 'cannot be read'],
    ['Thing', "$filter=name eq 'a'; drop table thing", 'syntax', 'cannot be read'],
    ['Thing', '$filter=', 'syntax', 'Expected a property'],
    ['Thing', '$filter', 'syntax', 'Expected a property'],
    ['Thing', '$filter=Datastreams eq 1', 'syntax', 'is a link'],
    ['Thing', '$filter=Datastreams/any(true:true)', 'syntax', 'variable'],
    ['Thing', '$filter=nmae eq 1', 'unknown-name', 'It has: id, name'],
    ['Thing', '$filter=Name eq 1', 'unknown-name', 'Did you mean “name”'],
    ['Observation', '$orderby=Datastreams/id', 'unknown-name', 'Did you mean “Datastream”'],
    ['Thing', '$filter=name/x eq 1', 'unknown-name', 'no parts'],
    ['Thing', '$filter=constructor eq 1', 'unknown-name', 'has no'],
    ['Thing', '$filter=toString(name)', 'unknown-name', 'no function'],
    ['Thing', '$filter=startswith(name)', 'type-mismatch', 'takes 2 values'],
    ['Thing', "$filter=startswith(name,'a','b')", 'type-mismatch', 'takes 2 values'],
    ['Thing', '$filter=year(name) eq 1', 'type-mismatch', 'needs a time'],
    ['Thing', '$filter=name eq null and name gt null', 'type-mismatch', 'Use eq or ne'],
    ['Observation', '$filter=resultTime ge 2020-01-01', 'type-mismatch', 'full time'],
    ['Observation', '$filter=resultTime ge 2020-01-01T00:00:00', 'syntax', 'no time zone'],
    ['Observation', '$filter=resultTime ge 0000-01-01T00:00:00Z', 'out-of-range', '1600'],
    ['Observation', "$filter=resultTime ge '9999-01-01T00:00:00Z'", 'out-of-range', '2199'],
    ['Observation', "$filter=resultTime ge 'x'", 'type-mismatch', 'not a time'],
    ['Observation', '$filter=id eq 9223372036854775808', 'out-of-range', '64 bits'],
    ['Observation', '$filter=result eq 1e999', 'out-of-range', 'too large'],
    ['Observation', '$filter=result eq NaN', 'unknown-name', 'NaN'],
    ['Observation', '$filter=result in ()', 'syntax', 'value in the list'],
    ['Observation', '$filter=result in (1,null)', 'type-mismatch', 'eq null'],
    ['Observation', '$filter=resultTime add resultTime eq 1', 'type-mismatch', 'cannot be used between'],
    ['Location', "$filter=st_within(location,'POINT(1 2)')", 'type-mismatch', 'geography'],
    ['Location', "$filter=st_within(location,geography'POINT(155000 463000)')", 'out-of-range', 'longitude'],
    [
      'Location',
      "$filter=st_within(location,geography'POLYGON((1 1,2 2,3 3,4 4))')",
      'syntax',
      'starts with',
    ],
    ['Location', "$filter=st_within(location,geography'SRID=28992;POINT(1 1)')", 'type-mismatch', '4326'],
    ['Location', "$filter=st_relate(location,location,'x')", 'type-mismatch', 'nine characters'],
    ['Thing', '$orderby=', 'syntax', 'Expected a property'],
    ['Thing', '$orderby=name asc desc', 'syntax', 'cannot be read'],
    ['Location', '$orderby=location', 'type-mismatch', 'put in order'],
    ['Thing', '$select=', 'syntax', 'Expected a property'],
    ['Thing', '$select=*', 'syntax', 'Expected a property'],
    ['Thing', '$expand=name', 'unknown-name', 'Use $select'],
    ['Thing', '$expand=Datastreams(name)', 'syntax', 'Expected an option'],
    ['Thing', '$expand=Datastreams($resultFormat=CSV)', 'unsupported-option', 'cannot be used here'],
    ['Thing', '$expand=Datastreams($top=1),Datastreams($top=2)', 'conflicting-options', 'twice'],
    ['Thing', '$top=1&$top=2', 'conflicting-options', 'twice'],
    ['Thing', '$top=-1', 'syntax', 'whole number'],
    ['Thing', '$top=1.5', 'syntax', 'whole number'],
    ['Thing', '$top=99999999999999999999', 'out-of-range', 'too large'],
    ['Thing', '$count=yes', 'syntax', 'true or false'],
    ['Thing', '$resultFormat=dataArray', 'conflicting-options', 'Observations'],
    ['Observation', '$resultFormat=dataArray&$expand=Datastream', 'conflicting-options', '$expand'],
    ['Thing', '$resultFormat=xml', 'unsupported-option', 'dataArray'],
    ['Thing', '$search=x', 'unsupported-option', 'The options are'],
    ['Thing', 'filter=name', 'unknown-name', 'Did you mean $filter?'],
    ['Thing', 'OrderBy=name', 'unknown-name', 'Did you mean $orderby?'],
    ['Thing', '@p=1', 'unsupported-option', 'Parameter aliases'],
    ['Thing', '$Filter=x', 'unsupported-option', 'Did you mean $filter'],
    ['Thing', "$filter=name eq '%00'", 'bad-encoding', 'NUL'],
    ['Thing', '$filter=%', 'bad-encoding', 'percent'],
    ['Thing', '$filter=%C0%AE', 'bad-encoding', 'percent'],
  ])('%s?%s', (entityType, raw, code, words) => {
    const error = refusal(() => parseQuery(raw, { entityType }))
    expect(error.message).toContain(words)
    expect(error.code).toBe(code)
  })

  test('options that the address cannot have', () => {
    expect(refusal(() => parseQuery('$top=1', { entityType: 'Thing', target: 'entity' })).code).toBe(
      'conflicting-options',
    )
    expect(parseQuery('$filter=id eq 1', { entityType: 'Thing', target: 'count' }).filter).toBeDefined()
  })

  test('an error says where', () => {
    const error = refusal(() =>
      parseQuery("$expand=Datastreams($filter=nme eq 'x')", { entityType: 'Thing' }),
    )
    expect(error).toMatchObject({ path: '$expand/Datastreams/$filter', position: 20 })
  })
})

describe('limits', () => {
  test.each([
    ['parentheses', `${'('.repeat(100)}id eq 1${')'.repeat(100)}`],
    ['not', `${'not '.repeat(100)}true`],
    ['minus', `${'- '.repeat(100)}id eq 1`],
    ['functions', `${'trim('.repeat(100)}name${')'.repeat(100)} eq 'x'`],
    ['sums', `id${' add 1'.repeat(100)} eq 1`],
    ['comparisons', `id eq 1${' eq true'.repeat(100)}`],
    ['lambdas', `${'Datastreams/any(a:a/Thing/'.repeat(100)}id eq 1${')'.repeat(100)}`],
    ['steps', `${'Datastreams/Thing/'.repeat(100)}id eq 1`],
    ['keys', `properties${'/a'.repeat(100)} eq 1`],
    ['geometries', `st_within(Locations/location,geography'${'GEOMETRYCOLLECTION('.repeat(100)}POINT(1 1)')`],
  ])('100 levels of %s', (_, text) => {
    expect(refusal(() => parseFilter(text, 'Thing')).code).toBe('too-deep')
  })

  test('100 levels of $expand, with slashes and with parentheses', () => {
    const slashes = `$expand=${'Datastreams/Thing/'.repeat(100)}Locations`
    const options = `$expand=${'Datastreams($expand=Thing($expand='.repeat(100)}Locations`
    for (const raw of [slashes, options]) {
      expect(refusal(() => parseQuery(raw, { entityType: 'Thing' })).code).toBe('too-deep')
    }
  })

  test('length and lists', () => {
    const many = Array.from({ length: 1001 }, (_, i) => i).join(',')
    expect(refusal(() => parseFilter(`id in (${many})`, 'Thing')).code).toBe('too-many')
    expect(refusal(() => parseFilter(`name eq '${'x'.repeat(20_000)}'`, 'Thing')).code).toBe('too-long')
    expect(refusal(() => parseQuery(`x=${'x'.repeat(100_000)}`, { entityType: 'Thing' })).code).toBe(
      'too-long',
    )
    const limits = { ...DEFAULT_LIMITS, list: 2 }
    expect(refusal(() => parseQuery('$orderby=id,name,id', { entityType: 'Thing', limits })).code).toBe(
      'too-many',
    )
  })

  test('a thousand conditions side by side are not deep', () => {
    const text = Array.from({ length: 1000 }, (_, i) => `id eq ${i}`).join(' or ')
    expect(parseFilter(text, 'Thing')).toMatchObject({ kind: 'or', operands: { length: 1000 } })
  })
})
