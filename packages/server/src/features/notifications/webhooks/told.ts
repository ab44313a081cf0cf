/** Signals as webhooks hear of them. */
import type { Db } from '../../../platform/database/connect.ts'
import { listToldSignals, type Signal } from '../../indicators/index.ts'

/** A signal as anyone sees it, and what the organisation did not publish yet too; never who of its people answers for it. */
export async function findTold(
  db: Db,
  signalId: string,
  organisationId: string,
): Promise<Signal | undefined> {
  const asker = { organisations: [organisationId], personId: undefined, roles: [] }
  const [signal] = await listToldSignals(db, [signalId], asker)
  return signal && { ...signal, owner: { ...signal.owner, personName: null, isMine: false } }
}
