import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/connect.ts'
import { fingerprintOf, KEPT, keptAddress, type NewDeadLetter, OF_CONFLICT } from './keep.ts'

/**
 * Which letters of a connector's values in another unit are kept: those that wait already, and new ones as long as their series and the
 * dataset have room. So one series that changed its unit pushes out nothing of others.
 * @param letters all of one dataset
 */
export async function takeShare(
  db: Db,
  datasetId: string,
  letters: readonly NewDeadLetter[],
): Promise<NewDeadLetter[]> {
  if (letters.length === 0) return []
  const { rows } = await sql<{ address: string; fingerprint: string }>`select address,
      encode(fingerprint, 'hex') as fingerprint
    from measurements.dead_letter where dataset_id = ${datasetId} and state = 'waiting' and ${OF_CONFLICT}`.execute(
    db,
  )
  const waiting = new Set(rows.map(({ fingerprint }) => fingerprint))
  const counts = new Map<string, number>()
  const count = (address: string) => counts.set(address, (counts.get(address) ?? 0) + 1)
  for (const { address } of rows) count(address)
  return letters.filter((letter) => {
    const fingerprint = fingerprintOf(letter)
    if (waiting.has(fingerprint)) return true
    const address = keptAddress(letter)
    if ((counts.get(address) ?? 0) >= KEPT.conflicts.series) return false
    if (waiting.size >= KEPT.conflicts.dataset) return false
    waiting.add(fingerprint)
    count(address)
    return true
  })
}
