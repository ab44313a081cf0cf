import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { tellSeries } from '../feed/tell-series.ts'

/**
 * Copies to things where they are now: the geometry of their first current location, and the smallest area that is known in
 * which that lies: of a place whose neighbourhoods nobody imported, that is the municipality. Call it after linking, unlinking or changing locations. Tells of the series that are in another area now, not of a thing that
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
        left join lateral (
          select v.code from areas.v_area v
          where ST_Covers(v.geometry, ST_PointOnSurface(l.geometry))
          order by array_position(array['neighbourhood', 'district', 'municipality'], v.level), v.code limit 1) a on true
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
