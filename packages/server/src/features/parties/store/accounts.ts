import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor, Membership } from '../../../platform/actor.ts'
import { calendarDay } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { hashSessionToken } from '../accounts/hash-sessions.ts'

/** The secret that signs sessions, made at the first need and the same for every process on this database. */
export async function findOrCreateSecret(db: Db): Promise<string> {
  const { rows } = await sql<{ value: string }>`
    insert into parties.secret (value) values (${randomBytes(48).toString('base64url')})
    on conflict (id) do update set value = parties.secret.value returning value`.execute(db)
  const [row] = rows
  if (!row) throw new Error('An upsert gives the row it wrote.')
  return row.value
}

/** The person of a session that has not ended, with all roles when the e-mail address was confirmed. */
export async function findSessionActor(
  db: Db,
  token: string,
  now: Date,
): Promise<Extract<Actor, { kind: 'person' }> | undefined> {
  const { rows } = await sql<{
    personId: string
    name: string
    email: string
    memberships: Membership[]
    purpose: string | null
  }>`
    select p.id as "personId", p.name, p.email, s.purpose, coalesce(jsonb_agg(
        jsonb_build_object('organisationId', m.organisation_id, 'role', m.role)
        order by m.created_at, m.organisation_id, m.role
      ) filter (where m.role is not null), '[]') as memberships
    from parties.session s
      join parties.person p on p.id = s.user_id
      left join parties.membership m on m.person_id = p.id and p.email_verified
    where s.token = ${hashSessionToken(token)} and s.expires_at > ${now}
    group by p.id, s.id`.execute(db)
  const [found] = rows
  if (!found) return undefined
  const { purpose, ...person } = found
  return { kind: 'person', ...person, ...(purpose === null ? {} : { purpose }) }
}

/** Notes for what someone looks at data in the session with this token, until it ends or they choose again. */
export async function choosePurpose(db: Db, token: string, purpose: string | null): Promise<void> {
  await sql`update parties.session set purpose = ${purpose} where token = ${hashSessionToken(token)}`.execute(
    db,
  )
}

/** Who has this e-mail address. */
export async function findPersonId(db: Db, email: string): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string
  }>`select id from parties.person where email = ${email.toLowerCase()}`.execute(db)
  return rows[0]?.id
}

/** Notes that someone has shown that the e-mail address is theirs. */
export async function confirmEmail(db: Db, personId: string): Promise<void> {
  await sql`update parties.person set email_verified = true, updated_at = now()
    where id = ${personId} and not email_verified`.execute(db)
}

/** Makes or renews a person with a password and a confirmed address; gives the id. */
export async function savePerson(
  db: Db,
  person: { email: string; name: string; passwordHash: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with saved as (
      insert into parties.person (name, email, email_verified)
      values (${person.name}, ${person.email.toLowerCase()}, true)
      on conflict (email) do update set name = excluded.name, email_verified = true, updated_at = now()
      returning id
    )
    insert into parties.account (account_id, provider_id, user_id, password)
    select id::text, 'credential', id, ${person.passwordHash} from saved
    on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = now()
    returning user_id as id`.execute(db)
  const [row] = rows
  if (!row) throw new Error('An upsert gives the row it wrote.')
  return row.id
}

/**
 * Counts one more try, and gives how many there were since the window of `seconds` began.
 * @param key a hash of what is tried and by whom
 */
export async function countOneTry(db: Db, key: Buffer, now: Date, seconds: number): Promise<number> {
  const { rows } = await sql<{ tries: number }>`
    insert into parties.attempt as a (key, since, tries) values (${key}, ${now}, 1)
    on conflict (key) do update set
      tries = case when a.since > excluded.since - make_interval(secs => ${seconds}) then a.tries + 1 else 1 end,
      since = case when a.since > excluded.since - make_interval(secs => ${seconds}) then a.since
        else excluded.since end
    returning tries`.execute(db)
  return rows[0]?.tries ?? 0
}

/** Takes back one try of each that turned out to be right. */
export async function giveBackTries(db: Db, keys: readonly Buffer[]): Promise<void> {
  await sql`update parties.attempt set tries = tries - 1 where key = any(${keys}::bytea[]) and tries > 0`.execute(
    db,
  )
}

/** Forgets the tries of someone who succeeded. */
export async function forgetTries(db: Db, keys: readonly Buffer[]): Promise<void> {
  await sql`delete from parties.attempt where key = any(${keys}::bytea[])`.execute(db)
}

/** True when someone can sign in with a password of this site. */
export async function hasPassword(db: Db, personId: string): Promise<boolean> {
  const { rows } = await sql`
    select from parties.account where user_id = ${personId} and password is not null`.execute(db)
  return rows.length > 0
}

/** Ends the mandates of someone who leaves, at the latest today, and puts the function in the place of the name. */
export async function endMandatesOf(db: Db, personId: string, now: Date): Promise<void> {
  await sql`update parties.mandate set deputy_person_id = null, deputy_since = null, deputy_until = null
    where deputy_person_id = ${personId}`.execute(db)
  const today = calendarDay(now)
  await sql`update parties.mandate
    set holder_person_id = null, holder_name = function, updated_at = ${now},
      until = least(until, greatest(since, ${today}::date))
    where holder_person_id = ${personId}`.execute(db)
}

/** Makes links that were sent to someone useless. */
export async function forgetVerifications(db: Db, personId: string): Promise<void> {
  await sql`delete from parties.verification where value = ${personId}`.execute(db)
}

/**
 * Keeps the account of who is signed in from ending until the transaction ends: what is written for them is then erased with the rest.
 * @returns false when it has ended, or nobody is signed in with it any more
 */
export async function holdAccount(transaction: Db, personId: string): Promise<boolean> {
  const { rows } =
    await sql`select from parties.session where user_id = ${personId} limit 1 for key share`.execute(
      transaction,
    )
  return rows.length > 0
}

/** Signs someone out everywhere. What is being written for them is waited for; see {@link holdAccount}. */
export async function endSessions(transaction: Db, personId: string): Promise<void> {
  await sql`delete from parties.session where user_id = ${personId}`.execute(transaction)
}

/** Removes what has ended: sessions, links in messages, and counts of tries. */
export async function removeEnded(db: Db, now: Date): Promise<void> {
  await sql`delete from parties.session where expires_at < ${now}`.execute(db)
  await sql`delete from parties.verification where expires_at < ${now}`.execute(db)
  await sql`delete from parties.attempt where since < ${now}::timestamptz - interval '1 day'`.execute(db)
}
