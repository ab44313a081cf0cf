import type { Conversion } from '@samenspel/standards/units'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Definition } from '../schema.ts'
import { writeTables } from './measured.ts'

/*
 * Figures that are not made of measurements: statistics of areas, and the difference or ratio of two figures.
 */

const ZONE = sql.lit('Europe/Amsterdam')

/** How many years back a statistic of areas is taken when there is none of the year itself. */
const YEARS_BACK = 5

/** A figure of which another is made: where it is, how it is written in the unit, and of what kind it is. */
export type ResolvedOperand = {
  from: { indicatorId: string } | { measure: string }
  /** Undefined when its unit cannot be converted. */
  conversion: Conversion | undefined
  /** Of what level its figures are; null: of every level of areas. */
  level: Definition['level'] | null
  /** Always the figure of this area or group. */
  place: string | null
  /** Whether its newest figure of an earlier year stands for what there is none of yet. */
  looksBack: boolean
}

/** What is nearer to zero is zero: a number divided by it is none. */
const SMALLEST = 1e-100

type Stretch = { from: Date; to: Date }

const startOfYear = (year: RawBuilder<unknown>) => sql`make_timestamptz(${year}, 1, 1, 0, 0, 0, ${ZONE})`

/** The columns of a figure that rests on no measurements. */
const NOTHING_MEASURED = sql`null::float8 as low, null::float8 as high, 0 as hours, 0 as expected, 0 as stations,
  null::int as days, null::int as expected_days, null::int as left_out_values, null::int as left_out_series, null::int as left_out_days`

const statistics = (measure: string) => sql`
  select s.area_code, ${startOfYear(sql`s.year::int`)} as period_start, ${startOfYear(sql`s.year::int + 1`)} as period_end, s.value,
    case when s.value is null then 'no-statistic' end as reason, ${NOTHING_MEASURED}
  from areas.v_statistic s where s.measure = ${measure}`

const written = (conversion: Conversion | undefined, value: RawBuilder<unknown>) =>
  conversion ? sql`${value} * ${conversion.factor}::float8 + ${conversion.shift}::float8` : sql`null::float8`

/**
 * Takes the figures of a stretch from the statistics of areas of a level.
 * @param conversion undefined when the unit of the statistic cannot be converted: then there is no value, but the reason
 * @returns whether a figure changed
 */
export function copyStatistics(
  transaction: Db,
  { id, definition }: { id: string; definition: Definition },
  conversion: Conversion | undefined,
  stretch: Stretch,
): Promise<boolean> {
  const made = sql`
    select s.area_code, s.period_start, s.period_end, ${written(conversion, sql`s.value`)} as value,
      ${conversion ? sql`s.reason` : sql`'operand-other-unit'`} as reason, ${NOTHING_MEASURED}
    from (${statistics(definition.measure ?? '')}) s
    join areas.v_area a on a.code = s.area_code and a.level = ${definition.level}
    where s.period_start >= ${stretch.from} and s.period_start < ${stretch.to}`
  return write(transaction, id, made, stretch)
}

/**
 * Computes the figures of a stretch from two others: one for each figure of the first. How much was measured is that of the first. The
 * intervals of both are joined as of figures that do not depend on each other; a statistic of areas has none, and counts as exact.
 * @param operands undefined when what they are does not fit any more: then there are no figures
 * @returns whether a figure changed
 */
export function combineFigures(
  transaction: Db,
  { id, definition }: { id: string; definition: Definition },
  operands: { first: ResolvedOperand; second: ResolvedOperand } | undefined,
  stretch: Stretch,
): Promise<boolean> {
  if (!operands) return write(transaction, id, NO_FIGURES, stretch)
  const { first, second } = operands
  const per = sql`${definition.per}::float8`
  const isRatio = definition.what === 'ratio'
  const [value, half] = isRatio
    ? [
        sql`f.value / s.value * ${per}`,
        sql`abs(${per} / s.value) * sqrt(power(f.half, 2) + power(f.value / s.value * s.half, 2))`,
      ]
    : [sql`f.value - s.value`, sql`sqrt(power(f.half, 2) + power(s.half, 2))`]
  const made = sql`
    select m.*, case when m.value is not null then m.value - m.half end as low, case when m.value is not null then m.value + m.half end as high
    from (
      select f.area_code, f.period_start, f.period_end, case when r.reason is null then ${value} end as value, r.reason,
        case when r.reason is null then ${half} end as half,
        f.hours, f.expected, f.stations, f.days, f.expected_days, f.left_out_values, f.left_out_series, f.left_out_days
      from (${figuresOf(first, sql`v.period_start >= ${stretch.from} and v.period_start < ${stretch.to}`)}) f
      left join areas.v_area a on a.code = f.area_code and a.level = ${definition.level}
      left join lateral (${besides(second, definition.level)}) s on true
      cross join lateral (select case
        when ${first.conversion === undefined || second.conversion === undefined} then 'operand-other-unit'
        when f.value is null or s.value is null then 'operand-missing'
        when ${isRatio} and abs(s.value) < ${SMALLEST}::float8 then 'division-by-zero' end as reason) r
      where ${definition.level === 'group'} or a.code is not null) m`
  return write(transaction, id, made, stretch)
}

