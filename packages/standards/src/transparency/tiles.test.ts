import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinBytes } from './bytes.ts'
import { HASH_BYTES, makeProof, planConsistency, planInclusion } from './merkle.ts'
import { path, proof, sha256, treeHash } from './testing/naive-tree.ts'
import {
  appendLeaves,
  type Edge,
  listEdge,
  listTilesOf,
  readBundle,
  readNodesFrom,
  readTilePath,
  rootOfEdge,
  TILE_WIDTH,
  writeBundle,
  writeTilePath,
} from './tiles.ts'

const leafOf = (entry: Uint8Array) => sha256(Buffer.concat([Buffer.of(0), entry]))
const entryOf = (index: number) => new Uint8Array(Buffer.from(String(index)))

/** All tiles of a tree with their width, lowest level first. */
function listTiles(size: number): { level: number; number: number; width: number }[] {
  const tiles: { level: number; number: number; width: number }[] = []
  let width = size
  for (let level = 0; width > 0; level += 1) {
    for (let number = 0; number * TILE_WIDTH < width; number += 1)
      tiles.push({ level, number, width: Math.min(TILE_WIDTH, width - number * TILE_WIDTH) })
    width = Math.floor(width / TILE_WIDTH)
  }
  return tiles
}

/** A tree that grows by steps, as its tiles are kept. */
async function grow(steps: readonly number[]) {
  const tiles = new Map<string, Uint8Array>()
  const edge: Edge = new Map()
  let size = 0
  for (const step of steps) {
    const leaves = Array.from({ length: step }, (_, at) => leafOf(entryOf(size + at)))
    for (const { level, number, hashes } of await appendLeaves(sha256, size, edge, leaves))
      tiles.set(`${level}/${number}`, hashes)
    size += step
  }
  const read = readNodesFrom(sha256, ({ level, number }) => tiles.get(`${level}/${number}`))
  return { tiles, edge, size, read, entries: Array.from({ length: size }, (_, at) => entryOf(at)) }
}

describe('tiles', () => {
  it.each([
    [{ level: 0, number: 1234067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 1, number: 0, width: 17 }, 'tile/1/000.p/17'],
    [{ level: 'entries', number: 1000, width: 256 }, 'tile/entries/x001/000'],
    [{ level: 63, number: 5, width: 1 }, 'tile/63/005.p/1'],
  ] as const)('%o are at %s', (tile, address) => {
    expect(writeTilePath(tile)).toBe(address)
    expect(readTilePath(address)).toEqual(tile)
  })

  it.each([
    'tile/00/000',
    'tile/64/000',
    'tile/0/x000/001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/1',
    'tile/0/001/000',
    'tile/-1/000',
    'tile/0/000/',
  ])('no tile is at %s', (address) => expect(readTilePath(address)).toBeUndefined())

  it('are as many as the specification says of a tree of 70,000', () => {
    const tiles = listTiles(70_000)
    const of = (level: number, isFull: boolean) =>
      tiles.filter((tile) => tile.level === level && (tile.width === TILE_WIDTH) === isFull)
    expect([of(0, true).length, of(1, true).length, of(2, true).length]).toEqual([273, 1, 0])
    expect([of(0, false), of(1, false), of(2, false)].flat().map(({ width }) => width)).toEqual([112, 17, 1])
    expect(listEdge(70_000)).toEqual([of(0, false), of(1, false), of(2, false)].flat())
    expect(listTiles(256)).toMatchObject([
      { level: 0, width: 256 },
      { level: 1, width: 1 },
    ])
  })

  it('hold the tree however it grew', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.nat(),
        async (steps, pick, earlier) => {
          const { tiles, edge, size, read, entries } = await grow(steps)
          expect(await rootOfEdge(sha256, size, new Map(edge))).toEqual(treeHash(entries))
          expect([...edge.keys()].sort()).toEqual(
            listEdge(size)
              .map(({ level }) => level)
              .sort(),
          )
          expect([...tiles].map(([at, hashes]) => `${at} ${hashes.length / HASH_BYTES}`).sort()).toEqual(
            listTiles(size)
              .map(({ level, number, width }) => `${level}/${number} ${width}`)
              .sort(),
          )
          const index = pick % size
          expect(await makeProof(sha256, planInclusion(index, size), read)).toEqual(path(index, entries))
          const from = (earlier % size) + 1
          const plan = planConsistency(from, size)
          expect(await makeProof(sha256, plan, read)).toEqual(proof(from, entries))
          for (const { level, number } of listTilesOf(plan.flat()))
            expect(tiles.has(`${level}/${number}`)).toBe(true)
        },
      ),
      { numRuns: 25 },
    )
  }, 60_000)

  it('grow past two levels', async () => {
    const { size, edge, entries, read } = await grow([65_535, 2])
    expect(await rootOfEdge(sha256, size, edge)).toEqual(treeHash(entries))
    expect(await makeProof(sha256, planInclusion(65_536, size), read)).toEqual(path(65_536, entries))
  }, 60_000)

  it('are refused when hashes are missing', async () => {
    const read = readNodesFrom(sha256, () => new Uint8Array(HASH_BYTES))
    await expect((async () => read({ height: 1, index: 0 }))()).rejects.toThrow(RangeError)
  })
})

describe('bundles', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (entries) => {
        expect(readBundle(writeBundle(entries))?.map((entry) => [...entry])).toEqual(
          entries.map((entry) => [...entry]),
        )
      }),
    )
  })

  it('take no entry that is too long, and are not read when they are cut', () => {
    expect(() => writeBundle([new Uint8Array(65_536)])).toThrow(RangeError)
    expect(readBundle(joinBytes(writeBundle([entryOf(1)]), Uint8Array.of(0, 9, 1)))).toBeUndefined()
  })
})
