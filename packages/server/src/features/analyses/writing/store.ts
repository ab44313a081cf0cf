import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { hasKey } from '../../../platform/database/key.ts'
import type { Sealed } from '../../../platform/seal-json.ts'
import { storeUnderSlug, toSlug } from '../../../platform/slug.ts'
import type { SeenLevel } from '../../measurements/index.ts'
import type { Author } from './rules.ts'
import type { Analysis, AnalysisSummary, Content, Other } from './schema.ts'

/** One version of an analysis with what identifies the analysis. */
export type Stored = {
  id: string
  slug: string
  authorKind: Author['kind']
  authorId: string | null
  byline: string
  basedOn: Other | null
  withdrawal: Analysis['withdrawal']
  hidden: Analysis['hidden']
  /** Hidden for the sake of other people, and its words are gone. */
  erased: boolean
  version: number
  state: 'draft' | 'published'
  content: Content
  changes: string
  sha256: string | null
  evidence: string | null
  publishedAt: string | null
  updatedAt: string
}

/** A moment as JSON has it. */
const moment = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const TITLE = (id: string, number: string) => sql`(select b.content->>'title' from analyses.version b
  where b.analysis_id = ${sql.ref(id)} and b.number = ${sql.ref(number)})`

/** Whether moderators hid the analysis with its id in this column. */
const isHidden = (id: string) =>
  sql`exists (select from moderation.v_hidden h where h.kind = 'analysis' and h.id = ${sql.ref(id)})`

/** Whether the analysis with its id in this column was of a pupil and was taken back: of a child nobody reads it any more. */
const isGone = (id: string) =>
  sql`exists (select from analyses.analysis g where g.id = ${sql.ref(id)} and g.author_kind = 'pupil' and g.withdrawn_at is not null)`

/** Whether the analysis with its id in this column is not shown to others. */
const isUnseen = (id: string) => sql`(${isHidden(id)} or ${isGone(id)})`

const BASED_ON = sql`case when a.based_on_id is null or ${isUnseen('a.based_on_id')} then null else json_build_object(
  'id', a.based_on_id, 'slug', (select o.slug from analyses.analysis o where o.id = a.based_on_id), 'version', a.based_on_version,
  'title', ${TITLE('a.based_on_id', 'a.based_on_version')}) end`

const HIDDEN = sql`(select json_build_object('rule', h.rule, 'reason', h.reason, 'since', ${moment('h.since')}, 'judgementId', h.judgement_id)
  from moderation.v_hidden h where h.kind = 'analysis' and h.id = a.id)`

const COLUMNS = sql`${HIDDEN} as hidden, a.erased_at is not null as erased, a.id, a.slug, a.author_kind as "authorKind", a.author_id as "authorId", a.byline, ${BASED_ON} as "basedOn",
  case when a.withdrawn_at is null then null else json_build_object('at', ${moment('a.withdrawn_at')}, 'reason', a.withdrawal_reason) end as withdrawal,
  v.number as version, v.state, v.content, v.changes, v.sha256, v.evidence, ${moment('v.published_at')} as "publishedAt", ${moment('v.updated_at')} as "updatedAt"`

const isOf = (author: Author | undefined) =>
  author ? sql`(a.author_kind = ${author.kind} and a.author_id = ${author.id}::uuid)` : sql`false`

const FROM = sql`from analyses.analysis a join analyses.version v on v.analysis_id = a.id`

/** The newest published version; undefined when there is none. */
export async function findPublished(db: Db, key: string): Promise<Stored | undefined> {
  const { rows } = await sql<Stored>`select ${COLUMNS} ${FROM}
    where ${hasKey('a', key)} and v.state = 'published' and not ${isGone('a.id')} order by v.number desc limit 1`.execute(
    db,
  )
  return rows[0]
}

/** One published version. */
export async function findVersion(db: Db, key: string, number: number): Promise<Stored | undefined> {
  const { rows } = await sql<Stored>`select ${COLUMNS} ${FROM}
    where ${hasKey('a', key)} and v.state = 'published' and v.number = ${number} and not ${isGone('a.id')}`.execute(
    db,
  )
  return rows[0]
}

