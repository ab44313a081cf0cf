import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readShapes, type ShapeOptions } from './read-shapes.ts'

const options: ShapeOptions = {
  level: 'neighbourhood',
  crs: undefined,
  codeProperty: 'code',
  nameProperty: 'name',
  parentProperty: undefined,
  parentCode: undefined,
}

const ring = [
  [6, 52],
  [6.1, 52],
  [6.1, 52.1],
  [6, 52],
]
const feature = (properties: object | null, coordinates: unknown = [ring]) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates },
})

it('never throws, and accounts for every feature', () => {
  const anything = fc.jsonValue({ maxDepth: 4 })
  const properties = fc.oneof(anything, fc.record({ code: anything, name: anything }, { requiredKeys: [] }))
  const candidate = fc.oneof(
    anything,
    fc.record({ type: fc.constant('Feature'), properties, geometry: anything }),
    properties.map((value) => ({ ...feature(null), properties: value })),
    fc.string().map((code) => feature({ code, name: 'Buurt' })),
    anything.map((coordinates) => feature({ code: 'BU00000001', name: 'Buurt' }, coordinates)),
  )
  fc.assert(
    fc.property(fc.array(candidate, { minLength: 1, maxLength: 5 }), (features) => {
      const read = readShapes({ type: 'FeatureCollection', features }, options)
      if (!read.ok) throw new Error('the file as a whole was fine')
      const positions = [...read.shapes, ...read.refusals].map(({ position }) => position).sort()
      expect(positions).toEqual(features.map((_, index) => index + 1))
      expect(new Set(read.shapes.map(({ code }) => code)).size).toBe(read.shapes.length)
    }),
  )
  fc.assert(
    fc.property(anything, (document) => {
      readShapes(document, options)
    }),
  )
})

it('takes the parent from the property, the caller or the code, in that order', () => {
  const parentOf = (properties: object, given: Partial<ShapeOptions>) => {
    const read = readShapes(
      { type: 'FeatureCollection', features: [feature({ name: 'x', ...properties })] },
      { ...options, ...given },
    )
    return read.ok ? (read.shapes[0]?.parentCode ?? read.refusals[0]?.reason) : undefined
  }
  const code = 'BU90010203'
  expect(parentOf({ code }, {})).toBe('WK900102')
  expect(parentOf({ code }, { parentCode: 'X' })).toBe('X')
  expect(parentOf({ code, up: 12 }, { parentCode: 'X', parentProperty: 'up' })).toBe('12')
  expect(parentOf({ code }, { parentProperty: 'up' })).toBe('bad-parent')
  expect(parentOf({ code: 'own-1' }, {})).toBeUndefined()
})

it('says that metres are no degrees', () => {
  const metres = [
    [202_000, 502_000],
    [203_000, 502_000],
    [203_000, 503_000],
    [202_000, 502_000],
  ]
  const read = readShapes(
    { type: 'FeatureCollection', features: [feature({ code: 'a', name: 'A' }, [metres])] },
    options,
  )
  expect(read).toMatchObject({
    refusals: [
      { position: 1, reason: 'bad-geometry', message: { nl: expect.stringContaining('EPSG:28992') } },
    ],
  })
})
