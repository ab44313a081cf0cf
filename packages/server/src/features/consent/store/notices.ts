import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Content, Notice, NoticeSummary } from '../schema/notices.ts'

/** One version of a notice with what identifies the notice. */
export type NoticeVersion = Omit<Notice, keyof Content | 'history' | 'revision'> & { content: Content }

const COLUMNS = sql`n.id, n.dataset_id as "datasetId", n.owner_id as "ownerId", coalesce(o.name, '') as "ownerName",
  n.purpose, v.number as version, v.state, v.content, v.published_at as "publishedAt",
  date_trunc('milliseconds', v.updated_at) as "updatedAt"`

const TABLES = sql`consent.notice n join consent.version v on v.notice_id = n.id
  left join parties.v_organisation o on o.id = n.owner_id`

/** Which version a reader gets: the draft for those who work on it, the published one for everyone else. */
const visibleTo = (organisations: readonly string[]) =>
  sql`(v.state = 'published' or (v.state = 'draft' and n.owner_id = any(${organisations}::uuid[])))`

/** The newest version that the organisations may see. */
export async function findNotice(
  db: Db,
  id: string,
  organisations: readonly string[],
): Promise<NoticeVersion | undefined> {
  const { rows } = await sql<NoticeVersion>`select ${COLUMNS} from ${TABLES}
    where n.id = ${id} and ${visibleTo(organisations)} order by v.number desc limit 1`.execute(db)
  return rows[0]
}

/** The version that residents choose on now. */
export async function findPublished(db: Db, id: string): Promise<NoticeVersion | undefined> {
  const { rows } = await sql<NoticeVersion>`select ${COLUMNS} from ${TABLES}
    where n.id = ${id} and v.state = 'published'`.execute(db)
  return rows[0]
}

/** One version; drafts only for the organisations that work on them. */
export async function findVersion(
  db: Db,
  id: string,
  number: number,
  organisations: readonly string[],
): Promise<NoticeVersion | undefined> {
  const { rows } = await sql<NoticeVersion>`select ${COLUMNS} from ${TABLES}
    where n.id = ${id} and v.number = ${number}
      and (v.state <> 'draft' or n.owner_id = any(${organisations}::uuid[]))`.execute(db)
  return rows[0]
}

/**
 * Takes the newest version for a change. The lock is a statement of its own: the next one then sees what the change that was
 * waited for has written.
 */
export async function lockNewest(transaction: Db, id: string): Promise<NoticeVersion | undefined> {
  await sql`select 1 from consent.notice n where n.id = ${id} for update`.execute(transaction)
  const { rows } = await sql<NoticeVersion>`select ${COLUMNS} from ${TABLES}
    where n.id = ${id} order by v.number desc limit 1`.execute(transaction)
  return rows[0]
}

/** Keeps a notice from being published anew while somebody chooses on it. */
export async function holdNotice(transaction: Db, id: string): Promise<void> {
  await sql`select 1 from consent.notice where id = ${id} for share`.execute(transaction)
}

export async function listHistory(
  db: Db,
  id: string,
  organisations: readonly string[],
): Promise<Notice['history']> {
  const { rows } = await sql<Notice['history'][number]>`
    select v.number as version, v.state, v.published_at as "publishedAt", v.reason
    from consent.version v join consent.notice n on n.id = v.notice_id
    where n.id = ${id} and (v.state <> 'draft' or n.owner_id = any(${organisations}::uuid[]))
    order by v.number desc`.execute(db)
  return rows
}

export type NoticeFilter = {
  organisations: readonly string[]
  datasetId: string | undefined
  purpose: string | undefined
  after: readonly string[] | undefined
  limit: number
}

