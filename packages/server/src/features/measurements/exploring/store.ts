import type { Measured, Place, Step, Stretch } from '@samenspel/standards/explorations'
import type { Flag } from '@samenspel/standards/quality'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { judgedHours } from '../plan/hours.ts'
import { type Reader, readerOf } from '../plan/reader.ts'
import { planTables, SHOWN_PROPERTY } from '../plan/shown.ts'
import { type FoundUses, usesOf } from '../plan/uses.ts'

/*
 * Means of places over time, for who explores. A place counts only series that the reader may see by themselves at the step that is asked:
 * so a mean of several never tells more than each of them does, whoever is in it.
 */

/** What is asked of one observed property. */
export type PlacesFilter = {
  actor: Actor
  now: Date
  /** Name or definition of an observed property. */
  property: string
  /** Directions, in degrees, have a mean of their own: that of 350 and 10 is 0. */
  isDirection: boolean
  places: readonly Place[]
  step: Step
  within: Stretch
  /** Whether the mean of each station over the period is asked as well. */
  withMeans: boolean
  /** Values with one of these do not count, of series of which single values are seen; not for directions. */
  without: readonly Flag[]
}

/** What was measured in one place. */
export type PlaceFound = {
  /** Of an area, dataset or station; null when nothing that is seen was measured there. */
  name: string | null
  /** Stations that measured at any time in the period. */
  stations: number
  /** Series that do not count: their unit is another, or they are seen per day only. */
  otherUnit: number
  tooCoarse: number
  measured: Measured[]
  /** In how many hours of a day these stations together measure when nothing is missing. */
  dailyHours: number
  /** The mean of each station over the period; none when it was not asked. */
  means: number[]
}

export type PlacesFound = {
  /** The property in words, and its unit; null when nothing was found. */
  title: string | null
  unit: string
  /** In the order of the places that were asked. */
  places: PlaceFound[]
  /** Whether more values would have to be read than one answer takes; then none were. */
  tooMany: boolean
  /** Ids of the datasets whose series count. */
  datasets: string[]
  uses: FoundUses
}

/** Hours or days of series that one answer is made of, at most. */
export const MOST_READ = 150_000

const HOUR = 3_600_000
/** Levels of the access plan: what is seen per hour, or per day. */
const LEVELS = { hour: 1, day: 2 } as const
const ZONE = sql.lit('Europe/Amsterdam')
/** Flags of values that do not count: range and manual, as in `usable_hour`. */
const UNUSABLE = 65
/** The bits of all hours of a day of 24: what most days are, told without counting. */
const ALL_HOURS = sql.lit(2 ** 24 - 1)

