import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { StoredPupil } from './store.ts'

/** Who works with a card: the actor that is resolved of a cookie. */
export type PupilActor = Extract<Actor, { kind: 'pupil' }>

/** The pupils of a class by nickname. */
export async function listPupils(db: Db, classId: string): Promise<StoredPupil[]> {
  const { rows } = await sql<StoredPupil>`select p.id, p.nickname, p.joined_at as "joinedAt"
    from classes.pupil p where p.class_id = ${classId} order by p.nickname`.execute(db)
  return rows
}

/** The nicknames of a class. */
export async function listNicknames(db: Db, classId: string): Promise<Set<string>> {
  const { rows } = await sql<{ nickname: string }>`select nickname from classes.pupil
    where class_id = ${classId}`.execute(db)
  return new Set(rows.map(({ nickname }) => nickname))
}

/** @returns the id of the pupil */
export async function insertPupil(
  transaction: Db,
  {
    classId,
    nickname,
    cardHash,
    joinedAt,
  }: { classId: string; nickname: string; cardHash: Buffer; joinedAt: Date },
): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into classes.pupil (class_id, nickname, card_hash, joined_at)
    values (${classId}, ${nickname}, ${cardHash}, ${joinedAt}) returning id`.execute(transaction)
  const [made] = rows
  if (!made) throw new Error('A pupil that was just made has an id.')
  return made.id
}

/** The pupil of a class whose card this is. */
export async function findPupilByCard(
  db: Db,
  classId: string,
  cardHash: Buffer,
): Promise<{ id: string; nickname: string } | undefined> {
  const { rows } = await sql<{ id: string; nickname: string }>`select id, nickname from classes.pupil
    where class_id = ${classId} and card_hash = ${cardHash}`.execute(db)
  return rows[0]
}

/** A pupil of a class, whom nobody else changes and who changes nothing until the transaction ends. */
export async function lockPupil(
  transaction: Db,
  classId: string,
  id: string,
): Promise<{ id: string; nickname: string } | undefined> {
  const { rows } = await sql<{ id: string; nickname: string }>`select id, nickname from classes.pupil
    where id = ${id} and class_id = ${classId} for update`.execute(transaction)
  return rows[0]
}

/** Gives a pupil another card, and ends the work in every browser where the old one was used. */
export async function replaceCard(transaction: Db, id: string, cardHash: Buffer): Promise<void> {
  await sql`update classes.pupil set card_hash = ${cardHash} where id = ${id}`.execute(transaction)
  await sql`delete from classes.session where pupil_id = ${id}`.execute(transaction)
}

export async function deletePupil(transaction: Db, id: string): Promise<void> {
  await sql`delete from classes.pupil where id = ${id}`.execute(transaction)
}

/** All pupils of a class, locked: what they are writing is waited for, and nothing comes after it. */
export async function lockPupils(transaction: Db, classId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from classes.pupil
    where class_id = ${classId} order by id for update`.execute(transaction)
  return rows.map(({ id }) => id)
}

/**
 * Keeps a pupil from being removed until the transaction ends: what is written for them is then erased with the rest.
 * @returns false when they are gone
 */
export async function holdPupil(transaction: Db, pupilId: string): Promise<boolean> {
  const { rows } = await sql`select from classes.pupil where id = ${pupilId} for key share`.execute(
    transaction,
  )
  return rows.length > 0
}

/** A class with its pupils, for its teacher alone. */
export type TaughtClass = {
  classId: string
  /** As it is named as an author. */
  name: string
  pupils: { id: string; nickname: string }[]
}

/** The class of a teacher, while it goes on; undefined when it is not theirs. */
export async function findTaughtClass(
  db: Db,
  { classId, personId, now }: { classId: string; personId: string; now: Date },
): Promise<TaughtClass | undefined> {
  const { rows } =
    await sql<TaughtClass>`select c.id as "classId", c.name || ', ' || c.school as name, coalesce(
      (select json_agg(json_build_object('id', p.id, 'nickname', p.nickname) order by p.nickname)
        from classes.pupil p where p.class_id = c.id), '[]') as pupils
    from classes.class c where c.id = ${classId} and c.person_id = ${personId} and c.ends_at > ${now}`.execute(
      db,
    )
  return rows[0]
}

/** Begins the work of a pupil in a browser. */
export async function insertSession(
  db: Db,
  session: { tokenHash: Buffer; pupilId: string; expiresAt: Date },
): Promise<void> {
  await sql`insert into classes.session (token_hash, pupil_id, expires_at)
    values (${session.tokenHash}, ${session.pupilId}, ${session.expiresAt})`.execute(db)
}

/** Who works in the browser with this cookie. */
export async function findSessionPupil(
  db: Db,
  tokenHash: Buffer,
  now: Date,
): Promise<PupilActor | undefined> {
  const { rows } = await sql<Omit<PupilActor, 'kind'>>`
    select p.id as "pupilId", p.class_id as "classId", p.nickname as name
    from classes.session s join classes.pupil p on p.id = s.pupil_id join classes.class c on c.id = p.class_id
    where s.token_hash = ${tokenHash} and s.expires_at > ${now} and c.ends_at > ${now}`.execute(db)
  const [found] = rows
  return found && { kind: 'pupil', ...found }
}

/** Ends the work in one browser. */
export async function deleteSession(db: Db, tokenHash: Buffer): Promise<void> {
  await sql`delete from classes.session where token_hash = ${tokenHash}`.execute(db)
}

/** Removes where nobody works any more. */
export async function deleteEndedSessions(db: Db, now: Date): Promise<void> {
  await sql`delete from classes.session where expires_at <= ${now}`.execute(db)
}

/** The teachers of pupils, each once; of a class that ended nobody. */
export async function listTeachers(db: Db, pupilIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct c.person_id as id
    from classes.pupil p join classes.class c on c.id = p.class_id
    where p.id = any(${[...pupilIds]}::uuid[]) order by 1`.execute(db)
  return rows.map(({ id }) => id)
}
