/** The tree and its entries as static files: C2SP tlog-tiles. */
import { joinBytes } from './bytes.ts'
import type { Sha256 } from './cryptography.ts'
import { computeRoot, HASH_BYTES, hashPairs, type Node, type ReadNode } from './merkle.ts'

/** Hashes beside each other in a full tile, and entries in a full bundle. */
export const TILE_WIDTH = 256

/** Levels of the tree between a tile and the one above it. */
const TILE_HEIGHT = 8

/** A tile holds the roots of complete subtrees of 256^level entries. */
export type TileAt = { level: number; number: number }

/** What an address below the prefix asks for. `width` is less than 256 for a partial one. */
export type TilePath = { level: number | 'entries'; number: number; width: number }

/** The address of a tile or bundle below the prefix of a log, without a slash in front. */
export function writeTilePath({ level, number, width }: TilePath): string {
  const digits = String(number).padStart(Math.ceil(String(number).length / 3) * 3, '0')
  const groups = digits.match(/\d{3}/g) ?? []
  const path = groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/')
  return `tile/${level}/${path}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

/** @returns undefined when it is not the one way to write an address */
export function readTilePath(path: string): TilePath | undefined {
  const match = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path)
  const [, kind, groups, partial] = match ?? []
  if (kind === undefined || groups === undefined) return undefined
  const level: TilePath['level'] = kind === 'entries' ? kind : Number(kind)
  const read: TilePath = {
    level,
    number: Number(groups.replaceAll(/[x/]/g, '')),
    width: partial === undefined ? TILE_WIDTH : Number(partial),
  }
  if ((level !== 'entries' && level > 63) || read.width < 1) return undefined
  return writeTilePath(read) === path ? read : undefined
}

/** In which tile the hash of a node is, or those that it is made from. */
export function tileOf({ height, index }: Node): TileAt {
  const level = Math.floor(height / TILE_HEIGHT)
  return { level, number: Math.floor((index * 2 ** (height % TILE_HEIGHT)) / TILE_WIDTH) }
}

/** The tiles in which nodes are, each once. */
export function listTilesOf(nodes: readonly Node[]): TileAt[] {
  return [...new Map(nodes.map(tileOf).map((tile) => [`${tile.level}/${tile.number}`, tile])).values()]
}

/**
 * Reads nodes from tiles.
 * @param readTile the hashes of a tile, as many as there are
 * @throws RangeError when a tile has too few
 */
export function readNodesFrom(sha256: Sha256, readTile: (tile: TileAt) => Uint8Array | undefined): ReadNode {
  return async ({ height, index }) => {
    const tile = tileOf({ height, index })
    const width = 2 ** (height % TILE_HEIGHT)
    const start = ((index * width) % TILE_WIDTH) * HASH_BYTES
    const hashes = readTile(tile)?.subarray(start, start + width * HASH_BYTES)
    if (hashes?.length !== width * HASH_BYTES) {
      throw new RangeError(`Tile ${writeTilePath({ ...tile, width: TILE_WIDTH })} has too few hashes.`)
    }
    return foldHashes(sha256, hashes)
  }
}

/** The tiles at the right edge of a tree, where it grows: by level, `undefined` for a level that is full or empty there. */
export type Edge = Map<number, Uint8Array>

/** Which tiles are at the right edge, with how many hashes: those that are partial. */
export function listEdge(size: number): (TileAt & { width: number })[] {
  const edge: (TileAt & { width: number })[] = []
  for (let [level, entries] = [0, size]; entries > 0; level += 1) {
    const [number, width] = [Math.floor(entries / TILE_WIDTH), entries % TILE_WIDTH]
    if (width > 0) edge.push({ level, number, width })
    entries = number
  }
  return edge
}

/** The root of a tree from the tiles at its right edge alone. */
export function rootOfEdge(sha256: Sha256, size: number, edge: Edge): Promise<Uint8Array> {
  return computeRoot(
    sha256,
    size,
    readNodesFrom(sha256, ({ level }) => edge.get(level)),
  )
}

/**
 * Adds the hashes of entries to a tree.
 * @param edge the tiles at its right edge; changed to those of the larger tree
 * @returns the tiles that are new or longer, whole
 */
export async function appendLeaves(
  sha256: Sha256,
  size: number,
  edge: Edge,
  leaves: readonly Uint8Array[],
): Promise<(TileAt & { hashes: Uint8Array })[]> {
  const changed = new Map<string, TileAt & { hashes: Uint8Array }>()
  let level = 0
  let before = size
  let added = leaves
  while (added.length > 0) {
    const up: Uint8Array[] = []
    const start = Math.floor(before / TILE_WIDTH)
    const all = joinBytes(edge.get(level) ?? new Uint8Array(), ...added)
    edge.delete(level)
    for (let at = 0; at < all.length; at += TILE_WIDTH * HASH_BYTES) {
      const hashes = all.subarray(at, at + TILE_WIDTH * HASH_BYTES)
      const number = start + at / (TILE_WIDTH * HASH_BYTES)
      changed.set(`${level}/${number}`, { level, number, hashes })
      if (hashes.length === TILE_WIDTH * HASH_BYTES) up.push(await foldHashes(sha256, hashes))
      else edge.set(level, hashes)
    }
    before = start
    added = up
    level += 1
  }
  return [...changed.values()]
}

/** A bundle: each entry after its length in two bytes. @throws RangeError for an entry past 65,535 bytes */
export function writeBundle(entries: readonly Uint8Array[]): Uint8Array {
  return joinBytes(
    ...entries.flatMap((entry) => {
      if (entry.length > 0xffff) throw new RangeError('An entry is longer than 65,535 bytes.')
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry]
    }),
  )
}

/** @returns undefined when the lengths do not fit the bytes */
export function readBundle(bytes: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
    if (at + 2 + length > bytes.length) return undefined
    entries.push(bytes.subarray(at + 2, at + 2 + length))
    at += 2 + length
  }
  return entries
}

/** The root of a complete subtree from its 2^n hashes. */
async function foldHashes(sha256: Sha256, hashes: Uint8Array): Promise<Uint8Array> {
  let row = hashes
  while (row.length > HASH_BYTES) row = await hashPairs(sha256, row)
  return row
}
