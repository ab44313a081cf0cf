import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { hasKey } from '../../../platform/database/key.ts'
import { revisionOf } from '../../../platform/http/revision.ts'
import { storeUnderSlug } from '../../../platform/slug.ts'
import { relatedAreas } from '../../areas/index.ts'
import {
  type Challenge,
  ChallengeChange,
  type ChallengeContent,
  GoalChange,
  PartyBody,
  SourceChange,
} from '../schema.ts'

type Row = Omit<Challenge, 'createdAt' | 'updatedAt'> & { createdAt: Date; updatedAt: Date }

export type ChallengeFilter = {
  /** Of these organisations drafts are listed too. */
  organisations: readonly string[]
  phase: string | undefined
  area: string | undefined
  q: string | undefined
  after: readonly string[] | undefined
  limit: number
}

/** Challenges, the newest first. */
export async function listChallenges(db: Db, filter: ChallengeFilter): Promise<Challenge[]> {
  const { organisations, phase, area, q, after, limit } = filter
  const [createdAt, id] = after ?? []
  const words = q?.toLowerCase().replace(/[\\%_]/g, '\\$&')
  const conditions = [
    sql`(c.published or c.owner_id = any(${organisations}::uuid[]))`,
    ...(phase === undefined ? [] : [sql`c.phase = ${phase}`]),
    ...(area === undefined ? [] : [sql`c.area_codes && ${relatedAreas(area)}`]),
    ...(words === undefined
      ? []
      : [sql`lower(c.title || ' ' || c.summary || ' ' || c.question) like ${`%${words}%`}`]),
    ...(createdAt === undefined
      ? []
      : [sql`(c.created_at, c.id) < (${createdAt}::timestamptz, ${id}::uuid)`]),
  ]
  return select(
    db,
    sql.join(conditions, sql` and `),
    sql`order by c.created_at desc, c.id desc limit ${limit}`,
  )
}

/** The challenge with this id or slug, whoever asks; the caller applies `canReadChallenge`. */
export async function findByKey(db: Db, key: string): Promise<Challenge | undefined> {
  const [challenge] = await select(db, hasKey('c', key), sql``)
  return challenge
}

/** As `findByKey`, and keeps others from changing it until the transaction ends. */
export async function lockByKey(transaction: Db, key: string): Promise<Challenge | undefined> {
  await sql`select 1 from challenges.challenge c where ${hasKey('c', key)} for update`.execute(transaction)
  return findByKey(transaction, key)
}

/**
 * Stores a new challenge under a free slug made from its title.
 * @returns its slug
 */
export async function insertChallenge(
  db: Db,
  ownerId: string,
  content: ChallengeContent,
  at: Date,
): Promise<string> {
  return storeUnderSlug(
    content.title,
    (slug) => listSlugsLike(db, slug),
    async (slug) => {
      const { rows } = await sql<{ slug: string }>`
        insert into challenges.challenge (slug, title, summary, question, affected, data_role, phase, published,
          owner_id, area_codes, created_at, updated_at)
        values (${slug}, ${content.title}, ${content.summary}, ${content.question}, ${content.affected},
          ${content.dataRole}, ${content.phase}, ${content.published}, ${ownerId}, ${content.areaCodes}, ${at}, ${at})
        on conflict (slug) do nothing returning slug`.execute(db)
      return rows[0]?.slug
    },
  )
}

async function listSlugsLike(db: Db, slug: string): Promise<string[]> {
  const { rows } = await sql<{ slug: string }>`
    select slug from challenges.challenge where slug = ${slug} or starts_with(slug, ${`${slug}-`})`.execute(
    db,
  )
  return rows.map((row) => row.slug)
}

/** Changes a challenge; also called when only its parts changed, to tell when. */
export async function updateChallenge(
  db: Db,
  id: string,
  content: ChallengeContent,
  at: Date,
): Promise<void> {
  await sql`
    update challenges.challenge set title = ${content.title}, summary = ${content.summary},
      question = ${content.question}, affected = ${content.affected}, data_role = ${content.dataRole},
      phase = ${content.phase}, published = ${content.published}, area_codes = ${content.areaCodes}, updated_at = ${at}
    where id = ${id}`.execute(db)
}

async function select(db: Db, where: RawBuilder<unknown>, rest: RawBuilder<unknown>): Promise<Challenge[]> {
  const { rows } = await sql<Row>`
    select c.id, c.slug, c.title, c.summary, c.question, c.affected, c.data_role as "dataRole", c.phase, c.published,
      c.owner_id as "ownerId", c.area_codes as "areaCodes", c.created_at as "createdAt", c.updated_at as "updatedAt",
      coalesce((select json_agg(json_build_object('id', s.id, 'kind', s.kind, 'title', s.title,
          'citation', s.citation, 'url', s.url, 'date', s.date) order by s.number)
        from challenges.source s where s.challenge_id = c.id), '[]') as sources,
      coalesce((select json_agg(json_build_object('id', g.id, 'title', g.title, 'indicatorId', g.indicator_id,
          'indicatorText', g.indicator_text, 'areaCode', g.area_code, 'unit', g.unit, 'baseline', g.baseline,
          'baselineDate', g.baseline_date, 'target', g.target, 'targetDate', g.target_date,
          'direction', g.direction) order by g.number)
        from challenges.goal g where g.challenge_id = c.id), '[]') as goals,
      coalesce((select json_agg(json_build_object('organisationId', p.organisation_id, 'name', coalesce(o.name, ''),
          'role', p.role, 'contribution', p.contribution) order by p.number)
        from challenges.party p left join parties.v_organisation o on o.id = p.organisation_id
        where p.challenge_id = c.id), '[]') as parties
    from challenges.challenge c where ${where} ${rest}`.execute(db)
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    revision: revisionOf(ChallengeChange, row),
    sources: row.sources.map((source) => ({ ...source, revision: revisionOf(SourceChange, source) })),
    goals: row.goals.map((goal) => ({ ...goal, revision: revisionOf(GoalChange, goal) })),
    parties: row.parties.map((party) => ({ ...party, revision: revisionOf(PartyBody, party) })),
  }))
}