/** The draft, for its author. */
export async function findDraft(
  db: Db,
  key: string,
  author: Author | undefined,
): Promise<Stored | undefined> {
  const { rows } = await sql<Stored>`select ${COLUMNS} ${FROM}
    where ${hasKey('a', key)} and v.state = 'draft' and ${isOf(author)}`.execute(db)
  return rows[0]
}

/**
 * Takes the newest version for a change, so that two changes at once do not lose each other. The lock is a statement of its
 * own: the next one then sees what the change that was waited for has written.
 */
export async function lockNewest(transaction: Db, key: string): Promise<Stored | undefined> {
  await sql`select 1 from analyses.analysis a where ${hasKey('a', key)} for update`.execute(transaction)
  const { rows } = await sql<Stored>`select ${COLUMNS} ${FROM}
    where ${hasKey('a', key)} order by v.number desc limit 1`.execute(transaction)
  return rows[0]
}

/** Whether others know of an analysis: a version was published, and it is not one of a pupil that was taken back. */
export async function isKnown(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`select from analyses.analysis a where a.id = ${id} and not ${isGone('a.id')}
    and exists (select from analyses.version v where v.analysis_id = a.id and v.state = 'published')`.execute(
    db,
  )
  return rows.length > 0
}

/** A published version as its history tells of it, with the fields that differ from the one before; no content. */
export type Past = { version: number; publishedAt: string; changes: string; changed: string[] }

/** The published versions, newest first. */
export async function listPast(db: Db, id: string): Promise<Past[]> {
  const { rows } = await sql<Past>`
    select p.version, ${moment('p.published_at')} as "publishedAt", p.changes,
      array(select e.key from jsonb_each(p.content) e where e.value is distinct from p.before->e.key and p.before is not null) as changed
    from (select number as version, published_at, changes, content, lag(content) over (order by number) as before
      from analyses.version where analysis_id = ${id} and state = 'published') p
    order by p.version desc`.execute(db)
  return rows
}

/** Published analyses that began as a copy. */
export async function listForks(db: Db, id: string): Promise<Other[]> {
  const { rows } = await sql<Other>`select f.id, f.slug, f.title, a.based_on_version as version
    from analyses.analysis a join analyses.v_analysis f on f.id = a.id
    where a.based_on_id = ${id} and not ${isUnseen('a.id')} order by f.published_at, f.slug limit 100`.execute(
    db,
  )
  return rows
}

/** Whether there is a draft. */
export async function hasDraft(db: Db, id: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from analyses.version where analysis_id = ${id} and state = 'draft'`.execute(db)
  return rows.length > 0
}

/** Lets one after the other begin a draft of the same author, who may hold their account at the same time. */
export async function holdDrafts(transaction: Db, { id }: Author): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('analyses.drafts ' || ${id}::text, 0))`.execute(
    transaction,
  )
}

