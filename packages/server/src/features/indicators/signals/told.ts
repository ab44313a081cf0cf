import type { Db } from '../../../platform/database/connect.ts'
import type { Signal } from '../schema.ts'
import { type Asker, listSignals } from '../store/signals.ts'
import { describeSignal } from './describe.ts'

/** The signals with these ids, in any state, as who asks may see them, the latest first. */
export async function listToldSignals(db: Db, ids: string[], asker: Asker): Promise<Signal[]> {
  if (ids.length === 0) return []
  const rows = await listSignals(db, {
    asker,
    ids,
    state: undefined,
    kind: undefined,
    indicatorId: undefined,
    challengeId: undefined,
    area: undefined,
    mine: false,
    order: 'opened',
    after: undefined,
    limit: ids.length,
  })
  return rows.map((row) => ({ ...row, sentence: describeSignal(row) }))
}
