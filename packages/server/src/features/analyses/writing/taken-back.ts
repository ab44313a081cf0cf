/** Removes frozen answers with data that residents take back: few others stand beside it, so they would still tell of it. */
import { ANONYMOUS } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import type { OutboxEvent } from '../../../platform/outbox.ts'
import { listSeenLevels, type SeenLevel, type ValuesForgotten } from '../../measurements/index.ts'
import { listKeptResidents, noteForgotten, removeAnswers } from './store-taken-back.ts'

/** After a resident had what a sensor measured deleted. */
export async function removeForgotten(
  transaction: Db,
  events: readonly OutboxEvent[],
  at: Date,
): Promise<void> {
  const ids = events.flatMap(({ payload }) => (payload as ValuesForgotten).thingIds)
  await noteForgotten(transaction, ids, at)
  const kept = await listKeptResidents(transaction)
  await removeAnswers(
    transaction,
    kept.filter(({ id }) => ids.includes(id)),
    at,
  )
}

/** When a sensor is gone, or its host no longer lets everybody see what it measures, or not as precisely as when it was answered. */
export async function removeTakenBack(db: Db, now: Date): Promise<void> {
  await removeGone(db, await listKeptResidents(db), now)
}

/** The same of one version, before it is read: what was taken back a moment ago is not given any more. */
export async function removeTakenBackOf(
  db: Db,
  version: { id: string; version: number },
  now: Date,
): Promise<void> {
  await removeGone(db, await listKeptResidents(db, version), now)
}

async function removeGone(db: Db, kept: readonly SeenLevel[], now: Date): Promise<void> {
  const levels = await listSeenLevels(db, {
    actor: ANONYMOUS,
    now,
    ids: [...new Set(kept.map(({ id }) => id))],
  })
  const seen = new Map(levels.map((level) => [level.id, level]))
  const gone = kept.filter(({ id, place, time }) => {
    const current = seen.get(id)
    return !current || current.place > place || current.time > time
  })
  if (gone.length === 0) return
  await db.transaction().execute((transaction) => removeAnswers(transaction, gone, now))
}
