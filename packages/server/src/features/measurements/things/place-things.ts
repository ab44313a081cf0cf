import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'

/**
 * Copies to things where they are now: the geometry of their first current location, and the neighbourhood in which that
 * lies. Call it after linking, unlinking or changing locations.
 * @param thingIds all things when left out: after the boundaries changed
 */
export async function placeThings(db: Db, thingIds?: readonly number[]): Promise<void> {
  await sql`update measurements.thing t set place = n.geometry, area_code = n.code
    from (
      select thing.id, l.geometry, a.code from measurements.thing
      left join lateral (
        select location.geometry from measurements.thing_location tl
        join measurements.location on location.id = tl.location_id
        where tl.thing_id = thing.id and location.geometry is not null order by tl.position limit 1) l on true
      left join lateral (
        select v.code from areas.v_area v
        where v.level = 'neighbourhood' and ST_Covers(v.geometry, ST_PointOnSurface(l.geometry))
        order by v.code limit 1) a on true
      where ${thingIds === undefined ? sql`true` : sql`thing.id = any(${thingIds}::int8[])`}) n
    where t.id = n.id and (t.area_code is distinct from n.code or t.place is distinct from n.geometry)`.execute(
    db,
  )
}
