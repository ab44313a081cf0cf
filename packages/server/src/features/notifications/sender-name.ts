import type { Db } from '../../platform/database/connect.ts'
import { findRunningOrganisation, listOrganisationsByIds } from '../parties/index.ts'

/** Who writes what is sent: the organisation that runs the platform; while there is none, the host of its address. */
export async function nameSender(db: Db, publicUrl: string): Promise<string> {
  const id = await findRunningOrganisation(db)
  const [organisation] = id === undefined ? [] : await listOrganisationsByIds(db, [id])
  return organisation?.name ?? new URL(publicUrl).hostname
}
