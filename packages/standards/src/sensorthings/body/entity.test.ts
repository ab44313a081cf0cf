import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type BodyError,
  type Checked,
  checkCreate,
  checkUpdate,
  ENTITY_TYPES,
  parseInstant,
} from '../index.ts'

function errorsOf(checked: Checked<unknown>): readonly BodyError[] {
  return checked.ok ? [] : checked.errors
}

function pathsOf(checked: Checked<unknown>): string[] {
  return errorsOf(checked).map((error) => error.path)
}

const unit = {
  name: 'degree Celsius',
  symbol: '°C',
  definition: 'http://unitsofmeasure.org/ucum.html#para-30',
}
const measurement = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement'
const complex = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_ComplexObservation'
const location = {
  name: 'Town hall',
  description: 'In front of the town hall',
  encodingType: 'application/geo+json',
  location: { type: 'Feature', geometry: { type: 'Point', coordinates: [5.1, 52.3] } },
}
const sensor = {
  name: 'S',
  description: 'A sensor',
  encodingType: 'text/html',
  metadata: 'https://example.nl/s',
}
const property = {
  name: 'Temperature',
  description: 'Of the air',
  definition: 'http://example.nl/temperature',
}
const datastream = {
  name: 'Air temperature',
  description: 'At 1.5 m',
  unitOfMeasurement: unit,
  observationType: measurement,
  Sensor: sensor,
  ObservedProperty: { '@iot.id': 7 },
}

