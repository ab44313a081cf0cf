/** Removes frozen answers with data that residents take back: few others stand beside it, so they would still tell of it. */
import { ANONYMOUS } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import type { OutboxEvent } from '../../../platform/outbox.ts'
import { listHidden, type ValuesForgotten } from '../../measurements/index.ts'
import { listKeptResidents, noteForgotten, removeAnswers } from './store-taken-back.ts'

/** After a resident had what a sensor measured deleted. */
export async function removeForgotten(
  transaction: Db,
  events: readonly OutboxEvent[],
  at: Date,
): Promise<void> {
  const ids = events.flatMap(({ payload }) => (payload as ValuesForgotten).thingIds)
  await noteForgotten(transaction, ids, at)
  await removeAnswers(transaction, ids, at)
}

/** When a sensor is gone, or its host no longer lets everybody see what it measures. */
export async function removeTakenBack(db: Db, now: Date): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const ids = await listKeptResidents(transaction)
    const hidden = await listHidden(transaction, { actor: ANONYMOUS, now, ids })
    await removeAnswers(transaction, hidden, now)
  })
}
