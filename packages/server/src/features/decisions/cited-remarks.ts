/**
 * Remarks that a decision cites: by their address, so that the text stays with who wrote it. What is published for good never has it, and who withdraws
 * the remark takes it away here too.
 */
import type { Db } from '../../platform/database/connect.ts'
import { listPublicRemarks, readRemarkAddresses } from '../remarks/index.ts'
import type { Obstacle } from './rules/content.ts'
import type { Evidence } from './schema/content.ts'

/** Which remarks are cited that nobody can read. @param before what was cited already: that may have gone since */
export async function findUnknownRemarks(
  db: Db,
  evidence: readonly Evidence[],
  before: readonly Evidence[],
  now: Date,
): Promise<Obstacle[]> {
  const known = new Set(before.map(({ reference }) => reference))
  const cited = evidence.flatMap(({ kind, reference }, index) =>
    kind === 'remark' && !known.has(reference) ? [{ index, id: readRemarkAddresses(reference)[0] }] : [],
  )
  const ids = cited.flatMap(({ id }) => id ?? [])
  const readable = ids.length === 0 ? [] : await listPublicRemarks(db, ids, now)
  return cited
    .filter(({ id }) => id === undefined || !readable.includes(id))
    .map(({ index }) => ({
      pointer: `/evidence/${index}/reference`,
      nl: 'Deze opmerking bestaat niet, of niet iedereen kan haar lezen. Neem het adres over van de pagina van de opmerking, zoals /opmerkingen/….',
      en: 'This remark does not exist, or not everyone can read it. Take the address of the page of the remark, such as /opmerkingen/….',
    }))
}
