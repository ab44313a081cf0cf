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
    dueBefore: undefined,
    order: 'opened',
    after: undefined,
    limit: ids.length,
  })
  return rows.map((row) => ({ ...row, sentence: describeSignal(row) }))
}

/** Public signals that are still open after their term, those that wait longest first; at most 200. */
export async function listOverdueSignals(db: Db, today: string): Promise<OverdueSignal[]> {
  const rows = await listSignals(db, {
    asker: { organisations: [], personId: undefined, roles: [] },
    ids: undefined,
    state: 'open',
    kind: undefined,
    indicatorId: undefined,
    challengeId: undefined,
    area: undefined,
    mine: false,
    dueBefore: today,
    order: 'opened',
    after: undefined,
    limit: 200,
  })
  return rows
    .map((row) => ({
      id: row.id,
      indicatorTitle: row.indicatorTitle,
      areaName: row.areaName,
      sentence: describeSignal(row),
      dueOn: row.term.dueOn,
      organisationName: row.owner.organisationName,
      role: row.owner.role,
    }))
    .toSorted((left, right) => left.dueOn.localeCompare(right.dueOn))
}

export type OverdueSignal = Pick<Signal, 'id' | 'indicatorTitle' | 'areaName' | 'sentence'> &
  Pick<Signal['owner'], 'organisationName' | 'role'> & { dueOn: string }
