import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { tellSeries } from '../feed/tell-series.ts'

/**
 * Copies to things where they are now: the geometry of their first current location, and the area in which that lies. That is
 * a neighbourhood; where none is known a district, and else a municipality. Call it after linking, unlinking or changing locations. Tells of the series that are in another area now, not of a thing that
 * moves about in one.
 * @param thingIds all things when left out: after the boundaries changed
 */
export async function placeThings(db: Db, thingIds?: readonly number[]): Promise<void> {
  const { rows } = await sql<{ id: number }>`with moved as (
      update measurements.thing t set place = n.geometry, area_code = n.code
      from (
        select thing.id, thing.place as old, l.geometry, a.code from measurements.thing
        left join lateral (
          select location.geometry from measurements.thing_location tl
          join measurements.location on location.id = tl.location_id
          where tl.thing_id = thing.id and location.geometry is not null order by tl.position limit 1) l on true
        cross join lateral (
          select coalesce(${codeAround('neighbourhood')}, ${codeAround('district')}, ${codeAround('municipality')}) as code) a
        where ${thingIds === undefined ? sql`true` : sql`thing.id = any(${thingIds}::int8[])`}) n
      where t.id = n.id and (t.area_code is distinct from n.code or t.place is distinct from n.geometry)
      returning t.id, n.old, n.geometry as new)
    select m.id from moved m
    where exists (select from measurements.datastream d where d.thing_id = m.id) and exists (
      select from areas.v_area a where a.geometry && ST_Collect(m.old, m.new)
        and ST_Covers(a.geometry, m.old) is distinct from ST_Covers(a.geometry, m.new))`.execute(db)
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0) await tellSeries(db, sql`d.thing_id = any(${ids}::int8[])`)
}

/** The code of the area of this level in which the geometry `l` lies; the lowest one on a border. */
const codeAround = (level: 'neighbourhood' | 'district' | 'municipality'): RawBuilder<string | null> =>
  sql`(select min(v.code) from areas.v_area v where v.level = ${level} and ST_Covers(v.geometry, ST_PointOnSurface(l.geometry)))`
