/**
 * The Merkle tree of RFC 6962, 2.1 (the same in RFC 9162, 2.1): hashes, proofs and how they are checked. The tree itself is the
 * caller's: it gives the hashes of complete subtrees.
 */
import { joinBytes, sameBytes } from './bytes.ts'
import type { Sha256 } from './cryptography.ts'

/** SHA-256: 32 bytes. */
export const HASH_BYTES = 32

/** The longest proof that a tree of 2^63 entries can need. */
export const MOST_PROOF_HASHES = 63

/** The root of a complete subtree of 2^height entries: those from `index · 2^height` on. */
export type Node = { height: number; index: number }

/** The entries from `start` until `end`, not included. */
type Range = { start: number; end: number }

export type ReadNode = (node: Node) => Uint8Array | Promise<Uint8Array>

const LEAF = Uint8Array.of(0)
const INNER = Uint8Array.of(1)
const PAIR = 2 * HASH_BYTES

/** The hash of an entry. */
export function hashLeaf(sha256: Sha256, entry: Uint8Array): Uint8Array | Promise<Uint8Array> {
  return sha256(joinBytes(LEAF, entry))
}

/** The hash of two hashes beside each other. */
export function hashNode(
  sha256: Sha256,
  left: Uint8Array,
  right: Uint8Array,
): Uint8Array | Promise<Uint8Array> {
  return sha256(joinBytes(INNER, left, right))
}

/** Of a row of hashes the row above it: of each two the hash. What is left over at the end has none. */
export async function hashPairs(sha256: Sha256, row: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const above = new Uint8Array(Math.floor(row.length / PAIR) * HASH_BYTES)
  for (let at = 0; at < above.length; at += HASH_BYTES) {
    const block = new Uint8Array(1 + PAIR)
    block[0] = 1
    block.set(row.subarray(2 * at, 2 * at + PAIR), 1)
    const hash = sha256(block)
    // Where the hash is there at once, waiting for it would take as long as making it.
    above.set(hash instanceof Uint8Array ? hash : await hash, at)
  }
  return above
}

/** The root of a tree. Of an empty one it is the hash of nothing. */
export async function computeRoot(sha256: Sha256, size: number, readNode: ReadNode): Promise<Uint8Array> {
  if (size === 0) return sha256(new Uint8Array())
  return hashRange(sha256, { start: 0, end: size }, readNode)
}

/** The nodes that a proof is made from, each hash of it from the list at its place. */
export type ProofPlan = readonly (readonly Node[])[]

/**
 * What proves that a tree has an entry at this index.
 * @throws RangeError when the tree has no such entry
 */
export function planInclusion(index: number, size: number): ProofPlan {
  if (!(index >= 0 && index < size)) throw new RangeError(`A tree of ${size} has no entry ${index}.`)
  const ranges: Range[] = []
  let range = { start: 0, end: size }
  while (range.end - range.start > 1) {
    const middle = splitOf(range)
    const left = { start: range.start, end: middle }
    const right = { start: middle, end: range.end }
    const isLeft = index < middle
    ranges.push(isLeft ? right : left)
    range = isLeft ? left : right
  }
  return ranges.reverse().map(listNodes)
}

/**
 * What proves that a tree begins with the entries of an earlier one.
 * @throws RangeError when the earlier one is larger
 */
export function planConsistency(from: number, to: number): ProofPlan {
  if (!(from >= 0 && from <= to)) throw new RangeError(`A tree of ${from} is no beginning of one of ${to}.`)
  if (from === 0 || from === to) return []
  const ranges: Range[] = []
  let range = { start: 0, end: to }
  let isWhole = true
  while (range.end !== from) {
    const middle = splitOf(range)
    const left = { start: range.start, end: middle }
    const right = { start: middle, end: range.end }
    const isLeft = from <= middle
    ranges.push(isLeft ? right : left)
    if (!isLeft) isWhole = false
    range = isLeft ? left : right
  }
  return [...(isWhole ? [] : [range]), ...ranges.reverse()].map(listNodes)
}

