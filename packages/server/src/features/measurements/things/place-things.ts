import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { tellSeries } from '../feed/tell-series.ts'

/**
 * Copies to things where they are now: the geometry of their first current location, and the area in which that lies. That is
 * a neighbourhood; where none is known a district, and else a municipality. Besides a point that stands for that area, and the neighbourhoods in
 * which the coarser places lie, so that what is told of those tells nothing of where the thing is in them. Call it after linking, unlinking or changing locations. Tells of the series that are in another area now, not of a thing that
 * moves about in one.
 * @param thingIds all things when left out: after the boundaries changed
 */
export async function placeThings(db: Db, thingIds?: readonly number[]): Promise<void> {
  const { rows } = await sql<{ id: number }>`with moved as (
      update measurements.thing t set place = n.geometry, area_code = n.code, area_100m = n.code_100m,
        area_500m = n.code_500m, area_point = n.area_point
      from (
        select thing.id, thing.place as old, l.geometry, a.*, (
            select ST_PointOnSurface(v.geometry) from areas.v_area v where v.code = a.code) as area_point from measurements.thing
        left join lateral (
          select location.geometry from measurements.thing_location tl
          join measurements.location on location.id = tl.location_id
          where tl.thing_id = thing.id and location.geometry is not null order by tl.position limit 1) l on true
        cross join lateral (
          select coalesce(${codeAround('neighbourhood')}, ${codeAround('district')}, ${codeAround('municipality')}) as code,
            ${codeAround('neighbourhood', 100)} as code_100m, ${codeAround('neighbourhood', 500)} as code_500m) a
        where ${thingIds === undefined ? sql`true` : sql`thing.id = any(${thingIds}::int8[])`}) n
      where t.id = n.id and (t.area_code, t.place, t.area_100m, t.area_500m, t.area_point)
        is distinct from (n.code, n.geometry, n.code_100m, n.code_500m, n.area_point)
      returning t.id, n.old, n.geometry as new)
    select m.id from moved m
    where exists (select from measurements.datastream d where d.thing_id = m.id) and exists (
      select from areas.v_area a where a.geometry && ST_Collect(m.old, m.new)
        and ST_Covers(a.geometry, m.old) is distinct from ST_Covers(a.geometry, m.new))`.execute(db)
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0) await tellSeries(db, sql`d.thing_id = any(${ids}::int8[])`)
}

/** The code of the area of this level in which the geometry `l` lies, or the square of so many metres around it; the lowest one on a border. */
const codeAround = (
  level: 'neighbourhood' | 'district' | 'municipality',
  metres?: 100 | 500,
): RawBuilder<string | null> => {
  const point =
    metres === undefined
      ? sql`ST_PointOnSurface(l.geometry)`
      : sql`measurements.snap(l.geometry, ${sql.lit(metres)})`
  return sql`(select min(v.code) from areas.v_area v where v.level = ${level} and ST_Covers(v.geometry, ${point}))`
}
