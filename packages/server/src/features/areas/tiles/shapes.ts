import type { Point2D } from '@samenspel/standards/geo'
import { boundsOf, degreesOf, EXTENT, type Tile, type TileGeometry } from '@samenspel/standards/vector-tiles'
import { type RawBuilder, sql } from 'kysely'
import type { AreaLevel } from '../rules.ts'

/** Units around a tile of which borders are in it too, so that no line is drawn along its edge. */
const MARGIN = 128

/** Units that a border may be off: an eighth of a point on a screen. */
const TOLERANCE = 1

/**
 * The areas of a level of which something is in a tile, as a table in SQL. Columns: `code`, `name`, and `drawn`, their border in units of the
 * tile as GeoJSON, for {@link geometryOf}. It is clipped and simplified here; it becomes a tile outside the database, because not every
 * PostGIS can.
 */
export function areasInTile(tile: Tile, level: AreaLevel): RawBuilder<unknown> {
  const [west, south, east, north] = boundsOf(tile)
  const box = (bounds: readonly number[], srid: number) =>
    sql`ST_MakeEnvelope(${sql.join(bounds.map((at) => sql`${at}::float8`))}, ${sql.lit(srid)})`
  return sql`(
    select a.code, a.name, ST_AsGeoJSON(s.shape, 0)::json as drawn
    from areas.area a
    cross join lateral (
      select ST_CollectionExtract(ST_Simplify(ST_TransScale(
        ST_ClipByBox2D(ST_Transform(a.shape, 3857), ${box(boundsOf(tile, MARGIN), 3857)}),
        ${-west}::float8, ${-north}::float8, ${EXTENT / (east - west)}::float8, ${EXTENT / (south - north)}::float8),
        ${sql.lit(TOLERANCE)}, true), 3) as shape offset 0) s
    where a.level = ${level} and a.geometry && ${box(degreesOf(tile, MARGIN), 4326)} and not ST_IsEmpty(s.shape))`
}

/** What `drawn` of {@link areasInTile} holds. */
export type DrawnShape =
  | { type: 'Polygon'; coordinates: Point2D[][] }
  | { type: 'MultiPolygon'; coordinates: Point2D[][][] }

/** The same as the geometry of a feature. */
export function geometryOf(shape: DrawnShape): TileGeometry {
  return {
    type: 'polygons',
    polygons: shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates,
  }
}
