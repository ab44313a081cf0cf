import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Bilingual } from '../../../platform/errors.ts'
import type { Told } from '../lists.ts'
import { EVENT_TYPES, type Outcome, type Verdict } from './rules.ts'
import type { Delivery, NewWebhook, Webhook } from './schema.ts'

const iso = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const WEBHOOK = sql`w.id, w.organisation_id as "organisationId", w.url, w.happenings, w.challenge_id as "challengeId",
  w.indicator_id as "indicatorId", w.area_code as "areaCode", w.state, w.reason, ${iso('w.failing_since')} as "failingSince",
  case when w.old_secret is not null then ${iso('w.old_until')} end as "oldSecretUntil", ${iso('w.created_at')} as "createdAt"`

/** Webhooks of an organisation at most. */
const MOST_WEBHOOKS = 10

/** Stores a webhook; gives its id, or undefined when the organisation has too many already. */
export async function insertWebhook(
  transaction: Db,
  { organisationId, madeBy }: { organisationId: string; madeBy: string | null },
  { url, happenings = [], challengeId, indicatorId, areaCode }: NewWebhook,
  now: Date,
): Promise<string | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext('notifications.webhook'), hashtext(${organisationId}))`.execute(
    transaction,
  )
  const { rows } = await sql<{ id: string }>`insert into notifications.webhook
      (organisation_id, url, happenings, challenge_id, indicator_id, area_code, secret, state, created_at, made_by)
    select ${organisationId}, ${url}, ${happenings}, ${challengeId ?? null}::uuid, ${indicatorId ?? null}::uuid,
      ${areaCode ?? null}::text, '', 'unconfirmed', ${now}, ${madeBy}::uuid
    where (select count(*) from notifications.webhook where organisation_id = ${organisationId}) < ${MOST_WEBHOOKS}
    returning id`.execute(transaction)
  return rows[0]?.id
}

/** Times an hour that a webhook is asked whether it wants events, at most. */
const MOST_ASKED = 10

/** Counts that a webhook is asked; says whether that may be. */
export async function countAsked(db: Db, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ asked: number }>`update notifications.webhook w set asked_at = ${now},
      asked = case when w.asked_at > ${now}::timestamptz - interval '1 hour' then w.asked + 1 else 1 end
    where w.id = ${id} returning asked`.execute(db)
  return (rows[0]?.asked ?? 0) <= MOST_ASKED
}

/** What someone made. */
export async function exportWebhooks(db: Db, personId: string): Promise<object[]> {
  const { rows } = await sql<object>`select url, created_at as since from notifications.webhook
    where made_by = ${personId} order by created_at, id`.execute(db)
  return rows
}

export async function forgetMaker(transaction: Db, personId: string): Promise<void> {
  await sql`update notifications.webhook set made_by = null where made_by = ${personId}`.execute(transaction)
}

/** Keeps a new secret; the one before signs too until `oldUntil`. */
export async function storeSecret(db: Db, id: string, secret: Buffer, oldUntil: Date | null): Promise<void> {
  await sql`update notifications.webhook set secret = ${secret}, old_until = ${oldUntil},
    old_secret = case when ${oldUntil}::timestamptz is not null then secret end where id = ${id}`.execute(db)
}

export async function findWebhook(db: Db, id: string): Promise<Webhook | undefined> {
  const { rows } =
    await sql<Webhook>`select ${WEBHOOK} from notifications.webhook w where w.id = ${id}`.execute(db)
  return rows[0]
}

/** The webhooks of an organisation, the oldest first. */
export async function listWebhooks(
  db: Db,
  organisationId: string,
  { after, limit }: { after: readonly string[] | undefined; limit: number },
): Promise<Webhook[]> {
  const { rows } = await sql<Webhook>`select ${WEBHOOK} from notifications.webhook w
    where w.organisation_id = ${organisationId}
      ${after === undefined ? sql`` : sql`and (date_trunc('milliseconds', w.created_at), w.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by date_trunc('milliseconds', w.created_at), w.id limit ${limit}`.execute(db)
  return rows
}

export async function deleteWebhook(db: Db, id: string): Promise<void> {
  await sql`delete from notifications.webhook where id = ${id}`.execute(db)
}

/** Notes whether it said that it wants events; one that is active stays so, as what is sent tells more. */
export async function storeConfirmation(db: Db, id: string, refusal: Bilingual | undefined): Promise<void> {
  await sql`update notifications.webhook set
      state = case when ${refusal === undefined} then 'active' else state end,
      reason = ${refusal === undefined ? null : JSON.stringify(refusal)}::jsonb,
      failing_since = case when ${refusal === undefined} then null else failing_since end
    where id = ${id}`.execute(db)
}

