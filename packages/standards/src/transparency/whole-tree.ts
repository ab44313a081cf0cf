import { joinBytes } from './bytes.ts'
import type { Sha256 } from './cryptography.ts'
import { HASH_BYTES, hashPairs, type ReadNode } from './merkle.ts'

/** Hashes every complete subtree once, so that the root of each beginning of the tree is quickly known. */
export async function hashWholeTree(sha256: Sha256, leaves: readonly Uint8Array[]): Promise<ReadNode> {
  let row = joinBytes(...leaves)
  const rows = [row]
  while (row.length >= 2 * HASH_BYTES) {
    const above = await hashPairs(sha256, row)
    rows.push(above)
    row = above
  }
  return ({ height, index }) => {
    const hash = rows[height]?.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)
    if (hash?.length !== HASH_BYTES) throw new RangeError(`No subtree ${index} of height ${height}.`)
    return hash
  }
}
