import type { LimitsChange } from '@samenspel/standards/quality'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { hasKey } from '../../../platform/database/key.ts'
import type { DatasetAccess } from '../../catalogue/index.ts'
import { storedId } from '../datastream-id.ts'
import { momentText } from '../ingest/instant.ts'
import type { Doer } from '../writers.ts'
import type { Coverage, NewRuling, Ruling } from './schema.ts'

/** A dataset's own limits. */
export type StoredLimits = { limits: Record<string, LimitsChange>; changedAt: string | null }

export async function readDatasetLimits(db: Db, datasetId: string): Promise<StoredLimits> {
  const { rows } =
    await sql<StoredLimits>`select limits, ${momentText(sql`changed_at`, 'microseconds')} as "changedAt"
    from measurements.quality_limits where dataset_id = ${datasetId}`.execute(db)
  return rows[0] ?? { limits: {}, changedAt: null }
}

/** The properties that a dataset measures, each name and unit once: limits go by name, whatever definitions it has. */
export async function listMeasured(
  db: Db,
  datasetId: string,
): Promise<{ name: string; definition: string; unitSymbol: string }[]> {
  const { rows } = await sql<{ name: string; definition: string; unitSymbol: string }>`
    select p.name, min(p.definition) as definition, coalesce(d.unit_of_measurement ->> 'symbol', '') as "unitSymbol"
    from measurements.datastream d join measurements.observed_property p on p.id = d.observed_property_id
    where d.dataset_id = ${datasetId} group by 1, 3 order by 1, 3`.execute(db)
  return rows
}

/** Limits to keep, by whom and when. */
type Written = { datasetId: string; limits: Readonly<Record<string, object | null>>; by: Doer; at: Date }

/** Keeps these limits in place of those the dataset had. */
export async function writeDatasetLimits(db: Db, { datasetId, limits, by, at }: Written): Promise<void> {
  await sql`insert into measurements.quality_limits (dataset_id, limits, changed_by, changed_by_person, changed_at)
    values (${datasetId}, ${JSON.stringify(limits)}::json, ${by.name}, ${by.personId}, ${at})
    on conflict (dataset_id) do update set limits = excluded.limits, changed_by = excluded.changed_by,
      changed_by_person = excluded.changed_by_person, changed_at = excluded.changed_at`.execute(db)
}

/** Keeps these limits beside those of other properties, in one statement, so that of two changes at once neither is lost; null takes away. */
export async function mergeDatasetLimits(db: Db, { datasetId, limits, by, at }: Written): Promise<void> {
  const given = JSON.stringify(limits)
  const kept = (known: RawBuilder<unknown>) => sql`(select coalesce(json_object_agg(key, value), '{}')
    from (select key, value from json_each(${known}) where not ${given}::jsonb ? key
      union all select key, value from json_each(${given}::json) where json_typeof(value) <> 'null') merged)`
  await sql`insert into measurements.quality_limits as q (dataset_id, limits, changed_by, changed_by_person, changed_at)
    values (${datasetId}, ${kept(sql`'{}'`)}, ${by.name}, ${by.personId}, ${at})
    on conflict (dataset_id) do update set limits = ${kept(sql`q.limits`)}, changed_by = excluded.changed_by,
      changed_by_person = excluded.changed_by_person, changed_at = excluded.changed_at`.execute(db)
}

/**
 * The dataset with this id or slug, with what decides who may read its measurements: one that must be shown less precisely than is
 * possible yet counts as not open.
 */
export async function findMeasured(db: Db, key: string): Promise<DatasetAccess | undefined> {
  const { rows } = await sql<DatasetAccess>`select v.id, v.owner_id as "ownerId", v.access
    from catalogue.v_dataset v where ${hasKey('v', key)}`.execute(db)
  return rows[0]
}

/** The dataset of a datastream, with what decides who may read and write it, and whose sensor it is of. */
export async function findDatasetOf(
  db: Db,
  datastreamId: number,
): Promise<(DatasetAccess & { hostId: string | null }) | undefined> {
  const { rows } = await sql<DatasetAccess & { hostId: string | null }>`
    select v.id, v.owner_id as "ownerId", v.access, t.host_id as "hostId"
    from measurements.datastream d join catalogue.v_dataset v on v.id = d.dataset_id
    join measurements.thing t on t.id = d.thing_id
    where d.id = ${storedId(datastreamId)}`.execute(db)
  return rows[0]
}

