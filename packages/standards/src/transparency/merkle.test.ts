import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeHex } from './bytes.ts'
import {
  computeRoot,
  hashLeaf,
  makeProof,
  type Node,
  planConsistency,
  planInclusion,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts'
import { path, proof, sha256, treeHash } from './testing/naive-tree.ts'

/** The entries and roots with which implementations of Certificate Transparency are tested. */
const ENTRIES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

const entries = fc.array(fc.uint8Array({ maxLength: 8 }), { minLength: 1, maxLength: 70 })

/** Reads nodes from all entries at once. */
function readFrom(all: readonly Uint8Array[]) {
  return ({ height, index }: Node) => treeHash(all.slice(index * 2 ** height, (index + 1) * 2 ** height))
}

describe('the tree of RFC 6962', () => {
  it('has the roots of the published test vectors', async () => {
    const all = ENTRIES.map((hex) => new Uint8Array(Buffer.from(hex, 'hex')))
    for (const [size, root] of ROOTS.entries()) {
      const read = readFrom(all.slice(0, size))
      expect(writeHex(await computeRoot(sha256, size, read))).toBe(root)
    }
  })

  it('has the root and inclusion proofs of the definition', async () => {
    await fc.assert(
      fc.asyncProperty(entries, fc.nat(), async (all, pick) => {
        const index = pick % all.length
        const size = all.length
        const root = await computeRoot(sha256, size, readFrom(all))
        expect(root).toEqual(treeHash(all))
        const made = await makeProof(sha256, planInclusion(index, size), readFrom(all))
        expect(made).toEqual(path(index, all))
        const leaf = await hashLeaf(sha256, all[index] ?? new Uint8Array())
        expect(await verifyInclusion(sha256, { index, size, leaf, root }, made)).toBe(true)
      }),
    )
  })

  it('has the consistency proofs of the definition', async () => {
    await fc.assert(
      fc.asyncProperty(entries, fc.nat(), async (all, pick) => {
        const size = (pick % all.length) + 1
        const made = await makeProof(sha256, planConsistency(size, all.length), readFrom(all))
        expect(made).toEqual(proof(size, all))
        const from = { size, root: treeHash(all.slice(0, size)) }
        const to = { size: all.length, root: treeHash(all) }
        expect(await verifyConsistency(sha256, from, to, made)).toBe(true)
      }),
    )
  })

  it('takes no inclusion proof of another entry, index, size or root, nor one that was changed', async () => {
    await fc.assert(
      fc.asyncProperty(entries, fc.nat(), fc.nat(), fc.nat(), async (all, pick, other, bit) => {
        const index = pick % all.length
        const size = all.length
        const root = treeHash(all)
        const leaf = await hashLeaf(sha256, all[index] ?? new Uint8Array())
        const made = path(index, all)
        const check = (changed: object, hashes = made) =>
          verifyInclusion(sha256, { index, size, leaf, root, ...changed }, hashes)
        expect(await check({ leaf: flip(leaf, bit) })).toBe(false)
        expect(await check({ root: flip(root, bit) })).toBe(false)
        expect(await check({ index: size + other })).toBe(false)
        expect(await check({}, [...made, root])).toBe(false)
        if (made.length === 0) return
        const at = other % made.length
        expect(await check({}, made.toSpliced(at, 1))).toBe(false)
        expect(await check({}, made.with(at, flip(made[at] ?? root, bit)))).toBe(false)
        const elsewhere = other % size
        // The same entry at two places can have the same proof.
        const isOther = String(all[elsewhere]) !== String(all[index])
        if (isOther) expect(await check({ index: elsewhere })).toBe(false)
      }),
    )
  })

  it('takes no consistency proof for a history that is another', async () => {
    await fc.assert(
      fc.asyncProperty(entries, fc.nat(), fc.nat(), fc.nat(), async (all, pick, changed, bit) => {
        const size = (pick % all.length) + 1
        const at = changed % size
        const forked = all.with(at, Uint8Array.of(...(all[at] ?? []), 1))
        const from = { size, root: treeHash(all.slice(0, size)) }
        const to = { size: all.length, root: treeHash(forked) }
        expect(await verifyConsistency(sha256, from, to, proof(size, forked))).toBe(false)
        const made = proof(size, all)
        const honest = { size: all.length, root: treeHash(all) }
        expect(await verifyConsistency(sha256, from, { ...honest, root: flip(honest.root, bit) }, made)).toBe(
          false,
        )
        expect(await verifyConsistency(sha256, from, honest, [...made, from.root])).toBe(false)
        if (made.length > 0) expect(await verifyConsistency(sha256, from, honest, made.slice(1))).toBe(false)
      }),
    )
  })

  it('takes nothing for a proof of what cannot be', async () => {
    const root = treeHash([])
    expect(
      await verifyConsistency(sha256, { size: 0, root }, { size: 3, root: treeHash([root, root, root]) }, []),
    ).toBe(true)
    expect(await verifyConsistency(sha256, { size: 2, root }, { size: 1, root }, [])).toBe(false)
    expect(() => planInclusion(3, 3)).toThrow(RangeError)
    expect(() => planConsistency(4, 3)).toThrow(RangeError)
  })
})

/** The same bytes but for one bit. */
function flip(bytes: Uint8Array, bit: number): Uint8Array {
  const at = bit % (bytes.length * 8)
  return bytes.with(Math.floor(at / 8), (bytes[Math.floor(at / 8)] ?? 0) ^ (1 << (at % 8)))
}
