import { sql } from 'kysely'

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
