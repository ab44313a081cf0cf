import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import type { DataSubject } from '../../platform/personal-data.ts'

/** What is kept of a class. */
export type StoredClass = {
  id: string
  personId: string
  school: string
  name: string
  /** Null when nobody can come in. */
  code: string | null
  openedAt: Date
  endsAt: Date
  keepsPublished: boolean
  pupils: number
}

export type StoredPupil = { id: string; nickname: string; joinedAt: Date }

const CLASS = sql`c.id, c.person_id as "personId", c.school, c.name, c.code, c.opened_at as "openedAt", c.ends_at as "endsAt",
  c.keeps_published as "keepsPublished", (select count(*)::int from classes.pupil p where p.class_id = c.id) as pupils`

/** The classes that have not ended, newest first: those of a teacher, or all. */
export async function listClasses(
  db: Db,
  { personId, now, limit, after }: { personId?: string; now: Date; limit: number; after?: readonly string[] },
): Promise<StoredClass[]> {
  const { rows } = await sql<StoredClass>`select ${CLASS} from classes.class c
    where c.ends_at > ${now} ${personId === undefined ? sql`` : sql`and c.person_id = ${personId}`}
      ${after === undefined ? sql`` : sql`and (date_trunc('milliseconds', c.opened_at), c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by date_trunc('milliseconds', c.opened_at) desc, c.id desc limit ${limit}`.execute(db)
  return rows
}

/**
 * A class that has not ended; with `lock` nobody else changes it, or comes into it, until the transaction ends. Locked by
 * a statement of its own: one that waits for a lock still counts the pupils of before it waited.
 */
export async function findClass(
  db: Db,
  id: string,
  now: Date,
  lock?: 'lock',
): Promise<StoredClass | undefined> {
  if (lock) await sql`select from classes.class where id = ${id} for update`.execute(db)
  const { rows } = await sql<StoredClass>`select ${CLASS} from classes.class c
    where c.id = ${id} and c.ends_at > ${now}`.execute(db)
  return rows[0]
}

/** The class into which a code lets. */
export async function findClassByCode(db: Db, code: string, now: Date): Promise<StoredClass | undefined> {
  const { rows } = await sql<StoredClass>`select ${CLASS} from classes.class c
    where c.code = ${code} and c.ends_at > ${now}`.execute(db)
  return rows[0]
}

/** How many classes a teacher has open. Until the transaction ends nobody else counts those of this teacher. */
export async function countClasses(transaction: Db, personId: string, now: Date): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('classes.class' || ${personId}::text, 0))`.execute(
    transaction,
  )
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from classes.class
    where person_id = ${personId} and ends_at > ${now}`.execute(transaction)
  return rows[0]?.count ?? 0
}

/** @returns the id of the class */
export async function insertClass(
  transaction: Db,
  {
    personId,
    school,
    name,
    code,
    openedAt,
    endsAt,
    keepsPublished,
  }: Omit<StoredClass, 'id' | 'code' | 'pupils'> & { code: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into classes.class (person_id, school, name, code, opened_at, ends_at, keeps_published)
    values (${personId}, ${school}, ${name}, ${code}, ${openedAt}, ${endsAt}, ${keepsPublished}) returning id`.execute(
    transaction,
  )
  const [made] = rows
  if (!made) throw new Error('A class that was just made has an id.')
  return made.id
}

/** Writes what a teacher can change of a class. */
export async function updateClass(
  transaction: Db,
  {
    id,
    school,
    name,
    endsAt,
    keepsPublished,
  }: Pick<StoredClass, 'id' | 'school' | 'name' | 'endsAt' | 'keepsPublished'>,
): Promise<void> {
  await sql`update classes.class set school = ${school}, name = ${name}, ends_at = ${endsAt},
    keeps_published = ${keepsPublished} where id = ${id}`.execute(transaction)
}

/** Gives a class another code, or none; the one of before lets nobody in any more. */
export async function setCode(transaction: Db, id: string, code: string | null): Promise<void> {
  await sql`update classes.class set code = ${code} where id = ${id}`.execute(transaction)
}

/** Removes a class with its pupils and where they work. */
export async function deleteClass(transaction: Db, id: string): Promise<void> {
  await sql`delete from classes.class where id = ${id}`.execute(transaction)
}

/** Classes of which the time is over. */
export async function listEnded(db: Db, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from classes.class where ends_at <= ${now}`.execute(db)
  return rows.map(({ id }) => id)
}

/** All classes of a teacher, also those of which the time is over, in the order in which they are locked. */
export async function listAllOf(db: Db, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from classes.class
    where person_id = ${personId} order by id`.execute(db)
  return rows.map(({ id }) => id)
}

/** A class also when its time is over, for ending it. Nobody else changes it, or comes into it, until the transaction ends. */
export async function lockToEnd(
  transaction: Db,
  id: string,
): Promise<Pick<StoredClass, 'id' | 'personId' | 'school' | 'name' | 'keepsPublished'> | undefined> {
  const { rows } = await sql<StoredClass>`select id, person_id as "personId", school, name,
    keeps_published as "keepsPublished" from classes.class where id = ${id} for update`.execute(transaction)
  return rows[0]
}

/** The classes of someone, for themselves. */
export async function exportClasses(db: Db, { personId }: DataSubject): Promise<object[]> {
  const { rows } = await sql<object>`select id, school, name, opened_at as "openedAt", ends_at as "endsAt"
    from classes.class where person_id = ${personId} order by opened_at`.execute(db)
  return rows
}