/** Notices, most recently changed first. */
export async function listNotices(db: Db, filter: NoticeFilter): Promise<NoticeSummary[]> {
  const { organisations, datasetId, purpose, after, limit } = filter
  const { rows } =
    await sql<NoticeSummary>`select id, "datasetId", "ownerId", "ownerName", purpose, version, state,
      content->'title' as title, "publishedAt", "updatedAt"
    from (
      select distinct on (n.id) ${COLUMNS} from ${TABLES}
      where ${visibleTo(organisations)}
        ${datasetId === undefined ? sql`` : sql`and n.dataset_id = ${datasetId}`}
        ${purpose === undefined ? sql`` : sql`and n.purpose = ${purpose}`}
      order by n.id, v.number desc
    ) newest
    ${after === undefined ? sql`` : sql`where ("updatedAt", id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by "updatedAt" desc, id desc limit ${limit}`.execute(db)
  return rows
}

/** Creates a notice with its first draft; undefined when the dataset has one for this purpose. */
export async function insertNotice(
  transaction: Db,
  notice: { datasetId: string; ownerId: string; purpose: string; content: Content; at: Date },
): Promise<string | undefined> {
  const { datasetId, ownerId, purpose, content, at } = notice
  const { rows } = await sql<{ id: string }>`
    with made as (
      insert into consent.notice (dataset_id, owner_id, purpose, created_at)
      values (${datasetId}, ${ownerId}, ${purpose}, ${at}) on conflict (dataset_id, purpose) do nothing returning id
    )
    insert into consent.version (notice_id, number, state, content, reason, updated_at)
    select id, 1, 'draft', ${JSON.stringify(content)}::jsonb, '', ${at} from made
    returning notice_id as id`.execute(transaction)
  return rows[0]?.id
}

export async function updateDraft(transaction: Db, id: string, content: Content, at: Date): Promise<void> {
  await sql`update consent.version set content = ${JSON.stringify(content)}::jsonb, updated_at = ${at}
    where notice_id = ${id} and state = 'draft'`.execute(transaction)
}

/** Freezes the draft; the text that was in force until now becomes an earlier version. */
export async function publishDraft(transaction: Db, id: string, at: Date): Promise<void> {
  await sql`update consent.version set state = 'superseded', updated_at = ${at}
    where notice_id = ${id} and state = 'published'`.execute(transaction)
  await sql`update consent.version set state = 'published', published_at = ${at}, updated_at = ${at}
    where notice_id = ${id} and state = 'draft'`.execute(transaction)
}

/** Copies a published text to a new draft. */
export async function insertVersion(
  transaction: Db,
  { id, version }: NoticeVersion,
  next: { content: Content; reason: string; at: Date },
): Promise<void> {
  const { content, reason, at } = next
  await sql`insert into consent.version (notice_id, number, state, content, reason, updated_at)
    values (${id}, ${version + 1}, 'draft', ${JSON.stringify(content)}::jsonb, ${reason}, ${at})`.execute(
    transaction,
  )
}

/** Whether the organisations may see a notice of this dataset. */
export async function hasNoticeOf(
  db: Db,
  datasetId: string,
  organisations: readonly string[],
): Promise<boolean> {
  const { rows } = await sql`select from consent.notice n join consent.version v on v.notice_id = n.id
    where n.dataset_id = ${datasetId} and ${visibleTo(organisations)} limit 1`.execute(db)
  return rows.length > 0
}

/** A published notice of a personal dataset, as other slices need to know it. */
export type PublishedNotice = {
  noticeId: string
  datasetId: string
  ownerId: string
  ownerName: string
  title: { nl: string; en: string }
}

/** The published notices for one purpose, by the name of who asks; of one dataset when that is given. */
export async function listPublishedNotices(
  db: Db,
  { purpose, datasetId }: { purpose: string; datasetId?: string | undefined },
): Promise<PublishedNotice[]> {
  const { rows } =
    await sql<PublishedNotice>`select n.id as "noticeId", n.dataset_id as "datasetId", n.owner_id as "ownerId",
      coalesce(o.name, '') as "ownerName", v.content -> 'title' as title
    from ${TABLES} join catalogue.v_dataset d on d.id = n.dataset_id and d.access = 'personal'
    where v.state = 'published' and n.purpose = ${purpose}
      ${datasetId === undefined ? sql`` : sql`and n.dataset_id = ${datasetId}`}
    order by 4, n.id limit 500`.execute(db)
  return rows
}

/** The purposes of the published notices of datasets of these organisations. */
export async function listNoticePurposes(
  db: Db,
  organisationIds: readonly string[],
): Promise<{ purpose: string; slug: string; title: string }[]> {
  const { rows } = await sql<{ purpose: string; slug: string; title: string }>`
    select n.purpose, d.slug, d.title from consent.notice n
    join consent.version v on v.notice_id = n.id and v.state = 'published'
    join catalogue.v_dataset d on d.id = n.dataset_id
    where d.owner_id = any(${[...organisationIds]}::uuid[]) order by d.title, n.purpose`.execute(db)
  return rows
}