/** Who wants to hear of a signal: the active webhooks of which no filter leaves it out. */
export async function listWanting(
  db: Db,
  what: Told,
  signalId: string,
): Promise<{ id: string; organisationId: string }[]> {
  const { rows } = await sql<{ id: string; organisationId: string }>`
    select w.id, w.organisation_id as "organisationId" from notifications.webhook w
    join indicators.v_signal s on s.id = ${signalId}
    join indicators.v_indicator i on i.id = s.indicator_id
    where w.state = 'active' and (cardinality(w.happenings) = 0 or ${what} = any(w.happenings))
      and (w.challenge_id is null or w.challenge_id = i.challenge_id)
      and (w.indicator_id is null or w.indicator_id = i.id)
      and (w.area_code is null or w.area_code = s.area_code or exists (select from areas.v_area a
        where a.code = s.area_code and w.area_code in (a.parent_code, a.municipality_code)))
    order by w.created_at, w.id`.execute(db)
  return rows
}

export type NewDelivery = {
  webhookId: string
  eventId: string
  sequence: number
  signalId: string
  what: Told
  body: string
}

export async function insertDelivery(transaction: Db, delivery: NewDelivery, now: Date): Promise<void> {
  const { webhookId, eventId, sequence, signalId, what, body } = delivery
  await sql`insert into notifications.delivery
      (webhook_id, event_id, sequence, signal_id, what, body, next_try_at, created_at)
    values (${webhookId}, ${eventId}, ${sequence}, ${signalId}, ${what}, ${body}, ${now}, ${now})
    on conflict (webhook_id, event_id) do nothing`.execute(transaction)
}

/** A delivery that is tried now, with all that is needed for it. */
export type Due = {
  id: string
  webhookId: string
  organisationId: string
  url: string
  eventId: string
  signalId: string
  body: string
  tries: number
  firstTriedAt: Date
  secret: Buffer
  oldSecret: Buffer | null
}

/** Deliveries of one organisation, and to one server, that are under way at most: what is slow holds up none of the others, and none is flooded. */
const MOST_AT_ONCE = 2

/** Whether there may be one for {@link takeDue}, unless too many are under way. */
export async function hasDueDelivery(db: Db, now: Date): Promise<boolean> {
  const { rows } = await sql`select from notifications.webhook w
    where w.state = 'active' and (w.taken_until is null or w.taken_until <= ${now}) and exists (select from notifications.delivery d
      where d.webhook_id = w.id and d.state = 'waiting' and d.next_try_at <= ${now}) limit 1`.execute(db)
  return rows.length > 0
}

/**
 * Takes one delivery to try: the oldest that is due, of the webhook to which nothing was sent longest. Counts the try before it is made: when
 * the process is killed in the middle, another makes the next one after a minute.
 */
export function takeDue(db: Db, now: Date): Promise<Due | undefined> {
  return db.transaction().execute(async (transaction) => {
    // Senders that count at the same moment would each take one more.
    await sql`select pg_advisory_xact_lock(hashtext('notifications.delivery'), 0)`.execute(transaction)
    return takeNext(transaction, now)
  })
}

async function takeNext(transaction: Db, now: Date): Promise<Due | undefined> {
  const { rows } = await sql<Due>`
    with webhook as (
      select w.id from notifications.webhook w
      where w.state = 'active' and (w.taken_until is null or w.taken_until <= ${now})
        and exists (select from notifications.delivery d
          where d.webhook_id = w.id and d.state = 'waiting' and d.next_try_at <= ${now})
        and (select count(*) from notifications.webhook o
          where o.organisation_id = w.organisation_id and o.taken_until > ${now}) < ${MOST_AT_ONCE}
        and (select count(*) from notifications.webhook o
          where lower(split_part(o.url, '/', 3)) = lower(split_part(w.url, '/', 3)) and o.taken_until > ${now}) < ${MOST_AT_ONCE}
      order by w.last_taken_at nulls first, w.id limit 1 for update skip locked),
    due as (
      select d.id, d.webhook_id from webhook cross join lateral (
        select d.id, d.webhook_id from notifications.delivery d
        where d.webhook_id = webhook.id and d.state = 'waiting' and d.next_try_at <= ${now}
        order by d.sequence limit 1) d),
    taken as (
      update notifications.webhook w set taken_until = ${now}::timestamptz + interval '1 minute', last_taken_at = ${now}
      from due where w.id = due.webhook_id)
    update notifications.delivery d set tries = d.tries + 1, first_tried_at = coalesce(d.first_tried_at, ${now}),
      last_tried_at = ${now}, next_try_at = ${now}::timestamptz + interval '1 minute'
    from due, notifications.webhook w where d.id = due.id and w.id = d.webhook_id
    returning d.id, w.id as "webhookId", w.organisation_id as "organisationId", w.url, d.event_id as "eventId", d.signal_id as "signalId", d.body, d.tries,
      d.first_tried_at as "firstTriedAt", w.secret,
      case when w.old_until > ${now} then w.old_secret end as "oldSecret"`.execute(transaction)
  return rows[0]
}

