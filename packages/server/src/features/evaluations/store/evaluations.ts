import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { hasKey } from '../../../platform/database/key.ts'
import { storeUnderSlug } from '../../../platform/slug.ts'
import { relatedAreas } from '../../areas/index.ts'
import type { STATES } from '../lists.ts'
import type { Content, EvaluationQuery, EvaluationSummary } from '../schema.ts'

type State = (typeof STATES)[number]

/** An evaluation as it is stored. */
export type Stored = {
  id: string
  slug: string
  number: number
  state: State
  interventionId: string
  challengeId: string
  ownerId: string
  content: Content
  withdrawnReason: string | null
  withdrawnAt: Date | null
  updatedAt: Date
  /** What was published; null when nothing was. */
  body: string | null
  sha256: string | null
  publishedAt: Date | null
}

const COLUMNS = sql`e.id, e.slug, e.number, e.state, e.intervention_id as "interventionId", e.challenge_id as "challengeId",
  e.owner_id as "ownerId", e.content, e.withdrawn_reason as "withdrawnReason", e.withdrawn_at as "withdrawnAt",
  e.updated_at as "updatedAt", p.body, p.sha256, p.published_at as "publishedAt"`
const FROM = sql`from evaluations.evaluation e left join evaluations.publication p on p.evaluation_id = e.id`

/** Who sees it: everyone from publication on; before that who works for its owner. */
const isVisible = (organisations: readonly string[]) =>
  sql`(e.state <> 'draft' or e.owner_id = any(${[...organisations]}::uuid[]))`

export async function findByKey(
  db: Db,
  key: string,
  organisations: readonly string[],
): Promise<Stored | undefined> {
  const { rows } = await sql<Stored>`select ${COLUMNS} ${FROM}
    where ${hasKey('e', key)} and ${isVisible(organisations)}`.execute(db)
  return rows[0]
}

/** Keeps an evaluation from others until the transaction ends. In a statement of its own: what waits for it sees what the other left. */
export async function lockByKey(transaction: Db, key: string): Promise<void> {
  await sql`select 1 from evaluations.evaluation e where ${hasKey('e', key)} for update`.execute(transaction)
}

/** Names of the areas of what was published, or else of what is chosen. */
const AREAS = sql`coalesce((select json_agg(json_build_object('code', c.code, 'name', coalesce(a.name, c.code)) order by c.number)
  from jsonb_array_elements_text(e.content->'areaCodes') with ordinality as c(code, number)
  left join areas.v_area a on a.code = c.code), '[]')`

/** Evaluations that may be seen: those published last first; own ones by their last change. */
export async function listEvaluations(
  db: Db,
  query: EvaluationQuery,
  {
    organisations,
    after,
    limit,
  }: { organisations: readonly string[]; after: readonly string[] | undefined; limit: number },
): Promise<EvaluationSummary[]> {
  const { challengeId, interventionId, indicatorId, area, answer, state, mine } = query
  const order = mine ? sql`e.updated_at` : sql`p.published_at`
  const conditions = [
    mine ? sql`e.owner_id = any(${[...organisations]}::uuid[])` : sql`e.state <> 'draft'`,
    ...(challengeId === undefined ? [] : [sql`e.challenge_id = ${challengeId}`]),
    ...(interventionId === undefined ? [] : [sql`e.intervention_id = ${interventionId}`]),
    ...(indicatorId === undefined ? [] : [sql`e.content->>'indicatorId' = ${indicatorId}`]),
    ...(area === undefined
      ? []
      : [sql`array(select jsonb_array_elements_text(e.content->'areaCodes')) && ${relatedAreas(area)}`]),
    ...(answer === undefined ? [] : [sql`p.answer = ${answer}`]),
    ...(state === undefined ? [] : [sql`e.state = ${state}`]),
    ...(after === undefined ? [] : [sql`(${order}, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`]),
  ]
  type Row = Omit<EvaluationSummary, 'publishedAt' | 'withdrawnAt' | 'updatedAt'> &
    Pick<Stored, 'publishedAt' | 'withdrawnAt' | 'updatedAt'>
  const { rows } = await sql<Row>`
    select e.id, e.slug, e.number, e.state, e.intervention_id as "interventionId", e.challenge_id as "challengeId",
      e.owner_id as "ownerId", e.content->>'title' as title, p.answer, p.body::jsonb->'outcome'->'sentence' as sentence,
      json_build_object('id', i.id, 'slug', i.slug, 'title', i.title) as intervention, ${AREAS} as areas,
      p.published_at as "publishedAt", e.withdrawn_at as "withdrawnAt", e.updated_at as "updatedAt"
    ${FROM} join interventions.v_intervention i on i.id = e.intervention_id
    where ${sql.join(conditions, sql` and `)} order by ${order} desc, e.id desc limit ${limit}`.execute(db)
  return rows.map(({ publishedAt, withdrawnAt, updatedAt, ...row }) => ({
    ...row,
    publishedAt: publishedAt?.toISOString() ?? null,
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
    updatedAt: updatedAt.toISOString(),
  }))
}

