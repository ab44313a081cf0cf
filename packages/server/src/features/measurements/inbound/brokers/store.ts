import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/connect.ts'
import type { Bilingual } from '../../../../platform/errors.ts'
import { momentText } from '../../ingest/instant.ts'
import type { InboundBroker } from './schema.ts'

/** A broker as a connection needs it. */
export type Broker = {
  sourceId: string
  url: string
  application: string
  username: string
  secret: Buffer
  revision: string
  failures: number
}

/** The broker of a source, for people. */
export async function findBroker(db: Db, sourceId: string, now: Date): Promise<InboundBroker | undefined> {
  const isConnected = sql`(b.connected_at is not null and b.leased_until > ${now})`
  const { rows } = await sql<InboundBroker>`select b.url, b.application, b.username, b.failures,
      case when ${isConnected} then 'connected' when b.failures > 0 then 'failing' else 'waiting' end as state,
      case when ${isConnected} then ${momentText(sql`b.connected_at`)} end as "connectedAt",
      case when not ${isConnected} then ${momentText(sql`b.next_try_at`)} end as "nextTryAt",
      b.last_error as "lastError", ${momentText(sql`b.last_error_at`)} as "lastErrorAt",
      ${momentText(sql`b.updated_at`)} as "updatedAt"
    from measurements.inbound_broker b where b.source_id = ${sourceId}`.execute(db)
  return rows[0]
}

/** Sets the broker of a source; who is connected to another one leaves it. */
export async function saveBroker(
  db: Db,
  broker: Omit<Broker, 'revision' | 'failures'>,
  at: Date,
): Promise<void> {
  const { sourceId, url, application, username, secret } = broker
  await sql`insert into measurements.inbound_broker (source_id, url, application, username, secret, next_try_at, updated_at)
    values (${sourceId}, ${url}, ${application}, ${username}, ${secret}, ${at}, ${at})
    on conflict (source_id) do update set url = excluded.url, application = excluded.application,
      username = excluded.username, secret = excluded.secret, revision = gen_random_uuid(), leased_until = null,
      next_try_at = excluded.next_try_at, failures = 0, connected_at = null, last_error = null, last_error_at = null,
      updated_at = excluded.updated_at`.execute(db)
}

/** Lets the broker of a source go, if it has one: who is connected leaves it at the next renewal. */
export async function freeBroker(db: Db, sourceId: string): Promise<void> {
  await sql`update measurements.inbound_broker set revision = gen_random_uuid(), leased_until = null,
    connected_at = null where source_id = ${sourceId}`.execute(db)
}

export async function deleteBroker(db: Db, sourceId: string): Promise<boolean> {
  const result = await sql`delete from measurements.inbound_broker where source_id = ${sourceId}`.execute(db)
  return Number(result.numAffectedRows ?? 0) > 0
}

/** Of a broker: its source is not paused. */
const IS_WANTED = sql`not exists (select from measurements.inbound_source s where s.id = source_id and s.paused)`

/**
 * Takes the brokers that nobody is connected to and of which it is time, for so many seconds; not those of a paused source.
 * Each gets another revision: who had it before and was held up too long neither keeps nor lets go what is someone else's by
 * now.
 */
export async function takeBrokers(db: Db, now: Date, seconds: number): Promise<Broker[]> {
  const { rows } =
    await sql<Broker>`update measurements.inbound_broker set connected_at = null, revision = gen_random_uuid(),
      leased_until = ${now}::timestamptz + make_interval(secs => ${seconds}::int)
    where source_id in (select source_id from measurements.inbound_broker
      where next_try_at <= ${now} and (leased_until is null or leased_until <= ${now})
        and ${IS_WANTED}
      order by source_id for update skip locked)
    returning source_id as "sourceId", url, application, username, secret, revision, failures`.execute(db)
  return rows
}

/**
 * Keeps a broker for longer.
 * @returns false when it was changed, removed or taken by another meanwhile, or its source paused
 */
export async function renewLease(
  db: Db,
  { sourceId, revision }: Broker,
  now: Date,
  seconds: number,
): Promise<boolean> {
  const result = await sql`update measurements.inbound_broker
    set leased_until = ${now}::timestamptz + make_interval(secs => ${seconds}::int)
    where source_id = ${sourceId} and revision = ${revision} and ${IS_WANTED}`.execute(db)
  return Number(result.numAffectedRows ?? 0) > 0
}

/** Notes that the broker sends from now on. */
export async function noteConnected(db: Db, { sourceId, revision }: Broker, at: Date): Promise<void> {
  await sql`update measurements.inbound_broker set connected_at = ${at}, failures = 0
    where source_id = ${sourceId} and revision = ${revision}`.execute(db)
}

/** Lets a broker go, to be taken again at that moment; with what went wrong when something did. */
export async function releaseBroker(
  db: Db,
  { sourceId, revision }: Broker,
  { at, nextTryAt, error }: { at: Date; nextTryAt: Date; error: Bilingual | undefined },
): Promise<void> {
  const failed = error !== undefined
  await sql`update measurements.inbound_broker set leased_until = null, connected_at = null, next_try_at = ${nextTryAt},
      failures = case when ${failed}::boolean then failures + 1 else failures end,
      last_error = coalesce(${failed ? JSON.stringify(error) : null}::json, last_error),
      last_error_at = case when ${failed}::boolean then ${at}::timestamptz else last_error_at end
    where source_id = ${sourceId} and revision = ${revision}`.execute(db)
}
