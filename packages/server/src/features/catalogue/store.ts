import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import { hasKey } from '../../platform/database/key.ts'
import { revisionOf } from '../../platform/http/revision.ts'
import { storeUnderSlug } from '../../platform/slug.ts'
import { type Dataset, DatasetChange, type DatasetContent } from './schema.ts'
import type { CatalogueTables } from './tables.ts'

type Row = Selectable<CatalogueTables['catalogue.dataset']> & { owner_name: string | null }

export type DatasetFilter = {
  /** Which datasets there are for who asks, as a condition on the alias d. */
  isThere: RawBuilder<boolean>
  q: string | undefined
  theme: string | undefined
  access: string | undefined
  ownerId: string | undefined
  after: readonly string[] | undefined
  limit: number
}

/** Datasets that are there for who asks, by title. */
export async function listDatasets(db: Db, filter: DatasetFilter): Promise<Dataset[]> {
  const [title, id] = filter.after ?? []
  const words = filter.q?.toLowerCase().replace(/[\\%_]/g, '\\$&')
  return select(
    db,
    sql.join(
      [
        filter.isThere,
        ...(words === undefined ? [] : [sql`lower(d.title || ' ' || d.description) like ${`%${words}%`}`]),
        ...(filter.theme === undefined ? [] : [sql`d.theme = ${filter.theme}`]),
        ...(filter.access === undefined ? [] : [sql`d.access = ${filter.access}`]),
        ...(filter.ownerId === undefined ? [] : [sql`d.owner_id = ${filter.ownerId}`]),
        ...(title === undefined ? [] : [sql`(d.title, d.id) > (${title}::text, ${id}::uuid)`]),
      ],
      sql` and `,
    ),
    sql`order by d.title, d.id limit ${filter.limit}`,
  )
}

/**
 * The dataset with this id or slug.
 * @param isThere whether it is there for who asks, as a condition on the alias d; without it the caller decides
 */
export async function findByKey(
  db: Db,
  key: string,
  lock: 'lock' | 'read' = 'read',
  isThere: RawBuilder<boolean> = sql<boolean>`true`,
): Promise<Dataset | undefined> {
  const where = sql`${hasKey('d', key)} and ${isThere}`
  const rows = await select(db, where, lock === 'lock' ? sql`for update of d` : sql``)
  return rows[0]
}

/** What these datasets are called, and whose they are, whoever asks: for people whose own data is in them. */
export async function nameDatasets(
  db: Db,
  ids: readonly string[],
): Promise<{ id: string; slug: string; title: string; ownerId: string }[]> {
  const { rows } = await sql<{ id: string; slug: string; title: string; ownerId: string }>`
    select id, slug, title, owner_id as "ownerId" from catalogue.dataset
    where id::text = any(${ids}::text[])`.execute(db)
  return rows
}

/** Whose these datasets are and under what licence, by title: for who was given figures from them. */
export async function listSources(
  db: Db,
  ids: readonly string[],
): Promise<{ dataset: string; title: string; publisher: string | null; licence: string }[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ dataset: string; title: string; publisher: string | null; licence: string }>`
    select d.slug as dataset, d.title, o.name as publisher, d.licence
    from catalogue.dataset d left join parties.v_organisation o on o.id = d.owner_id
    where d.id = any(${ids}::uuid[]) order by d.title, d.slug`.execute(db)
  return rows
}

/**
 * Which of these datasets are not there for who asks.
 * @param isThere as a condition on the alias d
 */
export async function listMissing(
  db: Db,
  isThere: RawBuilder<boolean>,
  ids: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select asked.id::text from unnest(${ids}::uuid[]) asked(id)
    where not exists (
      select 1 from catalogue.dataset d where d.id = asked.id and ${isThere})`.execute(db)
  return rows.map(({ id }) => id)
}

/** The default dataset of an organisation. */
export async function findDefault(db: Db, ownerId: string): Promise<Dataset | undefined> {
  const [dataset] = await select(db, sql`d.owner_id = ${ownerId} and d.is_default`, sql`limit 1`)
  return dataset
}

/**
 * Stores a new dataset under a free slug made from its title.
 * @returns its slug, or undefined when another request made the owner's default dataset first
 */
export async function insertDataset(
  db: Db,
  dataset: { ownerId: string; content: DatasetContent; at: Date; isDefault?: boolean },
): Promise<string | undefined> {
  const { ownerId, content, at, isDefault = false } = dataset
  const made = await storeUnderSlug<string | null>(
    content.title,
    (slug) => listSlugsLike(db, slug),
    async (slug) => {
      const stored = await db
        .withTables<CatalogueTables>()
        .insertInto('catalogue.dataset')
        .values({
          ...toRow(content),
          slug,
          owner_id: ownerId,
          is_default: isDefault,
          created_at: at,
          updated_at: at,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('slug')
        .executeTakeFirst()
      if (stored) return stored.slug
      return isDefault && (await findDefault(db, ownerId)) ? null : undefined
    },
  )
  return made ?? undefined
}

/** Changes a dataset. */
export async function updateDataset(db: Db, id: string, content: DatasetContent, at: Date): Promise<void> {
  await db
    .withTables<CatalogueTables>()
    .updateTable('catalogue.dataset')
    .set({ ...toRow(content), updated_at: at })
    .where('id', '=', id)
    .execute()
}

/** The name of an organisation. */
export async function findOwnerName(db: Db, id: string): Promise<string | undefined> {
  const owner = await db
    .withTables<CatalogueTables>()
    .selectFrom('parties.v_organisation')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirst()
  return owner?.name
}

async function listSlugsLike(db: Db, slug: string): Promise<string[]> {
  const { rows } = await sql<{ slug: string }>`
    select slug from catalogue.dataset where slug = ${slug} or starts_with(slug, ${`${slug}-`})`.execute(db)
  return rows.map((row) => row.slug)
}

async function select(db: Db, where: RawBuilder<unknown>, rest: RawBuilder<unknown>): Promise<Dataset[]> {
  const { rows } = await sql<Row>`
    select d.*, o.name as owner_name
    from catalogue.dataset d left join parties.v_organisation o on o.id = d.owner_id
    where ${where} ${rest}`.execute(db)
  return rows.map(toDataset)
}

function toDataset(row: Row): Dataset {
  const dataset = {
    id: row.id,
    slug: row.slug,
    title: row.title,
    description: row.description,
    ownerId: row.owner_id,
    ownerName: row.owner_name ?? '',
    licence: row.licence,
    access: row.access,
    precision: {
      place: row.place,
      time: row.time,
      delayMinutes: row.delay_minutes,
      minimumGroup: row.minimum_group,
    },
    retention: { rawDays: row.raw_days, hourDays: row.hour_days },
    theme: row.theme,
    contact: row.contact,
    corrections: row.corrections,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
  return { ...dataset, revision: revisionOf(DatasetChange, dataset) }
}

function toRow({ precision, retention, ...content }: DatasetContent) {
  const { title, description, licence, access, theme, contact, corrections } = content
  return {
    title,
    description,
    licence,
    access,
    theme,
    contact,
    corrections,
    place: precision.place,
    time: precision.time,
    delay_minutes: precision.delayMinutes,
    minimum_group: precision.minimumGroup,
    raw_days: retention.rawDays,
    hour_days: retention.hourDays,
  }
}
