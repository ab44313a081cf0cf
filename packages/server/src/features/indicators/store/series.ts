import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Figure, Stored, Stretch } from '../rules.ts'
import type { Definition, SignalRule } from '../schema.ts'

/** What decides over the signals of one area: its figures, and the signals that were stored for them (ms since 1970). */
export type Series = { areaCode: string; figures: Figure[]; stored: Stored[] }

type Row = {
  areaCode: string
  starts: number[] | null
  ends: number[] | null
  values: (number | null)[] | null
  stored: Stored[] | null
}

/**
 * Per area the figures around a stretch that changed, and the signals that began among them. A recovered figure of a period that is
 * over ends every signal and every run, so it is enough to read from the last one before the stretch to the first one after it; and
 * from before what is still open, which a period can have ended that was not over when it was last computed.
 */
export async function listSeriesAround(
  transaction: Db,
  indicatorId: string,
  {
    level,
    rule,
    stretch,
    now,
  }: { level: Definition['level']; rule: SignalRule; stretch: Stretch; now: Date },
): Promise<Series[]> {
  const { direction, clearLine } = rule
  const side = direction === 'above' ? sql`<=` : sql`>=`
  const recovered = sql`v.value ${side} ${clearLine}::float8 and v.period_end <= ${now}`
  const nearest = (where: RawBuilder<SqlBool>, order: RawBuilder<unknown>) => sql`(
    select v.period_start from indicators.value v
    where v.indicator_id = ${indicatorId} and v.area_code = area.code and ${where} and ${recovered}
    order by v.period_start ${order} limit 1)`
  const open = sql`(select min(s.since) from indicators.signal s
    where s.indicator_id = ${indicatorId} and s.kind = 'threshold' and s.area_code = area.code and s.cleared_at is null and s.withdrawn_at is null)`
  const after = nearest(sql`v.period_start < least(${new Date(stretch.from)}, ${open})`, sql`desc`)
  const until = nearest(sql`v.period_start >= ${new Date(stretch.to)}`, sql`asc`)
  const { rows } = await sql<Row>`
    with area as (
      select code from areas.v_area where level = ${level}
      union select area_code from indicators.value where ${level === 'group'} and indicator_id = ${indicatorId}
      union select area_code from indicators.signal where indicator_id = ${indicatorId} and kind = 'threshold'
    ), reach as materialized (
      select code, coalesce(${after}, '-infinity'::timestamptz) as after,
        coalesce(${until}, 'infinity'::timestamptz) as until from area
    )
    select r.code as "areaCode", f.starts, f.ends, f.values, s.stored
    from reach r
    cross join lateral (
      select array_agg(${milliseconds('v.period_start')} order by v.period_start) as starts,
        array_agg(${milliseconds('v.period_end')} order by v.period_start) as ends,
        array_agg(v.value order by v.period_start) as values
      from indicators.value v
      where v.indicator_id = ${indicatorId} and v.area_code = r.code
        and v.period_start > r.after and v.period_start <= r.until) f
    cross join lateral (
      select jsonb_agg(jsonb_build_object('id', s.id, 'since', ${milliseconds('s.since')},
        'openedAt', ${milliseconds('s.opened_at')}, 'openedValue', s.opened_value,
        'peak', jsonb_build_object('start', ${milliseconds('s.peak_at')}, 'value', s.peak_value),
        'lastAt', ${milliseconds('s.last_at')}, 'clearedAt', ${milliseconds('s.cleared_at')}, 'withdrawn', s.withdrawn_at is not null, 'line', s.line)) as stored
      from indicators.signal s
      where s.indicator_id = ${indicatorId} and s.kind = 'threshold' and s.area_code = r.code
        and s.since > r.after and s.since <= r.until) s
    where f.starts is not null or s.stored is not null`.execute(transaction)
  return rows.map(({ areaCode, starts, ends, values, stored }) => ({
    areaCode,
    figures: (starts ?? []).map((start, index) => ({
      start,
      end: ends?.[index] ?? start,
      value: values?.[index] ?? null,
    })),
    stored: stored ?? [],
  }))
}

function milliseconds(column: string) {
  return sql`(extract(epoch from ${sql.ref(column)}) * 1000)::float8`
}