// http://www.opengis.net/spec/iot_sensing/1.1/req/create-update-delete/create-entity, …/link-to-existing-entities and
// …/deep-insert
describe('create', () => {
  test('an Observation linked to existing entities, its times read', () => {
    expect(
      checkCreate('Observation', {
        Datastream: { '@iot.id': 1 },
        phenomenonTime: '2013-04-18T16:15:00-07:00/2013-04-18T17:15:00-07:00',
        resultTime: null,
        result: 124,
        FeatureOfInterest: { '@iot.id': '9223372036854775807' },
      }),
    ).toEqual({
      ok: true,
      value: {
        entityType: 'Observation',
        properties: {
          phenomenonTime: {
            kind: 'interval',
            start: parseInstant('2013-04-18T23:15:00Z'),
            end: parseInstant('2013-04-19T00:15:00Z'),
          },
          resultTime: null,
          result: 124,
        },
        links: {
          Datastream: { kind: 'existing', id: 1n },
          FeatureOfInterest: { kind: 'existing', id: 9223372036854775807n },
        },
      },
    })
  })

  test('a Thing with everything below it', () => {
    const checked = checkCreate('Thing', {
      name: 'Garden station',
      description: 'Station in a garden',
      properties: { owner: 'resident' },
      Locations: [location, { '@iot.id': 3 }],
      Datastreams: [
        {
          ...datastream,
          observedArea: {
            type: 'Polygon',
            coordinates: [
              [
                [100, 0],
                [101, 0],
                [101, 1],
                [100, 1],
                [100, 0],
              ],
            ],
          },
          phenomenonTime: '2009-01-11T16:22:25.00Z/2011-08-21T08:32:10.00Z',
          Observations: [{ phenomenonTime: '2012-06-26T03:42:02-0600', result: 70.4 }, { result: null }],
        },
      ],
    })
    expect(errorsOf(checked)).toEqual([])
    if (!checked.ok) return
    expect(checked.value.properties.name).toBe('Garden station')
    expect(checked.value.links.Locations?.map((related) => related.kind)).toEqual(['new', 'existing'])
    expect(checked.value.links.Datastreams?.[0]).toMatchObject({
      kind: 'new',
      entity: {
        entityType: 'Datastream',
        links: {
          Sensor: { kind: 'new', entity: { entityType: 'Sensor' } },
          ObservedProperty: { kind: 'existing', id: 7n },
          Observations: [{ kind: 'new' }, { kind: 'new', entity: { properties: { result: null } } }],
        },
      },
    })
  })

  test('control information that a client echoes back is passed over, the id is reported', () => {
    const checked = checkCreate('Thing', {
      '@iot.id': 5,
      '@iot.selfLink': 'https://example.nl/Things(5)',
      'Locations@iot.navigationLink': 'Things(5)/Locations',
      name: 'a',
      description: 'b',
    })
    expect(checked).toMatchObject({ ok: true, value: { id: 5n, properties: { name: 'a' }, links: {} } })
  })

  test('links that the address gives need not be in the body, and may not differ', () => {
    const provided = new Map([['Datastream', 1n]])
    expect(checkCreate('Observation', { result: 1 }, { provided }).ok).toBe(true)
    expect(checkCreate('Observation', { result: 1, Datastream: { '@iot.id': 1 } }, { provided }).ok).toBe(
      true,
    )
    const other = checkCreate('Observation', { result: 1, Datastream: { '@iot.id': 2 } }, { provided })
    expect(pathsOf(other)).toEqual(['/Datastream'])
    const inner = { ...datastream, Thing: { '@iot.id': 1 } }
    const nested = checkCreate('Thing', { name: 'a', description: 'b', Datastreams: [inner] })
    expect(pathsOf(nested)).toEqual(['/Datastreams/0/Thing'])
  })

  test('all errors at once, each with its place', () => {
    const checked = checkCreate('Datastream', {
      id: 1,
      name: 3,
      unitOfMeasurement: { name: 'x', symbol: 4, extra: 1 },
      observationType: null,
      phenomenonTime: '2019-01-01T00:00:00Z',
      observedArea: { type: 'Point', coordinates: [155000, 463000] },
      Thing: { '@iot.id': 'one' },
      Sensor: { name: 'S' },
      'a/b': 1,
    })
    const texts = errorsOf(checked).map(({ path, message }) => ({ path, message: message.en }))
    expect(texts).toMatchInlineSnapshot(`
      [
        {
          "message": "The id of an entity is called “@iot.id” here.",
          "path": "/id",
        },
        {
          "message": "“name” must be text.",
          "path": "/name",
        },
        {
          "message": "The symbol of a unit must be given: text, or null when there is no unit.",
          "path": "/unitOfMeasurement/symbol",
        },
        {
          "message": "The definition of a unit must be given: text, or null when there is no unit.",
          "path": "/unitOfMeasurement/definition",
        },
        {
          "message": "A unit has no “extra”. It has name, symbol, definition.",
          "path": "/unitOfMeasurement/extra",
        },
        {
          "message": "“observationType” cannot be null.",
          "path": "/observationType",
        },
        {
          "message": "This is a single time where a period is needed. Write start and end with a slash.",
          "path": "/phenomenonTime",
        },
        {
          "message": "[155000, 463000] is not on Earth: longitude (-180 to 180) comes first, then latitude (-90 to 90). Convert RD or other coordinates first.",
          "path": "/observedArea/coordinates",
        },
        {
          "message": "An id is a whole number, like 1.",
          "path": "/Thing/@iot.id",
        },
        {
          "message": "“description” is missing. Every Sensor needs it.",
          "path": "/Sensor/description",
        },
        {
          "message": "“encodingType” is missing. Every Sensor needs it.",
          "path": "/Sensor/encodingType",
        },
        {
          "message": "“metadata” is missing. Every Sensor needs it.",
          "path": "/Sensor/metadata",
        },
        {
          "message": "Datastream has no “a/b”. It has: name, description, unitOfMeasurement, observationType, properties, observedArea, phenomenonTime, resultTime, Thing, Sensor, ObservedProperty, Observations.",
          "path": "/a~1b",
        },
        {
          "message": "“description” is missing. Every Datastream needs it.",
          "path": "/description",
        },
        {
          "message": "A Datastream needs “ObservedProperty”: name an existing one, like {"@iot.id": 1}, or describe a new one.",
          "path": "/ObservedProperty",
        },
      ]
    `)
  })

  test.each(ENTITY_TYPES)('an empty %s names all that is missing', (type) => {
    expect(pathsOf(checkCreate(type, {}))).toMatchSnapshot()
  })

  test.each<[string, unknown, string]>([
    ['null', null, ''],
    ['a list', [], ''],
    ['text', 'x', ''],
    ['NUL', { name: 'a\u0000', description: 'b' }, '/name'],
    ['NUL in JSON', { name: 'a', description: 'b', properties: { x: ['\u0000'] } }, '/properties/x/0'],
    ['half a character', { name: '\ud800', description: 'b' }, '/name'],
    ['NaN', { name: 'a', description: 'b', properties: { x: Number.NaN } }, '/properties/x'],
    ['a prototype', JSON.parse('{"name":"a","description":"b","__proto__":{"x":1}}'), '/__proto__'],
    ['a link that is no list', { name: 'a', description: 'b', Locations: { '@iot.id': 1 } }, '/Locations'],
    ['an id beyond 64 bits', { name: 'a', description: 'b', '@iot.id': '9223372036854775808' }, '/@iot.id'],
    ['an id beyond 53 bits', { name: 'a', description: 'b', '@iot.id': 2 ** 53 }, '/@iot.id'],
  ])('refused: %s', (_, body, path) => {
    expect(pathsOf(checkCreate('Thing', body))).toEqual([path])
  })

  test('100 levels of nesting', () => {
    let deep: unknown = 1
    for (let i = 0; i < 100; i++) deep = i % 2 ? [deep] : { a: deep }
    const errors = errorsOf(checkCreate('Thing', { name: 'a', description: 'b', properties: deep }))
    expect(errors).toHaveLength(1)
    expect(errors[0]?.message.en).toContain('more than 50 levels')
  })

  test('an Observation belongs to one Datastream', () => {
    expect(pathsOf(checkCreate('Observation', { result: 1 }))).toEqual(['/Datastream'])
    const both = { result: [1], Datastream: { '@iot.id': 1 }, MultiDatastream: { '@iot.id': 1 } }
    expect(pathsOf(checkCreate('Observation', both))).toEqual(['/Datastream'])
  })

  test('no more errors than the limit', () => {
    const body = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`x${i}`, 1]))
    expect(errorsOf(checkCreate('Thing', body))).toHaveLength(100)
  })
})

