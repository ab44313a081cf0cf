import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/connect.ts'
import { EMAIL_CODE, type RecordProcessing } from '../../../../platform/processing.ts'
import type { Platform } from '../../../../platform/slice.ts'
import { beginTrace } from '../../../../platform/trace.ts'
import { SENSOR_MESSAGES } from '../../activities.ts'
import { alarmMail, confirmationMail, type UnwellThing } from './mails.ts'
import { MAIL_HOURS, MOST_REQUESTS, MOST_REQUESTS_OF_THING, UNCONFIRMED_DAYS } from './rules.ts'

/** A thing of which someone may know, and the organisation for which: null when anyone may. */
export type HostedThing = { id: number; name: string; organisationId: string | null }

/**
 * Asks an address whether it wants messages about a thing. Nothing tells whether the address was known: to one that confirmed already,
 * or was asked too often today, no message goes, nor when too many were asked about the thing.
 */
export async function askHost(
  { db, clock, mail, config }: Platform,
  thing: HostedThing,
  address: string,
): Promise<void> {
  const email = address.toLowerCase()
  const key = randomBytes(24).toString('base64url')
  const now = clock()
  const { rows } = await sql<{ key: string }>`
    insert into measurements.thing_host as h (thing_id, email, key, asked_at, organisation_id)
    select ${thing.id}, ${email}, ${key}, ${now}, ${thing.organisationId}::uuid
    where (select count(*) filter (where o.email = ${email}) < ${MOST_REQUESTS}
        and count(*) filter (where o.thing_id = ${thing.id}) < ${MOST_REQUESTS_OF_THING}
      from measurements.thing_host o where (o.email = ${email} or o.thing_id = ${thing.id}) and o.confirmed_at is null
        and o.asked_at > ${now}::timestamptz - interval '1 day')
    on conflict (thing_id, email) do update set asked_at = excluded.asked_at, organisation_id = excluded.organisation_id
      where h.confirmed_at is null and h.asked_at < excluded.asked_at - interval '1 day'
    returning key`.execute(db)
  const [host] = rows
  if (host) await mail(confirmationMail(email, thing, pageOf(config.publicUrl, 'aanzetten', host.key)))
}

/**
 * Sends messages about a thing to its host, who need not confirm an address that is already known to be theirs.
 * @param host the organisation is that of the dataset: a host hears of the thing although the dataset is not open
 */
export async function addHost(
  db: Db,
  thingId: number,
  host: { email: string; organisationId: string },
  now: Date,
): Promise<void> {
  const key = randomBytes(24).toString('base64url')
  await sql`insert into measurements.thing_host (thing_id, email, key, asked_at, confirmed_at, organisation_id)
    values (${thingId}, ${host.email.toLowerCase()}, ${key}, ${now}, ${now}, ${host.organisationId})
    on conflict (thing_id, email) do update set confirmed_at = coalesce(thing_host.confirmed_at, excluded.confirmed_at),
      organisation_id = excluded.organisation_id`.execute(db)
}

/** Stops the messages about a thing to everyone. */
export async function removeHosts(db: Db, thingId: number): Promise<void> {
  await sql`delete from measurements.thing_host where thing_id = ${thingId}`.execute(db)
}

/** Confirms an address. @returns false when the key is not known */
export async function confirmHost(db: Db, key: string, now: Date): Promise<boolean> {
  const { rows } = await sql`update measurements.thing_host set confirmed_at = coalesce(confirmed_at, ${now})
    where key = ${key} returning 1`.execute(db)
  return rows.length > 0
}

/**
 * Stops the messages to a person about a thing, or about all things, and forgets the address. They may have been stopped before.
 */
export async function forgetHost(db: Db, key: string, all: boolean): Promise<void> {
  await sql`delete from measurements.thing_host h using measurements.thing_host asked
    where asked.key = ${key} and (h.id = asked.id or (${all} and h.email = asked.email))`.execute(db)
}

type Due = { email: string; mailedAt: Date | null; things: (UnwellThing & { key: string })[] }

/**
 * Writes to every host of a thing that got worse since the last message to that host, one message for all things of a person and
 * at most one a day. That it was sent is kept before it is: a message too few is better than one every ten minutes.
 */
export async function tellHosts(
  { db, clock, mail, config, report }: Platform,
  record: RecordProcessing,
): Promise<void> {
  const now = clock()
  await sql`delete from measurements.thing_host where confirmed_at is null
    and asked_at < ${now}::timestamptz - ${UNCONFIRMED_DAYS}::int * interval '1 day'`.execute(db)
  for (const { email, mailedAt, things } of await takeDue(db, now)) {
    const links = things.map(({ key, ...thing }) => ({
      ...thing,
      page: `${config.publicUrl}/meetpunten/${thing.thingId}`,
      stop: pageOf(config.publicUrl, 'stoppen', key),
    }))
    const all = things.length > 1 ? '&all=true' : ''
    const unsubscribe = `${config.publicUrl}/api/v1/sensor-messages/stop?key=${things[0]?.key}${all}`
    try {
      await record({
        trace: beginTrace(),
        activity: SENSOR_MESSAGES,
        name: 'bericht over sensoren sturen',
        subjects: { type: EMAIL_CODE, ids: [email] },
        component: 'measurements',
      })
      await mail({ ...alarmMail(email, links), unsubscribe })
    } catch (error) {
      await sql`update measurements.thing_host set mailed_at = ${mailedAt} where email = ${email}`.execute(db)
      report({ kind: 'job-failed', job: 'measurements.tell-hosts', error })
    }
  }
}

/**
 * The people to write to now; from then on they count as written to. Of a dataset that was closed only who asked for the
 * organisation that owns it hears more.
 */
async function takeDue(db: Db, now: Date): Promise<Due[]> {
  const { rows } = await sql<Due>`
    with person as (
      select email, max(mailed_at) as "mailedAt" from measurements.thing_host where confirmed_at is not null
      group by 1 having coalesce(max(mailed_at), '-infinity') <= ${now}::timestamptz - ${MAIL_HOURS}::int * interval '1 hour'),
    due as (
      select p.email, p."mailedAt",
        json_agg(json_build_object('thingId', t.id, 'name', t.name, 'key', h.key, 'datastreams', th.datastreams)
          order by t.name, t.id) as things
      from person p
      join measurements.thing_host h on h.email = p.email and h.confirmed_at is not null
      join measurements.thing t on t.id = h.thing_id
      join catalogue.v_dataset v on v.id = t.dataset_id and (v.access = 'open' or v.owner_id = h.organisation_id)
      join measurements.thing_health th on th.thing_id = t.id and th.states <> '{}'
      group by 1, 2
      having bool_or(th.worsened_at > coalesce(p."mailedAt", '-infinity'))),
    told as (
      update measurements.thing_host h set mailed_at = ${now} from due d
      where h.email = d.email and h.confirmed_at is not null)
    select email, "mailedAt", things from due order by email`.execute(db)
  return rows
}

/** A page with a button: what follows the links in a message, such as a scanner of mail, changes nothing. */
function pageOf(publicUrl: string, what: 'aanzetten' | 'stoppen', key: string): string {
  return `${publicUrl}/berichten/${what}?key=${key}`
}