/** Reads the means of places, in one statement. */
export async function readPlaces(db: Db, filter: PlacesFilter): Promise<PlacesFound> {
  const { actor, now, places, step, within } = filter
  const reader = readerOf(actor, now)
  const base = step === 'hour' ? 'hour' : 'day'
  const parts = Math.ceil((within.end - within.start) / (base === 'hour' ? HOUR : 24 * HOUR))
  const isLong = sql.lit(step === 'week' || step === 'month')
  const mean = meanOf(filter.isDirection)
  const { rows } = await sql<{
    title: string | null
    unit: string | null
    found: FoundRow[]
    tooMany: boolean
    datasets: string[]
    uses: FoundUses
  }>`
    with ${fittingTables(reader, filter, LEVELS[base])},
    size as materialized (
      select count(*) * ${parts}::int8 > ${MOST_READ} as too_many, count(*) > count(distinct (n, thing_id)) or ${isLong} as joins from member),
    measured as not materialized (
      select m.n, m.thing_id, m.id, r.at, r.value, r.hours, greatest(r.most, b.most) as most from member m
      cross join lateral (${mostBefore(filter, base)}) b
      cross join lateral (${readBase(filter, base)}) r
      where not (select too_many from size)),
    joined as materialized (select * from measured where (select joins from size)),
    -- Most stations have one series, of which each value is one step: then nothing is put together.
    of_station as materialized (
      select n, thing_id, at, value, hours, most from measured where not (select joins from size)
      union all
      select n, thing_id, at, ${weightedMean(filter.isDirection)} as value, sum(hours) as hours, null::int as most
      from (select * from joined order by n, thing_id, at, value, hours) s group by n, thing_id, at
      -- Of the whole union: mostly it comes like this. In another order the last digit of a mean could differ, and tell of how rows are stored.
      order by n, thing_id, at),
    -- Sorted by step alone, in a third of the comparisons: what comes in one order is sorted in one way, whatever plan is chosen.
    of_step as (
      select n, at, ${mean} as value, count(*)::int as stations, sum(hours) as hours,
        ${filter.isDirection ? sql`null::float8` : sql`stddev_samp(value)`} as spread
      from (select n, at, value, hours from of_station order by n, at) s group by n, at),
    station_mean as (
      select n, thing_id, ${filter.withMeans ? sql`avg(value order by at)` : sql`null::float8`} as value, max(most) as most
      from of_station group by n, thing_id)
    select (select min(title) from property) as title, (select unit from chosen) as unit, (select too_many from size) as "tooMany",
      -- Joined, each station would be sought among all; so they are in a hash.
      (select coalesce(json_agg(distinct m.dataset_id) filter (where (m.n, m.thing_id) in (select n, thing_id from station_mean)), '[]')
        from member m) as datasets,
      (select coalesce(json_agg(json_build_object('n', p.n, 'name', p.name,
          'stations', (select count(*)::int from station_mean s where s.n = p.n),
          'otherUnit', (select count(*)::int from fitting f, chosen c where f.n = p.n and f.unit <> c.unit),
          'tooCoarse', (select count(*)::int from fitting f where f.n = p.n and f.time > ${LEVELS[base]}::int),
          'dailyHours', case when (select joins from size)
            then (select coalesce(sum(s.most), 0) from (select max(j.most) as most from joined j where j.n = p.n group by j.id) s)
            else (select coalesce(sum(s.most), 0) from station_mean s where s.n = p.n) end,
          'measured', (select coalesce(json_agg(json_build_array(extract(epoch from at)::int8, value, stations, hours, spread) order by at), '[]')
            from of_step s where s.n = p.n),
          'means', (select coalesce(json_agg(value order by thing_id), '[]') from station_mean s where s.n = p.n and value is not null))
        order by p.n), '[]') from named p) as found,
      ${usesOf(reader, ABOUT)} as uses`.execute(db)
  const [row] = rows
  return {
    title: row?.title ?? null,
    unit: row?.unit ?? '',
    places: places.map((_, index) => describeRow(row?.found[index])),
    tooMany: row?.tooMany ?? false,
    datasets: row?.datasets ?? [],
    uses: row?.uses ?? null,
  }
}

/** The stations that were found; where there was none, those among which was looked: that they are not there tells of them. */
const ABOUT = sql`select thing_id from fitting
  union all
  select d.thing_id from measurements.datastream d
  where exists (select from place p where not exists (select from fitting f where f.n = p.n))`

type FoundRow = Omit<PlaceFound, 'measured' | 'means'> & {
  measured: [seconds: number, value: number, stations: number, hours: number, spread: number | null][]
  means: number[]
}

function describeRow(row: FoundRow | undefined): PlaceFound {
  if (!row)
    return { name: null, stations: 0, otherUnit: 0, tooCoarse: 0, measured: [], dailyHours: 0, means: [] }
  const { name, stations, otherUnit, tooCoarse, measured, dailyHours, means } = row
  return {
    name,
    stations,
    otherUnit,
    tooCoarse,
    measured: measured.map(([seconds, value, n, hours, spread]) => ({
      at: seconds * 1000,
      value,
      n,
      hours,
      spread,
    })),
    dailyHours,
    means,
  }
}

/**
 * `fitting`: series of the property that the reader sees, per place; `chosen`: the unit that most of them have; `member`: those that count: of that
 * unit, seen at the level that is asked, and of a station with calibrated values only these; `named`: the places with their names.
 */
