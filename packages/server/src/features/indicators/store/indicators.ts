import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { hasKey } from '../../../platform/database/key.ts'
import { storeUnderSlug } from '../../../platform/slug.ts'
import type { Definition, Indicator } from '../schema.ts'

type Row = Omit<Indicator, keyof Definition> & { definition: Definition }

const COLUMNS = sql`i.id, i.slug, i.owner_id as "ownerId", i.challenge_id as "challengeId", i.published, i.version,
  i.left_out_series as "leftOutSeries",
  i.definition, i.created_at as "createdAt", i.updated_at as "updatedAt"`

const visibleTo = (organisations: string[]) =>
  sql`(i.published or i.owner_id = any(${organisations}::uuid[]))`

export async function findIndicator(
  db: Db,
  key: string,
  organisations: string[],
): Promise<Indicator | undefined> {
  const { rows } = await sql<Row>`select ${COLUMNS} from indicators.indicator i
    where ${hasKey('i', key)} and ${visibleTo(organisations)}`.execute(db)
  return rows.map(asIndicator)[0]
}

export async function lockIndicator(transaction: Db, key: string): Promise<Indicator | undefined> {
  const { rows } = await sql<Row>`select ${COLUMNS} from indicators.indicator i
    where ${hasKey('i', key)} for update`.execute(transaction)
  return rows.map(asIndicator)[0]
}

export type ListFilter = {
  organisations: string[]
  challengeId: string | undefined
  after: string[] | undefined
  limit: number
}

/** Indicators in the order of their titles. */
export async function listIndicators(
  db: Db,
  { organisations, challengeId, after, limit }: ListFilter,
): Promise<Indicator[]> {
  const { rows } = await sql<Row>`select ${COLUMNS} from indicators.indicator i
    where ${visibleTo(organisations)}
      ${challengeId === undefined ? sql`` : sql`and i.challenge_id = ${challengeId}`}
      ${after === undefined ? sql`` : sql`and (i.definition->>'title', i.id) > (${after[0]}, ${after[1]}::uuid)`}
    order by i.definition->>'title', i.id limit ${limit}`.execute(db)
  return rows.map(asIndicator)
}

/** The indicators that use something measured in one of these datasets, also one that they may not use any more. */
export async function listUsersOf(transaction: Db, datasetIds: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct i.id
    from indicators.indicator i
    join measurements.v_datastream d on i.definition->>'property' in (d.property_name, d.property_definition)
    where d.dataset_id = any(${datasetIds}::uuid[]) order by i.id`.execute(transaction)
  return rows.map(({ id }) => id)
}

/** The indicators whose figures depend on one of these datastreams, always in the same order, and on which ones. */
export async function listAffected(
  transaction: Db,
  datastreamIds: number[],
): Promise<{ id: string; datastreamIds: number[] }[]> {
  const { rows } = await sql<{ id: string; datastreamIds: number[] }>`
    select i.id, array_agg(d.id) as "datastreamIds"
    from indicators.indicator i
    join measurements.v_datastream d on i.definition->>'property' in (d.property_name, d.property_definition)
    where d.id = any(${datastreamIds}::int[])
    group by i.id order by i.id`.execute(transaction)
  return rows
}

/** Stores a new indicator under a free slug made from its title. */
export async function insertIndicator(
  transaction: Db,
  indicator: {
    ownerId: string
    challengeId: string | null
    published: boolean
    definition: Definition
    at: Date
  },
): Promise<{ id: string; slug: string }> {
  const { ownerId, challengeId, published, definition, at } = indicator
  return storeUnderSlug(
    definition.title,
    (slug) => listSlugsLike(transaction, slug),
    async (slug) => {
      const { rows } = await sql<{ id: string; slug: string }>`insert into indicators.indicator
        (slug, owner_id, challenge_id, published, definition, created_at, updated_at)
        values (${slug}, ${ownerId}, ${challengeId}, ${published}, ${JSON.stringify(definition)}::jsonb, ${at}, ${at})
        on conflict (slug) do nothing returning id, slug`.execute(transaction)
      return rows[0]
    },
  )
}

async function listSlugsLike(transaction: Db, slug: string): Promise<string[]> {
  const { rows } = await sql<{ slug: string }>`select slug from indicators.indicator
    where slug = ${slug} or starts_with(slug, ${`${slug}-`})`.execute(transaction)
  return rows.map((row) => row.slug)
}

export async function updateIndicator(
  transaction: Db,
  indicator: Pick<Indicator, 'id' | 'challengeId' | 'published' | 'version'>,
  definition: Definition,
  at: Date,
): Promise<void> {
  const { id, challengeId, published, version } = indicator
  await sql`update indicators.indicator set challenge_id = ${challengeId}, published = ${published},
    version = ${version}, definition = ${JSON.stringify(definition)}::jsonb, updated_at = ${at}
    where id = ${id}`.execute(transaction)
}

/** Remembers how many series could not count in the figures. */
export async function storeLeftOut(transaction: Db, id: string, leftOutSeries: number): Promise<void> {
  await sql`update indicators.indicator set left_out_series = ${leftOutSeries} where id = ${id}`.execute(
    transaction,
  )
}

function asIndicator({ definition, createdAt, updatedAt, ...row }: Row): Indicator {
  return {
    ...row,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    ...definition,
  }
}
