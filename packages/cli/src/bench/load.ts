/** Fills the database up to a size without the API: the reads are what is measured then. */
import type { Database } from '@samenspel/server'
import { END, STEP_MINUTES, stepsAt, VALUE_SQL, YEAR_STEPS } from './data.ts'

/** Datastreams per statement, so that progress shows and memory stays small. */
const AT_ONCE = 50

/**
 * Stores what is missing up to a size, straight in the tables: observations, hours, days and states, as storing them through the
 * API leaves them.
 * @param from the size that was loaded before; 0 when nothing was
 */
export async function load(
  { pool }: Database,
  datastreams: readonly number[],
  { from, size }: { from: number; size: number },
  onProgress: (loaded: number) => void,
): Promise<void> {
  await makePartitions(pool)
  const [known, wanted] = [from === 0 ? 0 : stepsAt(from), stepsAt(size)]
  let loaded = from
  for (let first = 0; first < datastreams.length; first += AT_ONCE) {
    const ids = datastreams.slice(first, first + AT_ONCE)
    const place = ids.map((_, index) => first + index)
    const starts = place.map((each) => (each === 0 ? (from === 0 ? 0 : YEAR_STEPS) : known))
    const ends = place.map((each) => (each === 0 ? YEAR_STEPS : wanted))
    const { rows } = await pool.query<{ last: number }>(
      `select last_value as last from measurements.observation_id`,
    )
    const lastId = rows[0]?.last ?? 0
    const { rowCount } = await pool.query(OBSERVATIONS, [ids, place, starts, ends, lastId + ID_BLOCK])
    await pool.query(`select setval('measurements.observation_id', $1)`, [
      lastId + ID_BLOCK * (2 + Math.ceil((rowCount ?? 0) / ID_BLOCK)),
    ])
    await pool.query(HOURS, [ids, starts, ends])
    loaded += rowCount ?? 0
    onProgress(loaded)
  }
  await pool.query(DAYS)
  await pool.query(STATES)
  await pool.query('vacuum (analyze) measurements.observation')
  await pool.query('vacuum (analyze) measurements.hour_rollup')
}

const END_SQL = `timestamptz '${new Date(END).toISOString()}'`
const STEP_SQL = `interval '${STEP_MINUTES} minutes'`

async function makePartitions(pool: Database['pool']) {
  for (let month = 0; month <= 13; month += 1) {
    const [start, stop] = [month, month + 1].map((each) =>
      new Date(Date.UTC(2023, 11 + each, 1)).toISOString(),
    )
    const name = `observation_${start?.slice(0, 7).replace('-', '_')}`
    await pool.query(`create table if not exists measurements.${name}
      partition of measurements.observation for values from ('${start}') to ('${stop}')`)
  }
}

/** A number of the sequence stands for so many ids. */
const ID_BLOCK = 100

/** $1 ids, $2 their places, $3 and $4 from which up to which step back from the end, $5 the id before the first. */
const OBSERVATIONS = `insert into measurements.observation (phenomenon_start, id, result_number, datastream_id)
  select time, $5::int8 + row_number() over (), ${VALUE_SQL}, id
  from unnest($1::int[], $2::int[], $3::int[], $4::int[]) as d (id, place, start, stop)
  cross join lateral (
    select -n as step, ${END_SQL} - n * ${STEP_SQL} as time from generate_series(d.stop, d.start + 1, -1) n) s`

const ROLLUP = `count(*), sum(x), sum(x * x), min(x), max(x), (array_agg(x order by t))[1], (array_agg(x order by t desc))[1], 0`

const HOURS = `insert into measurements.hour_rollup
  select o.datastream_id, date_bin('1 hour', t, 'epoch'), ${ROLLUP}
  from unnest($1::int[], $2::int[], $3::int[]) as d (id, start, stop)
  cross join lateral (
    select datastream_id, phenomenon_start as t, result_number as x from measurements.observation
    where datastream_id = d.id and phenomenon_start >= ${END_SQL} - d.stop * ${STEP_SQL}
      and phenomenon_start < ${END_SQL} - d.start * ${STEP_SQL} offset 0) o
  group by 1, 2`

const DAYS = `with gone as (delete from measurements.day_rollup where start < ${END_SQL} returning 1)
  insert into measurements.day_rollup
  select datastream_id, date_trunc('day', start, 'Europe/Amsterdam'), sum(count), sum(sum), sum(sum_squares), min(minimum),
    max(maximum), (array_agg(first order by start))[1], (array_agg(last order by start desc))[1], sum(flagged),
    bit_or(1 << (extract(epoch from start - date_trunc('day', start, 'Europe/Amsterdam')) / 3600)::int)
  from measurements.hour_rollup where start < ${END_SQL} and (select count(*) from gone) >= 0 group by 1, 2`

const STATES = `insert into measurements.datastream_state
    (datastream_id, count, first_start, last_end, latest_start, latest_id, latest_number)
  select d.id, h.count, f.phenomenon_start, l.phenomenon_start, l.phenomenon_start, l.id, l.result_number
  from measurements.datastream d
  join (select datastream_id, sum(count) as count from measurements.hour_rollup group by 1) h on h.datastream_id = d.id
  cross join lateral (select phenomenon_start from measurements.observation where datastream_id = d.id
    order by phenomenon_start limit 1) f
  cross join lateral (select phenomenon_start, id, result_number from measurements.observation where datastream_id = d.id
    order by phenomenon_start desc limit 1) l
  on conflict (datastream_id) do update set count = excluded.count, first_start = excluded.first_start,
    last_end = excluded.last_end, latest_start = excluded.latest_start, latest_id = excluded.latest_id,
    latest_number = excluded.latest_number`