/** How many analyses an author has of which no version was published. */
export async function countDrafts(db: Db, author: Author): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from analyses.analysis a
    where ${isOf(author)} and not exists (
      select from analyses.version v where v.analysis_id = a.id and v.state <> 'draft')`.execute(db)
  return rows[0]?.count ?? 0
}

export type ListFilter = {
  /** Only those of this author, with their drafts; undefined for all that anyone may read. */
  mine: Author | undefined
  q: string | undefined
  subject: string | undefined
  after: string[] | undefined
  limit: number
}

/** Analyses, most recently published first; own ones by their last change. */
export async function listAnalyses(db: Db, filter: ListFilter): Promise<AnalysisSummary[]> {
  const { mine, q, subject, after, limit } = filter
  const of = sql`n.analysis_id = a.id ${mine ? sql`` : sql`and n.state = 'published'`}`
  const wanted = [
    mine ? isOf(mine) : sql`not ${isUnseen('a.id')}`,
    ...(q === undefined
      ? []
      : [
          sql`strpos(lower(concat_ws(' ', v.content->>'title', v.content->>'question', v.content->>'why', v.content->>'conclusion', a.byline)), lower(${q})) > 0`,
        ]),
    ...(subject === undefined
      ? []
      : [
          // The first finds them by an index, the second looks whether the newest version is still about it.
          sql`a.id in (select s.analysis_id from analyses.version s where s.subjects @> array[${subject}::text])`,
          sql`v.subjects @> array[${subject}::text]`,
        ]),
    ...(after === undefined
      ? []
      : [
          sql`(date_trunc('milliseconds', v.updated_at), a.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
        ]),
  ]
  const { rows } = await sql<AnalysisSummary>`
    select a.id, a.slug, v.content->>'title' as title, v.content->>'question' as question,
      case when v.state = 'draft' then 'draft' when a.withdrawn_at is not null then 'withdrawn' else 'published' end as state,
      v.number as version, a.byline, ${BASED_ON} as "basedOn", jsonb_array_length(v.content->'charts') as charts,
      ${mine ? sql`v.state = 'draft'` : sql`false`} as "hasDraft", ${isHidden('a.id')} as "isHidden",
      ${moment('v.published_at')} as "publishedAt", ${moment('v.updated_at')} as "updatedAt"
    from analyses.analysis a
    join lateral (select * from analyses.version n where ${of} order by n.number desc limit 1) v on true
    where ${sql.join(wanted, sql` and `)}
    order by date_trunc('milliseconds', v.updated_at) desc, a.id desc limit ${limit}`.execute(db)
  return rows
}

/**
 * Creates an analysis with its first draft; gives its slug. That is its id until it is published: an address with words of its title would
 * tell others who write under the same title that it is there.
 */
export async function insertAnalysis(
  transaction: Db,
  {
    author,
    byline,
    content,
    basedOn,
    at,
  }: {
    author: Author
    byline: string
    content: Content
    basedOn: { id: string; version: number } | undefined
    at: Date
  },
): Promise<string> {
  const { rows } = await sql<{ slug: string }>`
    with made as (
      insert into analyses.analysis (id, slug, author_kind, author_id, byline, based_on_id, based_on_version, created_at)
      select id, id::text, ${author.kind}, ${author.id}::uuid, ${byline}, ${basedOn?.id ?? null}::uuid, ${basedOn?.version ?? null}::int, ${at}
      from gen_random_uuid() as id
      returning id, slug
    ), first as (
      insert into analyses.version (analysis_id, number, state, content, updated_at)
      select id, 1, 'draft', ${JSON.stringify(content)}::jsonb, ${at} from made
    )
    select slug from made`.execute(transaction)
  const [row] = rows
  if (!row) throw new Error('An insert gives the row it wrote.')
  return row.slug
}

async function listSlugsLike(transaction: Db, slug: string): Promise<string[]> {
  const { rows } = await sql<{ slug: string }>`
    select slug from analyses.analysis where slug = ${slug} or starts_with(slug, ${`${slug}-`})`.execute(
    transaction,
  )
  return rows.map((row) => row.slug)
}

/**
 * Gives an analysis of which nothing was published the address of the title that it has in the end.
 * @returns the slug; the one that it has when that is of its title
 */
export async function renameByTitle(
  transaction: Db,
  { id, slug, content: { title } }: Pick<Stored, 'id' | 'slug' | 'content'>,
): Promise<string> {
  const wanted = toSlug(title)
  if (slug === wanted || (slug.startsWith(`${wanted}-`) && /^-\d+$/.test(slug.slice(wanted.length))))
    return slug
  return storeUnderSlug(
    title,
    (like) => listSlugsLike(transaction, like),
    async (free) => {
      await sql`update analyses.analysis set slug = ${free} where id = ${id}`.execute(transaction)
      return free
    },
  )
}

