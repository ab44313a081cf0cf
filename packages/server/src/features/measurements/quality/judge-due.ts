import { applyRulings, judgeSeries, type Limits, SPATIAL_HOURS } from '@samenspel/standards/quality'
import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { type Judgement, setQuality } from '../ingest/set-quality.ts'
import { lockDatastreams } from '../ingest/state.ts'
import { type DueDays, forgetDue, takeDue } from './due.ts'
import { keepGaps } from './keep-gaps.ts'
import { readLimits } from './limits.ts'
import { listNeighbours, listRulings, readBefore, readHourly, readValues } from './read-series.ts'

const HOUR = 3_600_000_000
const DATASTREAMS_AT_ONCE = 100

/**
 * Judges all days that are due, by every test, and finds their gaps. Each datastream and month is a transaction of its own; what
 * takes long is done before its locks are taken.
 */
export async function judgeDue(db: Db, clock: Clock, stopping?: AbortSignal): Promise<void> {
  for (;;) {
    let after = 0
    for (;;) {
      const due = await takeDue(db, after, DATASTREAMS_AT_ONCE)
      if (due.length === 0) break
      for (const days of due) {
        if (stopping?.aborted) return
        await judgeDays(db, days, clock())
      }
      after = due.at(-1)?.datastreamId ?? after
    }
    if (after === 0) return
  }
}

async function judgeDays(db: Db, due: DueDays, now: Date): Promise<void> {
  const judgements = await judge(db, due, now)
  await db.transaction().execute(async (transaction) => {
    await setQuality(transaction, due.datastreamId, judgements)
    await keepGaps(transaction, due)
    await forgetDue(transaction, due)
  })
}

async function judge(db: Db, due: DueDays, now: Date): Promise<Judgement[]> {
  const limits = await readLimits(db, due.datastreamId)
  const rulings = await listRulings(db, due)
  // Without anything to judge by, what was judged before loses its quality.
  const { times, values, qualities } = await readValues(db, due, {
    judgedOnly: !limits && rulings.length === 0,
  })
  const computed =
    limits && times.length > 0 ? await compute(db, due, { times, values }, { limits, now }) : undefined
  return times.map((start, index) => ({
    start,
    value: values[index] ?? 0,
    old: qualities[index] ?? null,
    quality: applyRulings(start, computed?.[index] ?? null, rulings),
  }))
}

async function compute(
  db: Db,
  { datastreamId, from, to, dayEnds }: DueDays,
  { times, values }: { times: number[]; values: number[] },
  { limits, now }: { limits: Limits; now: Date },
) {
  const firstHour = Math.floor(from / HOUR) * HOUR - SPATIAL_HOURS * HOUR
  const nearby = limits.spatial ? await listNeighbours(db, datastreamId, limits.spatial.kilometres, now) : []
  const needsHours = limits.outlier !== undefined || limits.spatial !== undefined
  const [own = new Float64Array(), ...neighbours] = needsHours
    ? await readHourly(db, [{ id: datastreamId, inHours: false }, ...nearby], { firstHour, to, now })
    : []
  const before = await readBefore(db, datastreamId, from, limits)
  return judgeSeries({ times, values, before, firstHour, own, neighbours, dayEnds }, limits)
}

/** Values to which a ruling is applied in one go: what fits in memory, however often a sensor measures. */
const VALUES_AT_ONCE = 50_000

/**
 * Gives the values of a period the quality that the rulings on them say, at once, `limit` values at a time; what is computed follows
 * with the next job.
 */
export async function applyNow(
  transaction: Db,
  { datastreamId, from, to }: { datastreamId: number; from: string; to: string },
  limit = VALUES_AT_ONCE,
): Promise<void> {
  const stretch = { datastreamId, from: Date.parse(from) * 1000, to: (Date.parse(to) + 1) * 1000 }
  await lockDatastreams(transaction, [datastreamId])
  const rulings = await listRulings(transaction, stretch)
  for (let last: number | undefined = stretch.from; last !== undefined; ) {
    const piece = { ...stretch, from: last }
    const { times, values, qualities } = await readValues(transaction, piece, { limit })
    const judgements = times.map((start, index) => {
      const old = qualities[index] ?? null
      return { start, value: values[index] ?? 0, old, quality: applyRulings(start, old, rulings) }
    })
    await setQuality(transaction, datastreamId, judgements)
    const end = times.at(-1)
    last = end === undefined || times.length < limit ? undefined : end + 1
  }
}