describe('GeoJSON', () => {
  const at = (value: unknown, encodingType = 'application/vnd.geo+json') =>
    checkCreate('Location', { ...location, encodingType, location: value })
  const ring = [
    [5, 52],
    [6, 52],
    [6, 53],
    [5, 52],
  ]

  test.each([
    [{ type: 'Point', coordinates: [5, 52, 3.5] }],
    [{ type: 'MultiPolygon', coordinates: [[ring], [ring, ring]] }],
    [{ type: 'GeometryCollection', geometries: [{ type: 'LineString', coordinates: ring }] }],
    [{ type: 'FeatureCollection', features: [location.location] }],
    [
      {
        type: 'Point',
        coordinates: [5, 52],
        crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } },
      },
    ],
  ])('%j', (value) => {
    expect(errorsOf(at(value))).toEqual([])
  })

  test.each<[unknown, string]>([
    ['POINT(5 52)', '/location'],
    [{ type: 'point', coordinates: [5, 52] }, '/location/type'],
    [{ type: 'Point', coordinates: ['5', '52'] }, '/location/coordinates'],
    [{ type: 'Point' }, '/location/coordinates'],
    [{ type: 'Point', coordinates: [52, 155000] }, '/location/coordinates'],
    [{ type: 'LineString', coordinates: [[5, 52]] }, '/location/coordinates'],
    [
      {
        type: 'LineString',
        coordinates: [
          [5, 52],
          [5, 52, 1],
        ],
      },
      '/location/coordinates',
    ],
    [{ type: 'Polygon', coordinates: [ring.slice(0, 3)] }, '/location/coordinates/0'],
    [{ type: 'Polygon', coordinates: [[...ring, [1, 1]]] }, '/location/coordinates/0'],
    [{ type: 'Polygon', coordinates: [] }, '/location/coordinates'],
    [{ type: 'Feature', geometry: null }, '/location/geometry'],
    [{ type: 'FeatureCollection', features: [{ type: 'Point' }] }, '/location/features/0'],
    [{ type: 'Point', coordinates: [5, 52], crs: { properties: { name: 'EPSG:28992' } } }, '/location/crs'],
  ])('refused: %j', (value, path) => {
    expect(pathsOf(at(value))).toEqual([path])
  })

  test('another encodingType is not looked into', () => {
    expect(at('POINT(5 52)', 'text/plain').ok).toBe(true)
  })
})

// http://www.opengis.net/spec/iot_sensing/1.1/req/multi-datastream/constraints
describe('MultiDatastream', () => {
  const multi = {
    name: 'Weather',
    description: 'Temperature and sky',
    unitOfMeasurements: [unit, { name: null, symbol: null, definition: null }],
    multiObservationDataTypes: [measurement, measurement],
    Thing: { '@iot.id': 1 },
    Sensor: { '@iot.id': 1 },
    ObservedProperties: [{ '@iot.id': 1 }, property],
    Observations: [{ result: [1, 'clear'] }],
  }

  test('its observationType is filled in', () => {
    expect(checkCreate('MultiDatastream', multi)).toMatchObject({
      ok: true,
      value: { properties: { observationType: complex } },
    })
  })

  test.each<[object, string]>([
    [{ multiObservationDataTypes: [measurement] }, '/multiObservationDataTypes'],
    [{ ObservedProperties: [{ '@iot.id': 1 }] }, '/ObservedProperties'],
    [{ ObservedProperties: [] }, '/ObservedProperties'],
    [{ Observations: [{ result: [1] }] }, '/Observations/0/result'],
    [{ Observations: [{ result: 1 }] }, '/Observations/0/result'],
    [{ observationType: measurement }, '/observationType'],
    [{ unitOfMeasurements: [unit, {}] }, '/unitOfMeasurements/1/name'],
  ])('refused: %j', (change, path) => {
    expect(pathsOf(checkCreate('MultiDatastream', { ...multi, ...change }))).toContain(path)
  })
})