export async function updateDraft(
  transaction: Db,
  { id, content, changes }: Pick<Stored, 'id' | 'content' | 'changes'>,
  at: Date,
): Promise<void> {
  await sql`update analyses.version set content = ${JSON.stringify(content)}::jsonb, changes = ${changes}, updated_at = ${at}
    where analysis_id = ${id} and state = 'draft'`.execute(transaction)
}

export async function updateByline(transaction: Db, id: string, byline: string, at: Date): Promise<void> {
  await sql`update analyses.analysis set byline = ${byline}, byline_changed_at = ${at}
    where id = ${id} and byline <> ${byline}`.execute(transaction)
}

/** Copies a published text to a new draft. */
export async function insertVersion(transaction: Db, from: Stored, at: Date): Promise<void> {
  await sql`insert into analyses.version (analysis_id, number, state, content, updated_at)
    values (${from.id}, ${from.version + 1}, 'draft', ${JSON.stringify(from.content)}::jsonb, ${at})`.execute(
    transaction,
  )
}

/** Throws a draft away; an analysis of which nothing was published goes as a whole. */
export async function deleteDraft(transaction: Db, { id, version }: Stored): Promise<void> {
  await (version === 1
    ? sql`delete from analyses.analysis where id = ${id}`
    : sql`delete from analyses.version where analysis_id = ${id} and state = 'draft'`
  ).execute(transaction)
}

export async function withdraw(transaction: Db, id: string, reason: string, at: Date): Promise<void> {
  await sql`update analyses.analysis set withdrawn_at = ${at}, withdrawal_reason = ${reason} where id = ${id}`.execute(
    transaction,
  )
}

/** Freezes the draft with its evidence. */
export async function publishDraft(
  transaction: Db,
  { id, version }: Pick<Stored, 'id' | 'version'>,
  { content, evidence, answers, residents, subjects }: Frozen,
  at: Date,
): Promise<void> {
  await sql`update analyses.version set state = 'published', content = ${JSON.stringify(content)}::jsonb,
      evidence = ${evidence.body}, sha256 = ${evidence.sha256}, subjects = ${subjects}::text[], published_at = ${at}, updated_at = ${at}
    where analysis_id = ${id} and state = 'draft'`.execute(transaction)
  for (const [chart, { body, sha256, bytes }] of answers.entries()) {
    await sql`insert into analyses.answer (analysis_id, number, chart, body, sha256, bytes)
      values (${id}, ${version}, ${chart}, ${body}, ${sha256}, ${bytes})`.execute(transaction)
    const seen = residents[chart] ?? []
    await sql`insert into analyses.answer_resident (analysis_id, number, chart, thing_id, place_level, time_level)
      select ${id}, ${version}, ${chart}, r.* from unnest(${seen.map((each) => each.id)}::int8[],
        ${seen.map(({ place }) => place)}::int[], ${seen.map(({ time }) => time)}::int[]) as r`.execute(
      transaction,
    )
  }
}

/** What publishing keeps of a version. */
export type Frozen = {
  content: Content
  evidence: Sealed
  answers: readonly Sealed[]
  /** For each answer the sensors of residents with which it must be able to go. */
  residents: readonly (readonly SeenLevel[])[]
  steeringCheck: Sealed
  subjects: string[]
}

/** A frozen answer without its text. */
export type AnswerLine = { sha256: string; bytes: number; removedAt: string | null }

export async function listAnswers(db: Db, id: string, number: number): Promise<AnswerLine[]> {
  const { rows } = await sql<AnswerLine>`
    select sha256, bytes, ${moment('removed_at')} as "removedAt" from analyses.answer
    where analysis_id = ${id} and number = ${number} order by chart`.execute(db)
  return rows
}

/** The text of a frozen answer; null once it was removed, undefined when there never was one. */
export async function findAnswer(
  db: Db,
  id: string,
  number: number,
  chart: number,
): Promise<{ body: string | null; sha256: string } | undefined> {
  const { rows } = await sql<{ body: string | null; sha256: string }>`
    select body, sha256 from analyses.answer
    where analysis_id = ${id} and number = ${number} and chart = ${chart}`.execute(db)
  return rows[0]
}
