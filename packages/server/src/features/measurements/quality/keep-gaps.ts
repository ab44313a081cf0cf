import { findGaps, findUsualInterval } from '@samenspel/standards/quality'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { encodeNumbers } from '../ingest/binary-arrays.ts'
import { instant } from '../ingest/instant.ts'

type Stretch = { datastreamId: number; from: number; to: number }

/**
 * Finds the gaps of a stretch anew, with the values just before and after it, and keeps the usual interval when the stretch
 * has the latest value. The usual interval is measured over the 200 values up to the end of the stretch.
 */
export async function keepGaps(transaction: Db, { datastreamId, from, to }: Stretch): Promise<void> {
  const times = await readTimes(transaction, { datastreamId, from, to })
  const [first, last] = [times[0], times.at(-1)]
  if (first === undefined || last === undefined) return
  const interval = findUsualInterval(await readLastTimes(transaction, datastreamId, to))
  if (Number.isNaN(interval)) return
  const gaps = findGaps(times, interval)
  await sql`delete from measurements.gap where datastream_id = ${datastreamId}
    and start >= ${instant(first)} and start < ${instant(last)}`.execute(transaction)
  await sql`insert into measurements.gap (datastream_id, start, stop, missing)
    select ${datastreamId}, * from unnest(
      ${encodeNumbers(
        'timestamptz',
        gaps.map((gap) => gap.from),
      )}::timestamptz[],
      ${encodeNumbers(
        'timestamptz',
        gaps.map((gap) => gap.to),
      )}::timestamptz[],
      ${encodeNumbers(
        'int4',
        gaps.map((gap) => gap.missing),
      )}::int4[])
    on conflict (datastream_id, start) do update set stop = excluded.stop, missing = excluded.missing`.execute(
    transaction,
  )
  await sql`update measurements.datastream_state set usual_seconds = ${interval / 1_000_000}
    where datastream_id = ${datastreamId} and latest_start < ${instant(to)}
      and usual_seconds is distinct from ${interval / 1_000_000}`.execute(transaction)
}

const micros = sql`(extract(epoch from phenomenon_start) * 1000000)::float8`

/** The times in a stretch, with the one before and the one after. */
async function readTimes(db: Db, { datastreamId, from, to }: Stretch): Promise<number[]> {
  const own = sql`from measurements.observation where datastream_id = ${datastreamId}`
  const { rows } = await sql<{ times: number[] }>`select array(
    (select ${micros} ${own} and phenomenon_start < ${instant(from)} order by phenomenon_start desc limit 1)
    union all
    (select ${micros} ${own} and phenomenon_start >= ${instant(from)} and phenomenon_start < ${instant(to)}
      order by phenomenon_start)
    union all
    (select ${micros} ${own} and phenomenon_start >= ${instant(to)} order by phenomenon_start limit 1)) as times`.execute(
    db,
  )
  return rows[0]?.times ?? []
}

async function readLastTimes(db: Db, datastreamId: number, to: number): Promise<number[]> {
  const { rows } = await sql<{ time: number }>`select ${micros} as time from measurements.observation
    where datastream_id = ${datastreamId} and phenomenon_start < ${instant(to)}
    order by phenomenon_start desc limit 200`.execute(db)
  return rows.map(({ time }) => time).reverse()
}
