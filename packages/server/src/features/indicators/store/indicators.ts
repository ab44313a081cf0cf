import type { Step } from '@samenspel/standards/indicators'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { hasKey } from '../../../platform/database/key.ts'
import { revisionOf } from '../../../platform/http/revision.ts'
import { storeUnderSlug } from '../../../platform/slug.ts'
import { withDefaults } from '../rules.ts'
import { type Definition, type Indicator, IndicatorChange } from '../schema.ts'

/** What is not of measurements has no property. What came to definitions later is not in those of before. */
type StoredDefinition = Omit<Definition, 'property'> & { property: string | null }

type Row = Omit<Indicator, keyof Definition | 'revision'> & { definition: StoredDefinition }

const COLUMNS = sql`i.id, i.slug, i.owner_id as "ownerId", i.challenge_id as "challengeId", i.published, i.version,
  i.left_out_series as "leftOutSeries",
  i.definition, i.created_at as "createdAt", i.updated_at as "updatedAt"`

export const visibleTo = (organisations: string[]) =>
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

/** An indicator by its id, for those who compute. */
export async function readIndicator(db: Db, id: string): Promise<Indicator | undefined> {
  const { rows } = await sql<Row>`select ${COLUMNS} from indicators.indicator i where i.id = ${id}`.execute(
    db,
  )
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

/** The indicators of figures at these levels. */
export async function listOfLevels(transaction: Db, levels: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from indicators.indicator
    where definition->>'level' = any(${levels}::text[]) order by id`.execute(transaction)
  return rows.map(({ id }) => id)
}

/** Whether another indicator is made of the figures of this one. */
export async function isOperand(db: Db, id: string): Promise<boolean> {
  return (await listMadeOf(db, id)).length > 0
}

/** The indicators that are made of the figures of another. */
export async function listMadeOf(
  db: Db,
  id: string,
): Promise<{ id: string; period: Definition['period'] }[]> {
  const { rows } = await sql<{ id: string; period: Definition['period'] }>`
    select id, definition->>'period' as period from indicators.indicator
    where ${id}::text in (definition->'first'->>'indicatorId', definition->'second'->>'indicatorId') order by id`.execute(
    db,
  )
  return rows
}

/** The indicators that use these statistics of areas, themselves or in a difference or ratio. */
export async function listUsersOfMeasures(db: Db, measures: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from indicators.indicator
    where definition->>'measure' = any(${measures}::text[]) or definition->'first'->>'measure' = any(${measures}::text[])
      or definition->'second'->>'measure' = any(${measures}::text[]) order by id`.execute(db)
  return rows.map(({ id }) => id)
}

/** An indicator, and the time in which something that it uses changed. */
export type Touched = { id: string; period: Definition['period']; step: Step; from: Date; to: Date }

const TOUCHED = sql`i.id, i.definition->>'period' as period, coalesce(i.definition->>'step', 'none') as step`

/** Whether an indicator uses a dataset. */
const uses = (datasetId: RawBuilder<unknown>) => sql`(jsonb_array_length(i.definition->'datasetIds') = 0
  or i.definition->'datasetIds' ? ${datasetId}::text)`

/** The indicators that use series of these datasets, also when they may not do so any more, and when those series measured. */
export async function listUsersOf(transaction: Db, datasetIds: readonly string[]): Promise<Touched[]> {
  const { rows } = await sql<Touched>`
    select ${TOUCHED}, min(l.first_start) as from, max(l.last_end) as to
    from indicators.indicator i
    join measurements.v_datastream d on i.definition->>'property' in (d.property_name, d.property_definition)
    join measurements.v_lifetime l on l.datastream_id = d.id and l.first_start is not null
    where d.dataset_id = any(${datasetIds}::uuid[]) and ${uses(sql`d.dataset_id`)}
    group by i.id order by i.id`.execute(transaction)
  return rows
}

/** The indicators that use datasets of which figures count some time after they were measured, and the last days that do. */
export async function listMatured(db: Db, now: Date): Promise<Touched[]> {
  const { rows } = await sql<Touched>`
    select ${TOUCHED}, ${now}::timestamptz - max(v.delay_minutes) * interval '1 minute' - interval '2 days' as from,
      ${now}::timestamptz - min(v.delay_minutes) * interval '1 minute' as to
    from indicators.indicator i join catalogue.v_dataset v on ${uses(sql`v.id`)}
    where (v.kind = 'open' and (v.time_level > 0 or v.delay_minutes > 0) or v.kind = 'personal')
      and exists (select from measurements.v_datastream d
        where d.dataset_id = v.id and i.definition->>'property' in (d.property_name, d.property_definition))
    group by i.id order by i.id`.execute(db)
  return rows
}

/**
 * The indicators that use any of the datastreams of batches, and when these measured. A station takes part from its first to its last
 * measurement, so the first value after a gap makes another figure of all periods in the gap.
 */
export async function listTouchedBy(
  transaction: Db,
  batches: readonly { datastreamIds: readonly number[]; from: string; to: string }[],
): Promise<Touched[]> {
  const hour = (
    where: RawBuilder<unknown>,
    order: RawBuilder<unknown>,
  ) => sql`(select h.start from measurements.v_hour h
    where h.datastream_id = b.id and ${where} order by h.start ${order} limit 1)`
  // Only over a gap: the hour beside it is mostly there.
  const before = hour(sql`h.start < date_trunc('hour', b.from)`, sql`desc`)
  const after = hour(sql`h.start > b.to`, sql``)
  const isGap = (from: RawBuilder<unknown>, to: RawBuilder<unknown>) =>
    sql`${from} < date_trunc('hour', ${to}) - interval '1 hour'`
  const { rows } = await sql<Touched>`
    with used as materialized (
      select b.id, b.from, b.to, i.id as indicator_id
      from (select unnest(t."datastreamIds") as id, t.from, t.to
        from jsonb_to_recordset(${JSON.stringify(batches)}::jsonb)
          as t ("datastreamIds" int[], "from" timestamptz, "to" timestamptz)) b
      join measurements.v_datastream d on d.id = b.id
      join indicators.indicator i on i.definition->>'property' in (d.property_name, d.property_definition)
        and ${uses(sql`d.dataset_id`)}
    ), reached as materialized (
      select b.id, b.from, b.to, least(b.from, case when ${isGap(sql`e.before`, sql`b.from`)} then e.before end) as first,
        greatest(b.to, case when ${isGap(sql`date_trunc('hour', b.to)`, sql`e.after`)} then e.after end) as last
      from (select distinct id, "from", "to" from used) b
      cross join lateral (select ${before} as before, ${after} as after) e
    )
    select distinct ${TOUCHED}, r.first as from, r.last as to
    from used u join reached r using (id, "from", "to") join indicators.indicator i on i.id = u.indicator_id
    order by i.id`.execute(transaction)
  return rows
}

/** What measurements tells of series that are gone, elsewhere, or of something else. */
export type SeriesChanged = { properties: string[]; datasetId: string; from: string; to: string }

/** The indicators that use any of the series. */
export async function listUsersOfSeries(
  transaction: Db,
  changes: readonly SeriesChanged[],
): Promise<Touched[]> {
  const { rows } = await sql<Touched>`
    select distinct ${TOUCHED}, (c->>'from')::timestamptz as from, (c->>'to')::timestamptz as to
    from jsonb_array_elements(${JSON.stringify(changes)}::jsonb) c
    join indicators.indicator i on c->'properties' ? (i.definition->>'property') and ${uses(sql`(c->>'datasetId')`)}
    order by i.id`.execute(transaction)
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
        values (${slug}, ${ownerId}, ${challengeId}, ${published}, ${toStored(definition)}::jsonb, ${at}, ${at})
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
    version = ${version}, definition = ${toStored(definition)}::jsonb, updated_at = ${at}
    where id = ${id}`.execute(transaction)
}

/** Remembers how many series could not count in the figures. */
export async function storeLeftOut(transaction: Db, id: string, leftOutSeries: number): Promise<void> {
  await sql`update indicators.indicator set left_out_series = ${leftOutSeries} where id = ${id}`.execute(
    transaction,
  )
}

/** Says that whole figures are others now, so that nothing that was made of those of before is told again. */
export async function reviseFigures(transaction: Db, id: string): Promise<void> {
  await sql`update indicators.indicator set figures_revision = figures_revision + 1 where id = ${id}`.execute(
    transaction,
  )
}

function toStored(definition: Definition): string {
  return JSON.stringify({ ...definition, property: definition.property || null } satisfies StoredDefinition)
}

function asIndicator({ definition: stored, createdAt, updatedAt, ...row }: Row): Indicator {
  const definition = withDefaults({ ...stored, property: stored.property ?? '' })
  return {
    ...row,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    revision: revisionOf(IndicatorChange, { ...row, ...definition }),
    ...definition,
  }
}
