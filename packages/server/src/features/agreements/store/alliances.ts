import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { hasKey } from '../../../platform/database/key.ts'
import { revisionOf } from '../../../platform/http/revision.ts'
import { storeUnderSlug } from '../../../platform/slug.ts'
import {
  type Alliance,
  AllianceChange,
  type Member,
  MemberChange,
  type MemberContent,
  type NewAlliance,
} from '../schema/alliances.ts'

/** An alliance with what decides who may see and change it. */
export type StoredAlliance = Alliance & { ownerId: string; published: boolean }

type Row = Omit<StoredAlliance, 'createdAt' | 'updatedAt'> & { createdAt: Date; updatedAt: Date }

export type AllianceFilter = {
  organisations: readonly string[]
  challengeId: string | undefined
  organisationId: string | undefined
  after: readonly string[] | undefined
  limit: number
}

/** Alliances that may be seen, the newest first. */
export async function listAlliances(db: Db, filter: AllianceFilter): Promise<StoredAlliance[]> {
  const { organisations, challengeId, organisationId, after, limit } = filter
  const conditions = [
    isVisible(organisations),
    ...(challengeId === undefined ? [] : [sql`l.challenge_id = ${challengeId}`]),
    ...(organisationId === undefined
      ? []
      : [
          sql`exists (select from agreements.member m where m.alliance_id = l.id
            and m.organisation_id = ${organisationId})`,
        ]),
    ...(after === undefined
      ? []
      : [sql`(l.created_at, l.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`]),
  ]
  return select(
    db,
    sql.join(conditions, sql` and `),
    sql`order by l.created_at desc, l.id desc limit ${limit}`,
  )
}

/** The alliance with this id or slug, when the organisations may see it. */
export async function findVisibleAlliance(
  db: Db,
  key: string,
  organisations: readonly string[],
): Promise<StoredAlliance | undefined> {
  const [alliance] = await select(db, sql`${hasKey('l', key)} and ${isVisible(organisations)}`, sql``)
  return alliance
}

/** The alliance with this id or slug, whoever asks. */
export async function findAlliance(db: Db, key: string): Promise<StoredAlliance | undefined> {
  const [alliance] = await select(db, hasKey('l', key), sql``)
  return alliance
}

/** Keeps others from changing an alliance until the transaction ends. */
export async function lockAlliance(transaction: Db, key: string): Promise<void> {
  await sql`select 1 from agreements.alliance l where ${hasKey('l', key)} for update`.execute(transaction)
}

/** Everyone sees the alliance of a public challenge; the owner of the challenge and the members see the others. */
function isVisible(organisations: readonly string[]): RawBuilder<unknown> {
  return sql`(c.published or c.owner_id = any(${organisations}::uuid[])
    or exists (select from agreements.member m where m.alliance_id = l.id
      and m.organisation_id = any(${organisations}::uuid[])))`
}

/** Stores a new alliance under a free slug made from its title, which it gives. */
export async function insertAlliance(db: Db, alliance: NewAlliance, at: Date): Promise<string> {
  const { challengeId, title, purpose = '' } = alliance
  return storeUnderSlug(
    title,
    (slug) => listSlugsLike(db, slug),
    async (slug) => {
      const { rows } = await sql<{ slug: string }>`
        insert into agreements.alliance (slug, challenge_id, title, purpose, created_at, updated_at)
        values (${slug}, ${challengeId}, ${title}, ${purpose}, ${at}, ${at})
        on conflict (slug) do nothing returning slug`.execute(db)
      return rows[0]?.slug
    },
  )
}

async function listSlugsLike(db: Db, slug: string): Promise<string[]> {
  const { rows } = await sql<{ slug: string }>`
    select slug from agreements.alliance where slug = ${slug} or starts_with(slug, ${`${slug}-`})`.execute(db)
  return rows.map((row) => row.slug)
}

/** Changes an alliance; also called when only its members changed, to tell when. */
export async function updateAlliance(
  db: Db,
  { id, title, purpose }: Pick<Alliance, 'id' | 'title' | 'purpose'>,
  at: Date,
): Promise<void> {
  await sql`update agreements.alliance set title = ${title}, purpose = ${purpose}, updated_at = ${at}
    where id = ${id}`.execute(db)
}

/** Removes an alliance. @throws a foreign key violation when an agreement belongs to it */
export async function deleteAlliance(db: Db, id: string): Promise<void> {
  await sql`delete from agreements.alliance where id = ${id}`.execute(db)
}

/** Stores a new member and gives its id. */
export async function insertMember(db: Db, allianceId: string, member: MemberContent): Promise<string> {
  const { organisationId, role, contributions, effects, mandates, enteredOn, leftOn, leaveReason } = member
  const { rows } = await sql<{ id: string }>`insert into agreements.member
      (alliance_id, organisation_id, role, contributions, effects, mandates, entered_on, left_on, leave_reason)
    values (${allianceId}, ${organisationId}, ${role}, ${JSON.stringify(contributions)}::jsonb,
      ${JSON.stringify(effects)}::jsonb, ${JSON.stringify(mandates)}::jsonb, ${enteredOn}, ${leftOn}, ${leaveReason})
    returning id`.execute(db)
  return rows[0]?.id ?? ''
}

export async function updateMember(db: Db, id: string, member: MemberContent): Promise<void> {
  const { role, contributions, effects, mandates, enteredOn, leftOn, leaveReason } = member
  await sql`update agreements.member set role = ${role}, contributions = ${JSON.stringify(contributions)}::jsonb,
      effects = ${JSON.stringify(effects)}::jsonb, mandates = ${JSON.stringify(mandates)}::jsonb,
      entered_on = ${enteredOn}, left_on = ${leftOn}, leave_reason = ${leaveReason}
    where id = ${id}`.execute(db)
}

export async function deleteMember(db: Db, id: string): Promise<void> {
  await sql`delete from agreements.member where id = ${id}`.execute(db)
}

async function select(
  db: Db,
  where: RawBuilder<unknown>,
  rest: RawBuilder<unknown>,
): Promise<StoredAlliance[]> {
  const { rows } = await sql<Row>`
    select l.id, l.slug, l.challenge_id as "challengeId", l.title, l.purpose, l.created_at as "createdAt",
      l.updated_at as "updatedAt", c.owner_id as "ownerId", c.published,
      coalesce((select json_agg(json_build_object('id', m.id, 'organisationId', m.organisation_id,
          'name', coalesce(o.name, ''), 'role', m.role, 'contributions', m.contributions, 'effects', m.effects,
          'mandates', m.mandates, 'enteredOn', m.entered_on, 'leftOn', m.left_on, 'leaveReason', m.leave_reason)
          order by m.number)
        from agreements.member m left join parties.v_organisation o on o.id = m.organisation_id
        where m.alliance_id = l.id), '[]') as members
    from agreements.alliance l join challenges.v_challenge c on c.id = l.challenge_id
    where ${where} ${rest}`.execute(db)
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    revision: revisionOf(AllianceChange, row),
    members: row.members.map((member: Member) => ({
      ...member,
      revision: revisionOf(MemberChange, member),
    })),
  }))
}