/** Starts an evaluation and gives its slug. Lock the intervention's evaluations first: the number is the next. */
export async function insertEvaluation(
  transaction: Db,
  made: { interventionId: string; challengeId: string; ownerId: string; content: Content; at: Date },
): Promise<string> {
  const { interventionId, challengeId, ownerId, content, at } = made
  await sql`select pg_advisory_xact_lock(hashtextextended(${`evaluations ${interventionId}`}, 0))`.execute(
    transaction,
  )
  return storeUnderSlug(
    content.title,
    async (slug) => {
      const { rows } = await sql<{ slug: string }>`select slug from evaluations.evaluation
        where slug = ${slug} or starts_with(slug, ${`${slug}-`})`.execute(transaction)
      return rows.map((row) => row.slug)
    },
    async (slug) => {
      const { rows } = await sql<{ slug: string }>`
        insert into evaluations.evaluation (slug, number, intervention_id, challenge_id, owner_id, content, created_at, updated_at)
        select ${slug}, coalesce(max(number), 0) + 1, ${interventionId}::uuid, ${challengeId}::uuid, ${ownerId}::uuid,
          ${JSON.stringify(content)}::jsonb, ${at}::timestamptz, ${at}::timestamptz
        from evaluations.evaluation where intervention_id = ${interventionId}
        on conflict (slug) do nothing returning slug`.execute(transaction)
      return rows[0]?.slug
    },
  )
}

export async function updateContent(transaction: Db, id: string, content: Content, at: Date): Promise<void> {
  await sql`update evaluations.evaluation set content = ${JSON.stringify(content)}::jsonb, updated_at = ${at}
    where id = ${id}`.execute(transaction)
}

export async function deleteEvaluation(transaction: Db, id: string): Promise<void> {
  await sql`delete from evaluations.evaluation where id = ${id}`.execute(transaction)
}

export async function insertPublication(
  transaction: Db,
  id: string,
  given: {
    body: string
    sha256: string
    indicatorId: string
    areaCodes: readonly string[]
    answer: string
    at: Date
  },
): Promise<void> {
  const { body, sha256, indicatorId, areaCodes, answer, at } = given
  await sql`insert into evaluations.publication (evaluation_id, body, sha256, indicator_id, area_codes, answer, published_at)
    values (${id}, ${body}, ${sha256}, ${indicatorId}, ${[...areaCodes]}::text[], ${answer}, ${at})`.execute(
    transaction,
  )
  await sql`update evaluations.evaluation set state = 'published', updated_at = ${at} where id = ${id}`.execute(
    transaction,
  )
}

export async function storeWithdrawal(transaction: Db, id: string, reason: string, at: Date): Promise<void> {
  await sql`update evaluations.evaluation set state = 'withdrawn', withdrawn_reason = ${reason}, withdrawn_at = ${at},
    updated_at = ${at} where id = ${id}`.execute(transaction)
}
