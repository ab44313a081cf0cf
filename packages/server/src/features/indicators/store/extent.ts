import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Operand } from '../definition.ts'
import type { Definition } from '../schema.ts'
import { countedSeries } from './figures.ts'

/** The time of all that an indicator can use, and of the figures and signals that it has; undefined when there is nothing. */
export async function findExtent(
  db: Db,
  indicatorId: string,
  definition: Definition,
  now: Date,
): Promise<{ from: Date; to: Date } | undefined> {
  const { rows } = await sql<{ from: Date | null; to: Date | null }>`
    select min(first) as from, max(last) as to from (
      ${extentOf(definition, now)}
      union all
      select min(period_start), max(period_start) from indicators.value where indicator_id = ${indicatorId}
      union all
      select min(since), max(since) from indicators.signal where indicator_id = ${indicatorId}) t`.execute(db)
  const [extent] = rows
  return extent?.from && extent.to ? { from: extent.from, to: extent.to } : undefined
}

/** The first and the last moment of what figures are made of: of two others, there are as many as of the first. */
function extentOf(
  { what, property, datasetIds, measure, first }: Definition,
  now: Date,
): RawBuilder<unknown> {
  if (what === 'property') {
    return sql`select min(l.first_start) as first, max(l.last_end) as last ${countedSeries(property, datasetIds, now)}`
  }
  return what === 'area-statistic' ? extentOfMeasure(measure) : extentOfOperand(first)
}

function extentOfOperand(operand: Operand | null): RawBuilder<unknown> {
  if (!operand?.indicatorId) return extentOfMeasure(operand?.measure ?? null)
  return sql`select min(period_start) as first, max(period_start) as last from indicators.value
    where indicator_id = ${operand.indicatorId}`
}

const extentOfMeasure = (measure: string | null) => sql`
  select make_timestamptz(min(year)::int, 1, 1, 0, 0, 0, 'Europe/Amsterdam') as first,
    make_timestamptz(max(year)::int, 1, 1, 0, 0, 0, 'Europe/Amsterdam') as last
  from areas.v_statistic where measure = ${measure}`