/** Notes how a try ended. */
export async function storeTry(
  transaction: Db,
  id: string,
  { status, error, verdict }: Outcome & { error: Bilingual | undefined; verdict: Verdict },
  now: Date,
): Promise<void> {
  await sql`update notifications.delivery set state = ${verdict.state}, last_status = ${status ?? null},
      last_error = ${error === undefined ? null : JSON.stringify(error)}::jsonb,
      next_try_at = ${verdict.state === 'waiting' ? verdict.nextTryAt : null},
      delivered_at = ${verdict.state === 'delivered' ? now : null}
    where id = ${id}`.execute(transaction)
}

/** Notes for a webhook that a delivery came through, or failed; gives since when all of them fail. */
export async function storeHealth(
  transaction: Db,
  id: string,
  error: Bilingual | undefined,
  now: Date,
): Promise<Date | null> {
  const { rows } = await sql<{ failingSince: Date | null }>`update notifications.webhook set
      failing_since = case when ${error !== undefined} then coalesce(failing_since, ${now}) end,
      reason = ${error === undefined ? null : JSON.stringify(error)}::jsonb
    where id = ${id} and state = 'active' returning failing_since as "failingSince"`.execute(transaction)
  await sql`update notifications.webhook set taken_until = null where id = ${id}`.execute(transaction)
  return rows[0]?.failingSince ?? null
}

/** Gives a delivery up of which the signal is not there any more for who would hear of it. It says nothing of the receiver. */
export async function giveUp(transaction: Db, { id, webhookId }: Due, reason: Bilingual): Promise<void> {
  await sql`update notifications.delivery set state = 'failed', next_try_at = null, last_status = null,
      last_error = ${JSON.stringify(reason)}::jsonb where id = ${id}`.execute(transaction)
  await sql`update notifications.webhook set taken_until = null where id = ${webhookId}`.execute(transaction)
}

/** Switches a webhook off and gives up what waits for it. @returns false when it was off already */
export async function switchOff(transaction: Db, id: string, reason: Bilingual): Promise<boolean> {
  const { rows } =
    await sql`update notifications.webhook set state = 'off', reason = ${JSON.stringify(reason)}::jsonb
    where id = ${id} and state = 'active' returning 1`.execute(transaction)
  await sql`update notifications.delivery set state = 'failed', next_try_at = null
    where webhook_id = ${id} and state = 'waiting'`.execute(transaction)
  return rows.length > 0
}

/** The deliveries of a webhook, the newest first. */
export async function listDeliveries(
  db: Db,
  webhookId: string,
  { after, limit }: { after: readonly string[] | undefined; limit: number },
): Promise<(Delivery & { sequence: string })[]> {
  const { rows } = await sql<Omit<Delivery, 'type'> & { sequence: string; what: Told }>`
    select d.id, d.event_id as "eventId", d.what, d.signal_id as "signalId", d.state, d.tries,
      ${iso('d.last_tried_at')} as "lastTriedAt", ${iso('d.next_try_at')} as "nextTryAt", d.last_status as "lastStatus",
      d.last_error as "lastError", ${iso('d.created_at')} as "createdAt", d.sequence::text as sequence
    from notifications.delivery d where d.webhook_id = ${webhookId}
      ${after === undefined ? sql`` : sql`and d.sequence < ${after[0]}::bigint`}
    order by d.sequence desc limit ${limit}`.execute(db)
  return rows.map(({ what, ...row }) => ({ ...row, type: EVENT_TYPES[what] }))
}

/** Has a delivery tried again from the beginning, the same event with the figures of now. @returns false when there is none, or nothing is sent to the webhook */
export async function replayDelivery(db: Db, webhookId: string, id: string, now: Date): Promise<boolean> {
  const { rows } =
    await sql`update notifications.delivery set state = 'waiting', tries = 0, first_tried_at = null,
      next_try_at = ${now}, delivered_at = null
    where id = ${id} and webhook_id = ${webhookId}
      and exists (select from notifications.webhook w where w.id = ${webhookId} and w.state = 'active') returning 1`.execute(
      db,
    )
  return rows.length > 0
}

/** Forgets what was made longer ago than anyone looks back, also what nobody took. */
export async function forgetDeliveries(db: Db, before: Date): Promise<void> {
  await sql`delete from notifications.delivery where created_at < ${before}`.execute(db)
}
