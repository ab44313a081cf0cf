/** Proofs from the tiles: those that a proof needs come in one statement. */
import {
  listTilesOf,
  makeProof,
  planConsistency,
  planInclusion,
  readNodesFrom,
} from '@samenspel/standards/transparency'
import type { Db } from '../../platform/database/connect.ts'
import { CRYPTOGRAPHY } from './cryptography.ts'
import { readTiles } from './store/tree.ts'

const { sha256 } = CRYPTOGRAPHY

/** That the log of this size has an entry at this index. */
export function proveInclusion(db: Db, index: number, size: number): Promise<Uint8Array[]> {
  return prove(db, planInclusion(index, size))
}

/** That the log of the larger size begins with that of the smaller. */
export function proveConsistency(db: Db, from: number, to: number): Promise<Uint8Array[]> {
  return prove(db, planConsistency(from, to))
}

async function prove(db: Db, plan: ReturnType<typeof planInclusion>): Promise<Uint8Array[]> {
  const tiles = await readTiles(db, listTilesOf(plan.flat()))
  return makeProof(
    sha256,
    plan,
    readNodesFrom(sha256, ({ level, number }) => tiles.get(`${level}/${number}`)),
  )
}
