import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'

/** How others see a place, by how precisely: a point as longitude and latitude. */
export type SnappedPlace = Record<'100m' | '500m', [number, number]>

/** The points of the grid of 100 and of 500 metres as which others see a place: the same as those of stored things. */
export async function snapPlace(
  db: Db,
  [longitude, latitude]: readonly [number, number],
): Promise<SnappedPlace> {
  const snapped = (metres: number) =>
    sql`(select json_build_array(round(ST_X(p)::numeric, 6), round(ST_Y(p)::numeric, 6))
      from measurements.snap(ST_SetSRID(ST_MakePoint(${longitude}::float8, ${latitude}::float8), 4326), ${sql.lit(metres)}) p)`
  const { rows } =
    await sql<SnappedPlace>`select ${snapped(100)} as "100m", ${snapped(500)} as "500m"`.execute(db)
  const [row] = rows
  if (!row) throw new Error('A statement without tables has one row.')
  return row
}