export function fittingTables(
  reader: Reader,
  { property, places }: Pick<PlacesFilter, 'property' | 'places'>,
  level: number,
): RawBuilder<unknown> {
  const listed = places.map(({ kind, key }, n) => ({ n, kind, key, id: /^\d+$/.test(key) ? key : null }))
  return sql`${planTables(reader, ['shown_thing', 'shown_datastream'])},
    place as materialized (select * from jsonb_to_recordset(${JSON.stringify(listed)}::jsonb) as p (n int, kind text, key text, id int8)),
    property as materialized (
      select p.id, coalesce(p.properties ->> 'title', p.name) as title from measurements.observed_property p
      where (p.name = ${property} or p.definition = ${property}) and ${SHOWN_PROPERTY}),
    stream as materialized (
      select d.id, d.thing_id, d.dataset_id, d.time, d.moment, coalesce(d.unit_of_measurement ->> 'symbol', '') as unit,
        d.id in (select c.derived_id from measurements.calibration c where c.derived_id is not null) as calibrated
      from shown_datastream d
      where d.observed_property_id = any(array(select id from property)) ${narrow(places)}),
    thing as materialized (
      select t.id, t.name, t.area_code, coalesce(t.properties ->> 'reference', '') = 'true' as reference
      from shown_thing t where t.id = any(array(select thing_id from stream))),
    fitting as materialized (
      select p.n, p.kind, s.*, t.name, v.title as dataset from place p
      cross join stream s join thing t on t.id = s.thing_id join catalogue.v_dataset v on v.id = s.dataset_id
      where case p.kind when 'all' then true when 'reference' then t.reference when 'station' then s.thing_id = p.id
        when 'datastream' then s.id = p.id when 'dataset' then ${hasKeyOf()}
        else t.area_code in (select a.code from areas.v_area a where p.key in (a.code, a.parent_code, a.municipality_code)) end),
    chosen as materialized (
      select unit from fitting group by unit order by count(distinct id) desc, unit limit 1),
    member as materialized (
      select f.*, f.time < ${LEVELS.day} as tells_hours from fitting f join chosen c using (unit)
      where f.time <= ${level}::int and (f.kind = 'datastream' or f.calibrated or not exists (
        select from fitting o where o.n = f.n and o.thing_id = f.thing_id and o.calibrated and o.unit = f.unit and o.time <= ${level}::int))
      order by f.n, f.thing_id, f.id),
    named as (
      select p.n, case p.kind when 'area' then (select a.name from areas.v_area a where a.code = p.key)
        when 'dataset' then (select min(f.dataset) from fitting f where f.n = p.n)
        when 'all' then null when 'reference' then null else (select min(f.name) from fitting f where f.n = p.n) end as name
      from place p)`
}

/** A place of the table p that is the dataset in the alias v. */
const hasKeyOf = () => sql`(v.slug = p.key or v.id::text = p.key)`

/** When only stations or series are asked by number, no others are looked at. */
function narrow(places: readonly Place[]): RawBuilder<unknown> {
  const numbersOf = (wanted: Place['kind']) =>
    places.flatMap(({ kind, key }) => (kind === wanted ? [key] : []))
  const [stations, series] = [numbersOf('station'), numbersOf('datastream')]
  if (stations.length + series.length < places.length) return sql``
  return sql`and (d.thing_id = any(${stations}::int8[]) or d.id = any(${series}::int8[]))`
}

/**
 * The mean of `value`. What it is of comes sorted: added in another order the last digit can differ, and the order in which rows are stored tells
 * of what is withheld.
 */
function meanOf(isDirection: boolean): RawBuilder<unknown> {
  return isDirection ? turned(sql`sum(sind(value))`, sql`sum(cosd(value))`) : sql`sum(value) / count(*)`
}

/** The same, each as heavy as the hours that it is of. */
function weightedMean(isDirection: boolean): RawBuilder<unknown> {
  return isDirection
    ? turned(sql`sum(sind(value) * hours)`, sql`sum(cosd(value) * hours)`)
    : sql`sum(value * hours) / sum(hours)`
}

/** What one series (alias m) measured, per hour or day of the rollups: only what is over by the moment up to which it is shown. */
function readBase(filter: PlacesFilter, base: 'hour' | 'day'): RawBuilder<unknown> {
  const { step, within, isDirection } = filter
  const over = base === 'hour' ? sql`r.start + interval '1 hour'` : sql`measurements.end_of_day(r.start)`
  const at =
    step === 'hour' || step === 'day' ? sql`r.start` : sql`date_trunc(${sql.lit(step)}, r.start, ${ZONE})`
  const hours =
    base === 'hour'
      ? sql`1::float8 as hours, 24 as most`
      : sql`r.told * r.usable::float8 / r.count as hours, least(r.told, 24) as most`
  // Within `offset 0` what the view works out is worked out once: else PostgreSQL writes it out again in each condition. So for directions.
  const rows = sql`select ${at} as at, ${isDirection ? DIRECTION : sql`r.sum / r.usable`} as value, ${hours}
    from (select r.* ${base === 'hour' ? sql`` : sql`, ${TOLD_HOURS} as told`} from ${filter.without.length > 0 ? soundParts(filter, base) : sql.id('measurements', `usable_${base}`)} r
      where r.datastream_id = m.id and r.start >= ${new Date(within.start)}::timestamptz and r.start < ${new Date(within.end)}::timestamptz
      offset 0) r
    where r.usable > 0 and abs(r.sum) < 'Infinity' and (m.moment = 'infinity' or ${over} <= m.moment)`
  return isDirection ? sql`select d.* from (${rows} offset 0) d where d.value is not null` : rows
}

