import type { Tile } from '@samenspel/standards/vector-tiles'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { areasInTile, type DrawnShape } from '../../areas/index.ts'
import type { Indicator } from '../schema.ts'

/** An area of a tile, and its figure when there is one. */
export type DrawnFigure = {
  code: string
  name: string
  drawn: DrawnShape
  value: number | null
  coverage: number | null
  stations: number | null
  periodStart: number | null
}

/** The areas in a tile with the figure of the period in which a moment is, or their newest one until now; groups of sensors are no areas. */
export async function listFiguresInTile(
  db: Db,
  { id, level }: Pick<Indicator, 'id' | 'level'>,
  { tile, at, now }: { tile: Tile; at: Date | undefined; now: Date },
): Promise<DrawnFigure[]> {
  if (level === 'group') return []
  const which =
    at === undefined
      ? sql`v.period_start < ${now}::timestamptz and v.value is not null`
      : sql`v.period_start <= ${at}::timestamptz and v.period_end > ${at}::timestamptz`
  const { rows } = await sql<DrawnFigure>`
    select a.code, a.name, a.drawn, v.value, v.stations, round(v.hours::numeric / greatest(v.expected, 1), 3)::float8 as coverage,
      extract(epoch from v.period_start)::float8 as "periodStart"
    from ${areasInTile(tile, level)} a
    left join lateral (
      select * from indicators.v_value v where v.indicator_id = ${id} and v.area_code = a.code and ${which}
      order by v.period_start desc limit 1) v on true
    order by a.code`.execute(db)
  return rows
}