// http://www.opengis.net/spec/iot_sensing/1.1/req/create-update-delete/update-entity and …/update-entity-put
describe('update', () => {
  test('PATCH takes any part', () => {
    expect(checkUpdate('Thing', { description: 'new', properties: null }, { method: 'PATCH' })).toEqual({
      ok: true,
      value: { entityType: 'Thing', properties: { description: 'new', properties: null }, links: {} },
    })
    // A unit is one value (18-088 §8.2.4): a part of it is refused, as in a create.
    const unit = { name: 'kelvin', symbol: 'K', definition: 'https://qudt.org/vocab/unit/K' }
    expect(checkUpdate('Datastream', { unitOfMeasurement: unit }, { method: 'PATCH' }).ok).toBe(true)
    expect(
      checkUpdate('Datastream', { unitOfMeasurement: { name: 'x' } }, { method: 'PATCH' }),
    ).toMatchObject({
      ok: false,
      errors: [{ path: '/unitOfMeasurement/symbol' }, { path: '/unitOfMeasurement/definition' }],
    })
    expect(checkUpdate('Thing', {}, { method: 'PATCH' }).ok).toBe(true)
  })

  test('PUT needs what a create needs, but no links', () => {
    expect(pathsOf(checkUpdate('Thing', { description: 'new' }, { method: 'PUT' }))).toEqual(['/name'])
    const { Sensor: _, ...whole } = datastream
    expect(pathsOf(checkUpdate('Datastream', whole, { method: 'PUT' }))).toEqual([])
  })

  test('links name existing entities only', () => {
    const existing = { Thing: { '@iot.id': 2 }, Observations: [{ '@iot.id': 3 }] }
    expect(checkUpdate('Datastream', existing, { method: 'PATCH' })).toMatchObject({
      value: { links: { Thing: { kind: 'existing', id: 2n }, Observations: [{ kind: 'existing', id: 3n }] } },
    })
    const inline = { Sensor: sensor, Thing: { '@iot.id': 1, name: 'x' }, Observations: { '@iot.id': 1 } }
    expect(pathsOf(checkUpdate('Datastream', inline, { method: 'PATCH' }))).toEqual([
      '/Sensor',
      '/Thing/name',
      '/Observations',
    ])
  })

  test('values that cannot be', () => {
    const body = { name: null, location: { type: 'Point', coordinates: [1] }, foo: 1 }
    expect(pathsOf(checkUpdate('Location', body, { method: 'PATCH' }))).toEqual([
      '/name',
      '/location/coordinates',
      '/foo',
    ])
    const text = { location: 'POINT(1 1)' }
    expect(checkUpdate('Location', text, { method: 'PATCH', encodingType: 'text/plain' }).ok).toBe(true)
  })
})

test('no body makes an exception', () => {
  const names = fc.constantFrom(
    'name',
    'properties',
    'result',
    'Datastream',
    'Observations',
    'Locations',
    '@iot.id',
    '__proto__',
  )
  const body = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 6 },
      fc.jsonValue(),
      fc.constantFrom('2020-01-01T00:00:00Z', 1, { '@iot.id': 1 }),
      fc.dictionary(names, tie('value'), { maxKeys: 4 }),
      fc.array(tie('value'), { maxLength: 3 }),
    ),
  })).value
  fc.assert(
    fc.property(fc.constantFrom(...ENTITY_TYPES), body, (type, value) => {
      for (const checked of [
        checkCreate(type, value),
        checkUpdate(type, value, { method: 'PATCH' }),
        checkUpdate(type, value, { method: 'PUT' }),
      ]) {
        if (!checked.ok) expect(checked.errors.length).toBeGreaterThan(0)
      }
    }),
    { numRuns: 300 },
  )
})
