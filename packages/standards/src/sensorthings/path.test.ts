import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COLLECTIONS, formatPath, parsePath, SensorThingsError } from './index.ts'

// Usages 1 to 8 of clause 9.2, http://www.opengis.net/spec/iot_sensing/1.1/req/resource-path/resource-path-to-entities
describe('the usages of the standard', () => {
  test.each([
    ['', { kind: 'root' }],
    ['/', { kind: 'root' }],
    ['ObservedProperties', { kind: 'collection', entityType: 'ObservedProperty' }],
    ['Things(1)', { kind: 'entity', entityType: 'Thing' }],
    ['Observations(1)/resultTime', { kind: 'property', property: 'resultTime', propertyType: 'instant' }],
    ['Observations(1)/resultTime/$value', { kind: 'property', property: 'resultTime', suffix: '$value' }],
    ['Datastreams(1)/Observations', { kind: 'collection', entityType: 'Observation' }],
    ['Datastreams(1)/Observations/$ref', { kind: 'collection', entityType: 'Observation', suffix: '$ref' }],
    ['Datastreams(1)/Thing/$ref', { kind: 'entity', entityType: 'Thing', suffix: '$ref' }],
    ['Datastreams(1)/Observations(1)', { kind: 'entity', entityType: 'Observation' }],
    ['Datastreams(1)/Observations(1)/FeatureOfInterest', { kind: 'entity', entityType: 'FeatureOfInterest' }],
    ['Things/$count', { kind: 'collection', entityType: 'Thing', suffix: '$count' }],
    ['Things(1)/properties/a/b', { kind: 'property', property: 'properties', json: ['a', 'b'] }],
    ['Things(1)/properties/a%2Fb/$value', { property: 'properties', json: ['a/b'], suffix: '$value' }],
    ['Things(1)/@iot.id', { kind: 'property', property: 'id' }],
    ['Things%281%29', { kind: 'entity', entityType: 'Thing' }],
    ['CreateObservations', { kind: 'action', action: 'CreateObservations' }],
    ['$batch', { kind: 'action', action: '$batch' }],
  ])('%s', (path, expected) => {
    expect(parsePath(path)).toMatchObject(expected)
  })

  test('steps keep their ids', () => {
    expect(parsePath('/Things(1)/Datastreams(2)/Observations')).toEqual({
      kind: 'collection',
      entityType: 'Observation',
      steps: [
        { name: 'Things', entityType: 'Thing', many: true, id: 1n },
        { name: 'Datastreams', entityType: 'Datastream', many: true, id: 2n },
        { name: 'Observations', entityType: 'Observation', many: true },
      ],
    })
  })

  test('ids of 64 bits lose no digit', () => {
    expect(parsePath('Things(9223372036854775807)')).toMatchObject({ steps: [{ id: 9223372036854775807n }] })
    expect(parsePath('Things(-9223372036854775808)')).toMatchObject({
      steps: [{ id: -9223372036854775808n }],
    })
  })
})

describe('refused', () => {
  test.each([
    ['Things(9223372036854775808)', 'out-of-range'],
    [`Things(${'9'.repeat(5000)})`, 'out-of-range'],
    ["Things('1')", 'bad-id'],
    ["Things('a/b')", 'bad-id'],
    ['Things()', 'bad-id'],
    ['Things(1.0)', 'bad-id'],
    ['Things(1) or 1=1', 'unknown-name'],
    ['Thing(1)', 'unknown-name'],
    ['things', 'unknown-name'],
    ['constructor', 'unknown-name'],
    ['Things(1)/__proto__', 'unknown-name'],
    ['Things(1)/name/x', 'unknown-name'],
    ['Things/name', 'syntax'],
    ['Things/Datastreams', 'syntax'],
    ['Things(1)/', 'syntax'],
    ['Things(1)//name', 'syntax'],
    ['Things(1)/$ref/name', 'syntax'],
    ['Things(1)/$value', 'syntax'],
    ['Things(1)/$count', 'syntax'],
    ['Datastreams(1)/Thing(2)', 'syntax'],
    ['Things%', 'bad-encoding'],
    ['Things(1)/properties/%C0%AE', 'bad-encoding'],
    ['Things(1)/properties/a%00b', 'bad-encoding'],
    [`Things(1)${'/Datastreams(1)/Thing'.repeat(50)}`, 'too-deep'],
    [`Things(1)/properties${'/a'.repeat(100)}`, 'too-deep'],
    ['x'.repeat(20_000), 'too-long'],
  ])('%.60s', (path, code) => {
    expect(() => parsePath(path)).toThrow(SensorThingsError)
    try {
      parsePath(path)
    } catch (error) {
      expect(error).toMatchObject({ code })
    }
  })
})

test('no text makes anything but a SensorThingsError, and what is read can be written again', () => {
  const segment = fc.oneof(
    fc.constantFrom(
      ...COLLECTIONS,
      'Thing',
      'name',
      'properties',
      'result',
      '$ref',
      '$value',
      '$count',
      '',
      '%41',
    ),
    fc.tuple(fc.constantFrom(...COLLECTIONS), fc.bigInt()).map(([name, id]) => `${name}(${id})`),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 8 }), (segments) => {
      const text = segments.join('/')
      try {
        const path = parsePath(text)
        expect(parsePath(formatPath(path))).toEqual(path)
      } catch (error) {
        expect(error).toBeInstanceOf(SensorThingsError)
      }
    }),
    { numRuns: 1000 },
  )
})
