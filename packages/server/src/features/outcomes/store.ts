/** What happened and is still to be told. */
import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import type { OutboxEvent } from '../../platform/outbox.ts'

export type News = Pick<OutboxEvent, 'kind' | 'payload' | 'occurredAt'> & { id: string }

/** Puts events ready to be told of, in the transaction in which they are handled. */
export async function insertNews(transaction: Db, events: readonly OutboxEvent[]): Promise<void> {
  if (events.length === 0) return
  await sql`insert into outcomes.news (kind, payload, happened_at)
    select kind, payload::jsonb, happened_at from unnest(${events.map(({ kind }) => kind)}::text[],
      ${events.map(({ payload }) => JSON.stringify(payload))}::text[], ${events.map(({ occurredAt }) => occurredAt)}::timestamptz[])
      as e (kind, payload, happened_at)`.execute(transaction)
}

/**
 * Takes the oldest, for five minutes the first time and ever longer, up to six hours: when the process is killed in the middle, or it cannot be told
 * of, it comes again after that, and what is newer is not held up.
 */
export async function takeNews(db: Db, now: Date): Promise<News | undefined> {
  const { rows } = await sql<News>`
    with due as (select id from outcomes.news where next_try_at is null or next_try_at <= ${now}
      order by id limit 1 for update skip locked)
    update outcomes.news n set tries = n.tries + 1,
      next_try_at = ${now}::timestamptz + least(interval '5 minutes' * power(2, least(n.tries, 10)), interval '6 hours')
    from due where n.id = due.id
    returning n.id::text as id, n.kind, n.payload, n.happened_at as "occurredAt"`.execute(db)
  return rows[0]
}

/** Removes it, in the transaction in which it is told. @returns false when another process was first */
export async function deleteNews(transaction: Db, id: string): Promise<boolean> {
  const { rows } = await sql`delete from outcomes.news where id = ${id}::bigint returning 1`.execute(
    transaction,
  )
  return rows.length > 0
}
