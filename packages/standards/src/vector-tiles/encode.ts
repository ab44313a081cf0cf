import { PbfWriter } from 'pbf'
import { EXTENT } from './tile.ts'

/*
 * Mapbox Vector Tile Specification 2.1, https://github.com/mapbox/vector-tile-spec/tree/master/2.1 (CC BY 3.0). Numbers in brackets are
 * its clauses; the tags are those of its vector_tile.proto.
 */

/** Whole units of the tile; x to the right and y down. */
export type TilePoint = readonly [x: number, y: number]

/** One place, or polygons of which each is an outer ring followed by its holes. Rings may be closed or not, in either direction. */
export type TileGeometry =
  | { type: 'point'; point: TilePoint }
  | { type: 'polygons'; polygons: readonly (readonly (readonly TilePoint[])[])[] }

/** What is told of a feature; null and undefined are left out. */
export type TileProperties = Readonly<Record<string, string | number | boolean | null | undefined>>

export type TileFeature = { id?: number; geometry: TileGeometry; properties: TileProperties }

export type TileLayer = { name: string; features: readonly TileFeature[] }

const VERSION = 2
const TYPES = { point: 1, polygons: 3 } as const
const LARGEST_ZIGZAG = 2 ** 52
const COMMANDS = { moveTo: 1, lineTo: 2, closePath: 7 } as const

/**
 * Writes a vector tile. Layers of which nothing is in the tile are left out (4.1: a layer SHOULD contain at least one feature), and so are
 * features that are nothing at this scale.
 */
export function encodeTile(layers: readonly TileLayer[]): Uint8Array {
  const tile = new PbfWriter()
  for (const { name, features } of layers) {
    const drawn = features.flatMap((feature) => {
      const geometry = drawGeometry(feature.geometry)
      return geometry.length > 0 ? [{ feature, geometry }] : []
    })
    if (drawn.length > 0) tile.writeMessage(3, writeLayer, { name, drawn })
  }
  return tile.finish()
}

type Drawn = { feature: TileFeature; geometry: number[] }

function writeLayer({ name, drawn }: { name: string; drawn: readonly Drawn[] }, layer: PbfWriter): void {
  const keys = new Map<string, number>()
  const values = new Map<string | number | boolean, number>()
  layer.writeVarintField(15, VERSION)
  layer.writeStringField(1, name)
  for (const { feature, geometry } of drawn) {
    const tags: number[] = []
    for (const [key, value] of Object.entries(feature.properties)) {
      if (value !== null && value !== undefined) tags.push(indexOf(keys, key), indexOf(values, value))
    }
    layer.writeMessage(2, writeFeature, { feature, tags, geometry })
  }
  // (4.4) Keys and values are written once each and named by their place.
  for (const key of keys.keys()) layer.writeStringField(3, key)
  for (const value of values.keys()) layer.writeMessage(4, writeValue, value)
  layer.writeVarintField(5, EXTENT)
}

function writeFeature(
  { feature, tags, geometry }: { feature: TileFeature; tags: number[]; geometry: number[] },
  message: PbfWriter,
): void {
  if (feature.id !== undefined) message.writeVarintField(1, feature.id)
  message.writePackedVarint(2, tags)
  message.writeVarintField(3, TYPES[feature.geometry.type])
  message.writePackedVarint(4, geometry)
}

/** (4.1) One of the kinds of value: whole numbers as such, others as double, as are those too large to be doubled without loss, which a zigzag number is. */
function writeValue(value: string | number | boolean, message: PbfWriter): void {
  if (typeof value === 'string') message.writeStringField(1, value)
  else if (typeof value === 'boolean') message.writeBooleanField(7, value)
  else if (Number.isInteger(value) && Math.abs(value) < LARGEST_ZIGZAG) message.writeSVarintField(6, value)
  else message.writeDoubleField(3, value)
}

function indexOf<K>(known: Map<K, number>, key: K): number {
  const found = known.get(key)
  if (found !== undefined) return found
  known.set(key, known.size)
  return known.size - 1
}

/** (4.3) The commands that draw a geometry; none when nothing is left of it. */
function drawGeometry(geometry: TileGeometry): number[] {
  const pen = { x: 0, y: 0, drawn: [] as number[] }
  if (geometry.type === 'point') {
    pen.drawn.push(command(COMMANDS.moveTo, 1))
    moveBy(pen, geometry.point)
    return pen.drawn
  }
  for (const [outer, ...holes] of geometry.polygons) {
    const ring = outer && tidyRing(outer)
    if (!ring) continue
    // (4.3.4.4) An exterior ring has a positive area by the surveyor's formula, y down, and its interior rings a negative one.
    drawRing(pen, directed(ring, 1))
    for (const hole of holes) {
      const inner = tidyRing(hole)
      if (inner) drawRing(pen, directed(inner, -1))
    }
  }
  return pen.drawn
}

type Pen = { x: number; y: number; drawn: number[] }

/** (4.3.3.3) MoveTo, LineTo the other points, ClosePath; a ring does not repeat its first point. */
function drawRing(pen: Pen, ring: readonly TilePoint[]): void {
  const [first, ...others] = ring
  if (!first) return
  pen.drawn.push(command(COMMANDS.moveTo, 1))
  moveBy(pen, first)
  pen.drawn.push(command(COMMANDS.lineTo, others.length))
  for (const point of others) moveBy(pen, point)
  pen.drawn.push(command(COMMANDS.closePath, 1))
}

/** (4.3.1) The command in three bits, and how often. */
const command = (id: number, count: number) => (id & 0x7) | (count << 3)

/** (4.3.2) From where the pen is, as zigzag numbers. */
function moveBy(pen: Pen, [x, y]: TilePoint): void {
  pen.drawn.push(zigzag(x - pen.x), zigzag(y - pen.y))
  pen.x = x
  pen.y = y
}

const zigzag = (n: number) => (n << 1) ^ (n >> 31)

/** The ring without points that repeat the one before, or undefined when it encloses nothing. */
function tidyRing(ring: readonly TilePoint[]): TilePoint[] | undefined {
  const isSame = (a: TilePoint | undefined, b: TilePoint | undefined) =>
    a?.[0] === b?.[0] && a?.[1] === b?.[1]
  const kept = ring.filter((point, index) => index === 0 || !isSame(point, ring[index - 1]))
  if (kept.length > 1 && isSame(kept[0], kept.at(-1))) kept.pop()
  return kept.length >= 3 && doubleArea(kept) !== 0 ? kept : undefined
}

function directed(ring: TilePoint[], sign: 1 | -1): readonly TilePoint[] {
  return Math.sign(doubleArea(ring)) === sign ? ring : ring.toReversed()
}

/** Twice the area by the surveyor's formula. */
function doubleArea(ring: readonly TilePoint[]): number {
  let sum = 0
  for (const [index, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y]
    sum += x * nextY - nextX * y
  }
  return sum
}
