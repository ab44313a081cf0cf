import { type RawBuilder, sql } from 'kysely'

/** A time in microseconds since 1970 (UTC) as a value in SQL. Known when a statement is planned, so that it picks partitions. */
export function instant(time: number) {
  return sql`${writeInstant(time)}::timestamptz`
}

/** The time as text in UTC with six decimals, as PostgreSQL and RFC 3339 read it. */
export function writeInstant(time: number): string {
  const milliseconds = Math.floor(time / 1000)
  const rest = String(time - milliseconds * 1000).padStart(3, '0')
  return new Date(milliseconds).toISOString().replace('Z', `${rest}Z`)
}

const MOMENTS = { seconds: 'SS', milliseconds: 'SS.MS', microseconds: 'SS.US' } as const

/** A time of what we keep ourselves as ISO 8601 text in UTC, in SQL. */
export function momentText(time: RawBuilder<unknown>, precision: keyof typeof MOMENTS = 'seconds') {
  return sql<string>`to_char(${time} at time zone 'UTC', ${sql.lit(`YYYY-MM-DD"T"HH24:MI:${MOMENTS[precision]}"Z"`)})`
}