/**
 * Hours in which there are values of the day r. In which these are is not for who sees days only, and of some days it is not known any more:
 * then the day is taken as a whole one.
 */
const TOLD_HOURS = sql`case when not m.tells_hours or r.hours is null or r.hours = ${ALL_HOURS} then 24 else bit_count(r.hours::bit(32))::int end`

/** So many days are enough to see in how many hours of a day a series measures. */
const DAYS_TO_COMPARE = 28

/**
 * In how many hours of a day the series (alias m) measured at most before a short period: of one day alone nobody can say what is missing. Asked
 * of the days that are shown; the interval that is usual for a series would say it as well, and follows from values that are withheld too.
 */
function mostBefore({ within }: PlacesFilter, base: 'hour' | 'day'): RawBuilder<unknown> {
  const first = within.end - DAYS_TO_COMPARE * 24 * HOUR
  if (base === 'hour' || within.start <= first) return sql`select 0 as most`
  return sql`select max(least(bit_count(r.hours::bit(32)), 24))::int as most from measurements.day_rollup r
    where r.datastream_id = m.id and m.tells_hours and r.start >= ${new Date(first)}::timestamptz and r.start < ${new Date(within.start)}::timestamptz
      and (m.moment = 'infinity' or measurements.end_of_day(r.start) <= m.moment)`
}

/**
 * Hours or days without values that have a flag. Who sees hours or days only sees these as they are: beside each other, with and without
 * the flagged ones, they would tell of single values.
 */
function soundParts({ without, within }: PlacesFilter, base: 'hour' | 'day'): RawBuilder<unknown> {
  const isAsked = (table: 'h' | 'j' | 'd') => sql`${sql.ref(`${table}.datastream_id`)} = m.id
    and ${sql.ref(`${table}.start`)} >= ${new Date(within.start)}::timestamptz and ${sql.ref(`${table}.start`)} < ${new Date(within.end)}::timestamptz`
  if (base === 'hour') {
    return sql`(select h.datastream_id, h.start, h.sum, h.usable from measurements.usable_hour h where m.time > 0 and ${isAsked('h')}
      union all select j.datastream_id, j.start, j.sum, j.count from ${judgedHours(without)} j where m.time = 0 and ${isAsked('j')})`
  }
  return sql`(select d.datastream_id, d.start, d.count, d.hours, coalesce(j.usable, d.usable) as usable, case when j.usable is null then d.sum else j.sum end as sum
    from measurements.usable_day d
    left join lateral (
      select sum(h.sum order by h.start) as sum, sum(h.count)::int as usable from ${judgedHours(without)} h
      where h.datastream_id = m.id and h.start >= d.start and h.start < measurements.end_of_day(d.start)
      offset 0) j on d.flagged > 0 and m.time = 0 where ${isAsked('d')})`
}

/**
 * The direction of an hour. Added up as numbers, north would be lost between 350 and 10 degrees: where the values lie apart, it is worked out
 * from the single ones, which who sees hours only does not; for them there is a direction in hours of one value.
 */
const DIRECTION = sql`case when r.usable = 1 or (m.time = 0 and r.maximum - r.minimum < 180) then r.sum / r.usable
    when m.time = 0 then (
      select ${turned(sql`avg(sind(o.result_number) order by o.phenomenon_start)`, sql`avg(cosd(o.result_number) order by o.phenomenon_start)`)}
      from measurements.observation o
      where o.datastream_id = m.id and o.phenomenon_start >= r.start and o.phenomenon_start < r.start + interval '1 hour'
        and o.result_number is not null and coalesce(o.quality, 0) & ${sql.lit(UNUSABLE)} = 0) end`

/** The direction of a vector, from 0 up to 360 degrees. */
function turned(sine: RawBuilder<unknown>, cosine: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`mod((degrees(atan2(${sine}, ${cosine})) + 360)::numeric, 360)::float8`
}