const NO_FIGURES = sql`select null::text as area_code, null::timestamptz as period_start, null::timestamptz as period_end, null::float8 as value,
  null::text as reason, ${NOTHING_MEASURED} where false`

/** The figures of an operand in its unit, under the conditions on `v`, with half of the interval around each. */
function figuresOf({ from, conversion }: ResolvedOperand, where: RawBuilder<unknown>): RawBuilder<unknown> {
  const table = 'measure' in from ? sql`(${statistics(from.measure)})` : sql`indicators.value`
  const own = 'measure' in from ? sql`true` : sql`v.indicator_id = ${from.indicatorId}`
  return sql`select v.area_code, v.period_start, v.period_end, ${written(conversion, sql`v.value`)} as value,
      (v.high - v.low) / 2 * ${Math.abs(conversion?.factor ?? 1)}::float8 as half, v.hours, v.expected, v.stations, v.days, v.expected_days,
      v.left_out_values, v.left_out_series, v.left_out_days
    from ${table} v where ${own} and ${where}`
}

/** The second figure beside one in the alias f: of the same period, or of one that holds it; of a statistic also of some years before. */
function besides(second: ResolvedOperand, level: Definition['level']): RawBuilder<unknown> {
  const isMeasured = 'indicatorId' in second.from && !second.looksBack
  const earlier = sql`or v.period_start > f.period_start - ${YEARS_BACK + 1}::int * interval '1 year'`
  return sql`select v.area_code, v.period_start, v.value, ${isMeasured ? sql`v.half` : sql`0::float8 as half`}
    from (${figuresOf(second, sql`true`)}) v
    where v.area_code = ${placeOf(second, level)} and v.value is not null and v.period_start <= f.period_start
      and (v.period_end >= f.period_end ${second.looksBack ? earlier : sql``})
    order by v.period_start desc limit 1`
}

/** The area or group of the second figure that stands beside a figure of the area in the alias a, or of the place in f. */
function placeOf({ place, level }: ResolvedOperand, own: Definition['level']): RawBuilder<unknown> {
  if (place !== null) return sql`${place}::text`
  if (level === null || level === own) return sql`f.area_code`
  return level === 'municipality' ? sql`a.municipality_code` : sql`a.parent_code`
}

/** Writes the figures of a stretch, and removes those that are no more. */
async function write(
  transaction: Db,
  indicatorId: string,
  made: RawBuilder<unknown>,
  { from, to }: Stretch,
): Promise<boolean> {
  const { rows } = await sql<{ changed: boolean }>`
    with made as materialized (${made}), gone as (
      delete from indicators.value v
      where v.indicator_id = ${indicatorId} and v.period_start >= ${from} and v.period_start < ${to}
        and not exists (select from made m where (m.area_code, m.period_start) = (v.area_code, v.period_start))
      returning 1
    ), ${writeTables(indicatorId, sql`select * from made`)}
    select exists (select from gone) or exists (select from written) as changed`.execute(transaction)
  return rows[0]?.changed ?? false
}

/** The figures of two operands beside a figure, first and second; undefined of which there is none. */
export async function listPartFigures(
  db: Db,
  { level }: Pick<Definition, 'level'>,
  { first, second }: { first: ResolvedOperand; second: ResolvedOperand },
  { areaCode, periodStart, periodEnd }: { areaCode: string; periodStart: string; periodEnd: string },
): Promise<(PartFigure | undefined)[]> {
  const own = sql`(select ${areaCode}::text as area_code, ${periodStart}::timestamptz as period_start, ${periodEnd}::timestamptz as period_end)`
  const told = (
    table: string,
  ) => sql`json_build_object('areaCode', ${sql.ref(`${table}.area_code`)}, 'value', ${sql.ref(`${table}.value`)},
    'periodStart', to_char(${sql.ref(`${table}.period_start`)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))`
  const { rows } = await sql<{ first: PartFigure | null; second: PartFigure | null }>`
    select case when o.area_code is not null then ${told('o')} end as first, case when s.area_code is not null then ${told('s')} end as second
    from ${own} f left join areas.v_area a on a.code = f.area_code and a.level = ${level}
    left join (${figuresOf({ ...first, conversion: SAME }, sql`true`)}) o on o.area_code = f.area_code and o.period_start = f.period_start
    left join lateral (${besides({ ...second, conversion: SAME }, level)}) s on true`.execute(db)
  return [rows[0]?.first ?? undefined, rows[0]?.second ?? undefined]
}

const SAME: Conversion = { factor: 1, shift: 0 }

export type PartFigure = { areaCode: string; periodStart: string; value: number | null }
