import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { publicTables } from '../../measurements/index.ts'
import type { RemarkKind } from '../lists.ts'
import type { Remark, RemarkQuery } from '../schema.ts'

/** A remark as its reader sees it, with what decides about changing it. */
export type FoundRemark = Omit<Remark, 'mayChange'>

const momentOf = (column: RawBuilder<unknown>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const ON_SERIES = sql`select r.*, d.thing_id as station_id, t.name, t.area_code as station_area, t.location, null::text as area_name, d.property as series_property
  from remarks.remark r join public_series d on d.id = r.datastream_id join public_station t on t.id = d.thing_id`
const ON_STATION = sql`select r.*, t.id, t.name, t.area_code, t.location, null, null
  from remarks.remark r join public_station t on t.id = r.thing_id`
const ON_AREA = sql`select r.*, null::bigint, a.name, null, a.geometry, a.name, null from remarks.remark r join areas.v_area a on a.code = r.area_code`

/**
 * `visible`: the remarks on what everybody sees now, with the place. What they are about decides, at every reading: a remark on a
 * dataset that was closed is not there for anybody.
 */
const VISIBLE = visibleFrom(ON_SERIES, ON_STATION, ON_AREA)

function visibleFrom(...parts: RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql`visible as not materialized (${sql.join(parts, sql` union all `)})`
}

/** The codes of an area in the alias a and of those in which it is. */
const UPWARD = sql`array[a.code, a.parent_code, a.municipality_code]`

/**
 * What a list is about, as a table `asked` of one row that is empty when that is not there for everybody; `visible`, with at least the remarks on
 * it; and the condition on a remark in the alias r.
 */
function askedFor({ thing, datastream, area }: RemarkQuery): {
  asked: RawBuilder<unknown>
  visible: RawBuilder<unknown>
  isAbout: RawBuilder<unknown>
} {
  const areasOf = sql`coalesce((select ${UPWARD} from areas.v_area a where a.code = t.area_code), '{}')`
  const onItsAreas = sql`${ON_AREA} join asked q on a.code = any(q.areas)`
  if (datastream !== undefined) {
    // Who may see the series is asked once, not again for each remark: to plan that takes longer than all the rest.
    return {
      asked: sql`select d.id as series, d.property, t.id as station, t.name, t.area_code, t.location, ${areasOf} as areas from public_series d
        join public_station t on t.id = d.thing_id where d.id = ${datastream}`,
      visible: visibleFrom(
        sql`select r.*, q.station as station_id, q.name, q.area_code as station_area, q.location, null::text as area_name, q.property as series_property
          from remarks.remark r join asked q on q.series = r.datastream_id`,
        sql`select r.*, q.station, q.name, q.area_code, q.location, null, null from remarks.remark r join asked q on q.station = r.thing_id`,
        onItsAreas,
      ),
      isAbout: sql`true`,
    }
  }
  if (thing !== undefined) {
    return {
      asked: sql`select t.id as station, ${areasOf} as areas from public_station t where t.id = ${thing}`,
      visible: VISIBLE,
      isAbout: sql`(r.station_id = q.station or r.area_code = any(q.areas))`,
    }
  }
  if (area !== undefined) {
    return {
      asked: sql`select ${UPWARD} as areas, (select array_agg(i.code) from areas.v_area i
          where i.code = a.code or i.parent_code = a.code or i.municipality_code = a.code) as within
        from areas.v_area a where a.code = ${area}`,
      visible: VISIBLE,
      isAbout: sql`(r.area_code = any(q.areas) or r.area_code = any(q.within) or r.station_area = any(q.within))`,
    }
  }
  return { asked: sql`select 1`, visible: VISIBLE, isAbout: sql`true` }
}

/** Who reads: their account, and whether they moderate. */
export type RemarkReader = { personId: string | null; moderates: boolean }

/**
 * Remarks, the newest first, one more than asked. Those that moderators hid only their writer has.
 * @returns undefined when what the list is about is not there for everybody
 */
export async function listRemarks(
  db: Db,
  query: RemarkQuery,
  {
    personId,
    now,
    after,
    limit,
  }: { personId: string | null; now: Date; after: readonly string[] | undefined; limit: number },
): Promise<FoundRemark[] | undefined> {
  const { asked, visible, isAbout } = askedFor(query)
  const { property, kind, from, to, mine } = query
  const wanted = [
    isAbout,
    sql`(r.person_id = ${personId}::uuid or not exists (select from moderation.v_hidden h where h.kind = 'remark' and h.id = r.id))`,
  ]
  if (mine) wanted.push(sql`r.person_id = ${personId}::uuid`)
  if (kind !== undefined) wanted.push(sql`r.kind = ${kind}`)
  if (property !== undefined)
    wanted.push(sql`coalesce(r.property, r.series_property, ${property}) = ${property}`)
  if (from !== undefined)
    wanted.push(sql`(r.since is null or coalesce(r.until, r.since) >= ${from}::timestamptz)`)
  if (to !== undefined) wanted.push(sql`(r.since is null or r.since < ${to}::timestamptz)`)
  if (after) {
    wanted.push(
      sql`(date_trunc('milliseconds', r.written_at), r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    )
  }
  const { rows } = await sql<{ isThere: boolean; remarks: FoundRemark[] }>`
    with ${publicTables(now)}, asked as materialized (${asked}), ${visible},
    page as (
      select r.* from visible r cross join asked q where ${sql.join(wanted, sql` and `)}
      order by date_trunc('milliseconds', r.written_at) desc, r.id desc limit ${limit})
    select exists (select from asked) as "isThere",
      (select coalesce(json_agg(${described({ personId, moderates: false })} order by r.written_at desc, r.id desc), '[]') from page r) as remarks`.execute(
    db,
  )
  return rows[0]?.isThere ? rows[0].remarks : undefined
}

/** One remark, when everybody sees what it is about; of one that is hidden the text and name only for who may see those. */
export async function findRemark(
  db: Db,
  id: string,
  reader: RemarkReader,
  now: Date,
): Promise<FoundRemark | undefined> {
  const { rows } = await sql<{ remark: FoundRemark }>`with ${publicTables(now)}, ${VISIBLE}
    select ${described(reader)} as remark from visible r where r.id = ${id}`.execute(db)
  return rows[0]?.remark
}

/** A remark in the alias r as JSON. */
function described({ personId, moderates }: RemarkReader): RawBuilder<FoundRemark> {
  const isHidden = sql`exists (select from moderation.v_hidden h where h.kind = 'remark' and h.id = r.id)`
  const unlessHidden = (value: RawBuilder<unknown>) =>
    sql`case when ${moderates} or r.person_id = ${personId}::uuid or not ${isHidden} then ${value} end`
  const voices = sql`remarks.voice o where o.remark_id = r.id`
  return sql<FoundRemark>`json_build_object('id', r.id, 'kind', r.kind, 'text', ${unlessHidden(sql`nullif(r.text, '')`)}, 'writer', ${unlessHidden(sql`r.writer_name`)},
    'isOwn', coalesce(r.person_id = ${personId}::uuid, false), 'writtenAt', ${momentOf(sql`r.written_at`)},
    'changedAt', case when r.changed_at > r.written_at then ${momentOf(sql`r.changed_at`)} end,
    'thing', r.station_id, 'datastream', r.datastream_id,
    'area', case when r.area_code is not null then json_build_object('code', r.area_code, 'name', r.area_name) end, 'name', r.name,
    'location', (select case when p is not null then json_build_array(ST_X(p), ST_Y(p)) end from ST_PointOnSurface(r.location) p),
    'property', r.property, 'from', ${momentOf(sql`r.since`)}, 'to', ${momentOf(sql`r.until`)},
    'supports', (select count(*) from ${voices} and o.stance = 'support'), 'disputes', (select count(*) from ${voices} and o.stance = 'dispute'),
    'reasons', (select coalesce(json_agg(json_build_object('reason', g.reason, 'count', g.count) order by g.count desc, g.reason), '[]')
      from (select o.reason, count(*) as count from ${voices} and o.reason is not null group by 1) g),
    'voice', (select json_build_object('stance', o.stance, 'reason', o.reason) from ${voices} and o.person_id = ${personId}::uuid),
    'hidden', (select json_build_object('rule', h.rule, 'reason', h.reason, 'since', ${momentOf(sql`h.since`)}, 'judgementId', h.judgement_id)
      from moderation.v_hidden h where h.kind = 'remark' and h.id = r.id))`
}

/** What somebody writes. */
export type RemarkContent = {
  kind: RemarkKind
  text: string
  from: Date | null
  to: Date | null
}

/** @returns the id, or undefined when the same person wrote the same there before */
export async function insertRemark(
  transaction: Db,
  remark: RemarkContent & {
    personId: string
    name: string | null
    datastream: number | null
    thing: number | null
    area: string | null
    property: string | null
    now: Date
  },
): Promise<string | undefined> {
  const { personId, name, kind, text, datastream, thing, area, property, from, to, now } = remark
  const { rows } = await sql<{ id: string }>`insert into remarks.remark
      (person_id, writer_name, kind, text, datastream_id, thing_id, area_code, property, since, until, written_at, changed_at)
    select ${personId}, ${name}, ${kind}, ${text}, ${datastream}::int, ${thing}::bigint, ${area}, ${property}, ${from}::timestamptz, ${to}::timestamptz,
      ${now}, ${now}
    where not exists (select from remarks.remark r where r.person_id = ${personId} and r.text = ${text}
      and (r.datastream_id, r.thing_id, r.area_code) is not distinct from (${datastream}::int, ${thing}::bigint, ${area}::text))
    returning id`.execute(transaction)
  return rows[0]?.id
}

/** What a writer changes or withdraws; nobody else changes it until the transaction ends. */
export async function lockOwn(
  transaction: Db,
  id: string,
  personId: string,
): Promise<(RemarkContent & { writtenAt: Date; voices: number; isHidden: boolean }) | undefined> {
  // Locked by a statement of its own: one that waits does not count the voices of meanwhile.
  await sql`select from remarks.remark where id = ${id} for update`.execute(transaction)
  const { rows } = await sql<RemarkContent & { writtenAt: Date; voices: number; isHidden: boolean }>`
    select r.kind, r.text, r.since as from, r.until as to, r.written_at as "writtenAt",
      (select count(*)::int from remarks.voice v where v.remark_id = r.id) as voices,
      exists (select from moderation.v_hidden h where h.kind = 'remark' and h.id = r.id) as "isHidden"
    from remarks.remark r where r.id = ${id} and r.person_id = ${personId}`.execute(transaction)
  return rows[0]
}

export async function updateRemark(
  transaction: Db,
  id: string,
  { kind, text, from, to }: RemarkContent,
  now: Date,
): Promise<void> {
  await sql`update remarks.remark set kind = ${kind}, text = ${text}, since = ${from}::timestamptz, until = ${to}::timestamptz, changed_at = ${now}, erased_at = null
    where id = ${id}`.execute(transaction)
}

/** Removes a remark with what others said of it. */
export async function deleteRemark(transaction: Db, id: string): Promise<void> {
  await sql`delete from remarks.remark where id = ${id}`.execute(transaction)
}

/** What everybody sees at a place, and of which properties; undefined when it is not there for everybody. */
export async function findPlace(
  db: Db,
  { thing, datastream, area }: { thing?: number; datastream?: number; area?: string },
  now: Date,
): Promise<{ properties: string[] } | undefined> {
  const place =
    datastream !== undefined
      ? sql`select array[d.property] as properties from public_series d join public_station t on t.id = d.thing_id where d.id = ${datastream}`
      : thing !== undefined
        ? sql`select coalesce((select array_agg(distinct d.property) from public_series d where d.thing_id = t.id), '{}') as properties
            from public_station t where t.id = ${thing}`
        : sql`select coalesce((select array_agg(distinct d.property) from public_series d), '{}') as properties from areas.v_area a where a.code = ${area}`
  const { rows } = await sql<{ properties: string[] }>`with ${publicTables(now)} ${place}`.execute(db)
  return rows[0]
}
