import { VectorTile } from '@mapbox/vector-tile'
import fc from 'fast-check'
import { PbfReader } from 'pbf'
import { expect, it } from 'vitest'
import { encodeTile, type TileFeature, type TilePoint } from './encode.ts'

const decode = (features: TileFeature[]) =>
  new VectorTile(new PbfReader(encodeTile([{ name: 'layer', features }]))).layers.layer

const square = (low: number, high: number): TilePoint[] => [
  [low, low],
  [high, low],
  [high, high],
  [low, high],
]

const point = (x: number, y: number): TileFeature['geometry'] => ({ type: 'point', point: [x, y] })

it('is read back by the reference decoder as it was written, whatever the values (2.1 clauses 4.1, 4.3, 4.4)', () => {
  const value = fc.oneof(
    fc.string(),
    fc.boolean(),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
  )
  const feature = fc.record({
    id: fc.nat(),
    x: fc.integer({ min: -5000, max: 9000 }),
    y: fc.integer({ min: -5000, max: 9000 }),
    properties: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), value),
  })
  fc.assert(
    fc.property(fc.array(feature, { minLength: 1, maxLength: 20 }), (all) => {
      const layer = decode(all.map(({ id, x, y, properties }) => ({ id, properties, geometry: point(x, y) })))
      expect(layer).toMatchObject({ version: 2, extent: 4096, length: all.length })
      for (const [index, { id, x, y, properties }] of all.entries()) {
        const read = layer?.feature(index)
        expect(read?.id).toBe(id)
        expect(read?.type).toBe(1)
        expect({ ...read?.properties }).toEqual({ ...properties })
        expect(read?.loadGeometry()).toMatchObject([[{ x, y }]])
      }
    }),
    { numRuns: 300, examples: [[[{ id: 0, x: 0, y: 0, properties: { a: -(2 ** 52) - 1 } }]]] },
  )
})

it('leaves out what has no value', () => {
  const layer = decode([{ geometry: point(1, 2), properties: { a: null, b: undefined, c: false } }])
  expect({ ...layer?.feature(0).properties }).toEqual({ c: false })
  expect(layer?.feature(0).id).toBeUndefined()
})

it('draws outer rings one way and holes the other, whichever way they came (4.3.4.4)', () => {
  const hole = square(2, 4)
  for (const outer of [square(0, 10), square(0, 10).toReversed()]) {
    for (const inner of [hole, hole.toReversed()]) {
      const layer = decode([
        { geometry: { type: 'polygons', polygons: [[outer, inner], [square(20, 30)]] }, properties: {} },
      ])
      const read = layer?.feature(0).toGeoJSON(0, 0, 0)
      expect(read?.geometry).toMatchObject({
        type: 'MultiPolygon',
        coordinates: [{ length: 2 }, { length: 1 }],
      })
    }
  }
})

it('closes a ring with a command and not with its first point, and repeats none (4.3.3.3)', () => {
  const [a, b, c, d] = square(0, 10)
  if (!a || !b || !c || !d) throw new Error('A square has four corners.')
  const geometry = { type: 'polygons', polygons: [[[a, a, b, c, c, d, a]]] } as const
  const bytes = encodeTile([{ name: 'l', features: [{ geometry, properties: {} }] }])
  const drawn: number[] = []
  new PbfReader(bytes).readFields((tag, _, pbf) => {
    if (tag !== 3) return
    pbf.readMessage((inLayer, _, layer) => {
      if (inLayer !== 2) return
      layer.readMessage((inFeature, _, feature) => {
        if (inFeature === 4) feature.readPackedVarint(drawn)
      }, undefined)
    }, undefined)
  }, undefined)
  // MoveTo(1), LineTo(3), ClosePath(1); parameters are zigzag numbers from where the pen was.
  expect(drawn).toEqual([9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15])
})

it('leaves out rings that enclose nothing, and layers without features', () => {
  const flat = {
    type: 'polygons',
    polygons: [[[[0, 0] as TilePoint, [5, 5] as TilePoint, [0, 0] as TilePoint]]],
  } as const
  expect(encodeTile([{ name: 'l', features: [{ geometry: flat, properties: {} }] }])).toHaveLength(0)
  expect(encodeTile([{ name: 'l', features: [] }])).toHaveLength(0)
  const kept = { type: 'polygons', polygons: [[square(0, 9), square(3, 3)]] } as const
  expect(
    decode([{ geometry: kept, properties: {} }])
      ?.feature(0)
      .loadGeometry(),
  ).toHaveLength(1)
})