/** Makes a proof from its plan. */
export async function makeProof(sha256: Sha256, plan: ProofPlan, readNode: ReadNode): Promise<Uint8Array[]> {
  const hashes: Uint8Array[] = []
  for (const nodes of plan) hashes.push(await hashNodes(sha256, nodes, readNode))
  return hashes
}

/** Whether a proof shows that the tree with this root has this leaf at this index (RFC 9162, 2.1.3.2). */
export async function verifyInclusion(
  sha256: Sha256,
  { index, size, leaf, root }: { index: number; size: number; leaf: Uint8Array; root: Uint8Array },
  proof: readonly Uint8Array[],
): Promise<boolean> {
  if (!(index >= 0 && index < size)) return false
  let at = index
  let last = size - 1
  let hash = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      hash = await hashNode(sha256, sibling, hash)
      while (!isOdd(at) && at !== 0) {
        at = half(at)
        last = half(last)
      }
    } else hash = await hashNode(sha256, hash, sibling)
    at = half(at)
    last = half(last)
  }
  return last === 0 && sameBytes(hash, root)
}

/** Whether a proof shows that the later tree begins with the entries of the earlier one (RFC 9162, 2.1.4.2). */
export async function verifyConsistency(
  sha256: Sha256,
  from: { size: number; root: Uint8Array },
  to: { size: number; root: Uint8Array },
  proof: readonly Uint8Array[],
): Promise<boolean> {
  if (from.size > to.size) return false
  if (from.size === to.size) return proof.length === 0 && sameBytes(from.root, to.root)
  if (from.size === 0) return proof.length === 0 && sameBytes(from.root, await sha256(new Uint8Array()))
  const [first, ...rest] = isPowerOfTwo(from.size) ? [from.root, ...proof] : proof
  if (first === undefined) return false
  let at = from.size - 1
  let last = to.size - 1
  while (isOdd(at)) {
    at = half(at)
    last = half(last)
  }
  let before = first
  let after = first
  for (const hash of rest) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      before = await hashNode(sha256, hash, before)
      after = await hashNode(sha256, hash, after)
      while (!isOdd(at) && at !== 0) {
        at = half(at)
        last = half(last)
      }
    } else after = await hashNode(sha256, after, hash)
    at = half(at)
    last = half(last)
  }
  return last === 0 && sameBytes(before, from.root) && sameBytes(after, to.root)
}

function hashRange(sha256: Sha256, range: Range, readNode: ReadNode): Promise<Uint8Array> {
  return hashNodes(sha256, listNodes(range), readNode)
}

/** The hash of complete subtrees beside each other, largest first: the smallest two come together first. */
async function hashNodes(sha256: Sha256, nodes: readonly Node[], readNode: ReadNode): Promise<Uint8Array> {
  let hash: Uint8Array | undefined
  for (const node of [...nodes].reverse()) {
    const left = await readNode(node)
    hash = hash === undefined ? left : await hashNode(sha256, left, hash)
  }
  if (hash === undefined) throw new RangeError('No entries have no hash.')
  return hash
}

/** The largest complete subtrees that fill a range of the tree, from left to right. */
function listNodes({ start, end }: Range): Node[] {
  const nodes: Node[] = []
  for (let at = start; at < end; ) {
    let height = 0
    let width = 1
    while (at % (width * 2) === 0 && at + width * 2 <= end) {
      width *= 2
      height += 1
    }
    nodes.push({ height, index: at / width })
    at += width
  }
  return nodes
}

/** Where RFC 6962 splits: after the largest power of two that is smaller than the range. */
function splitOf({ start, end }: Range): number {
  let width = 1
  while (width * 2 < end - start) width *= 2
  return start + width
}

const isOdd = (value: number) => value % 2 === 1
const half = (value: number) => Math.floor(value / 2)

function isPowerOfTwo(value: number): boolean {
  let width = 1
  while (width < value) width *= 2
  return width === value
}