const RULING = sql`id, datastream_id as "datastreamId", ${momentText(sql`start`, 'microseconds')} as from, ${momentText(sql`stop`, 'microseconds')} as to, verdict, reason,
  ${momentText(sql`made_at`, 'microseconds')} as "madeAt", nullif(made_by, '') as "madeBy", ${momentText(sql`withdrawn_at`, 'microseconds')} as "withdrawnAt",
  withdrawn_by as "withdrawnBy"`

export async function insertRuling(db: Db, ruling: NewRuling & { by: Doer; at: Date }): Promise<Ruling> {
  const { datastreamId, from, to, verdict, reason, by, at } = ruling
  const { rows } = await sql<Ruling>`insert into measurements.quality_ruling
      (datastream_id, start, stop, verdict, reason, made_by, made_by_person, made_at)
    values (${datastreamId}, ${from}::timestamptz, ${to}::timestamptz, ${verdict}, ${reason}, ${by.name}, ${by.personId},
      ${at})
    returning ${RULING}`.execute(db)
  const [made] = rows
  if (!made) throw new Error('A ruling was not stored.')
  return made
}

/** Withdraws a ruling that holds. @returns undefined when it does not exist or was withdrawn already */
export async function withdrawRuling(db: Db, id: string, by: Doer, at: Date): Promise<Ruling | undefined> {
  const { rows } = await sql<Ruling>`update measurements.quality_ruling set withdrawn_by = ${by.name},
      withdrawn_by_person = ${by.personId}, withdrawn_at = ${at}
    where id = ${id} and withdrawn_at is null returning ${RULING}`.execute(db)
  return rows[0]
}

export async function findRuling(db: Db, id: string): Promise<Ruling | undefined> {
  const { rows } =
    await sql<Ruling>`select ${RULING} from measurements.quality_ruling where id = ${id}`.execute(db)
  return rows[0]
}

/** All rulings on a datastream, the withdrawn too, newest first. */
export async function listRulingsOf(db: Db, datastreamId: number): Promise<Ruling[]> {
  const { rows } = await sql<Ruling>`select ${RULING} from measurements.quality_ruling
    where datastream_id = ${datastreamId} order by number desc`.execute(db)
  return rows
}

/** How much of a period is there: counts from the days, gaps from the list that judging keeps. */
export async function readCoverage(
  db: Db,
  { datastreamId, from, to }: { datastreamId: number; from: Date; to: Date },
): Promise<Coverage> {
  const { rows } = await sql<Coverage>`
    select ${datastreamId}::int as "datastreamId", ${momentText(sql`${from}::timestamptz`, 'microseconds')} as from,
      ${momentText(sql`${to}::timestamptz`, 'microseconds')} as to, s.usual_seconds as "usualSeconds", n.count, n.flagged,
      least(1, n.count * s.usual_seconds / nullif(extract(epoch from ${to}::timestamptz - ${from}::timestamptz), 0))::float8
        as share,
      coalesce((select json_agg(json_build_object('from', ${momentText(sql`g.start`, 'microseconds')}, 'to', ${momentText(sql`g.stop`, 'microseconds')},
          'missing', g.missing) order by g.stop - g.start desc)
        from (select * from measurements.gap where datastream_id = ${datastreamId}
            and start < ${to}::timestamptz and stop > ${from}::timestamptz
          order by stop - start desc limit 1000) g), '[]') as gaps
    from (select coalesce(sum(count), 0)::int as count, coalesce(sum(flagged), 0)::int as flagged
      from measurements.hour_rollup
      where datastream_id = ${datastreamId} and start >= ${from}::timestamptz and start < ${to}::timestamptz) n
    left join measurements.datastream_state s on s.datastream_id = ${datastreamId}`.execute(db)
  const [coverage] = rows
  if (!coverage) throw new Error('A count gave no row.')
  return coverage
}
