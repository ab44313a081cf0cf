import { type Limits, openStepJudge } from '@samenspel/standards/quality'
import type { ObservationBatch } from '../ingest/batch.ts'

/** What judging on arrival must know of a datastream. Times in microseconds since 1970 (UTC). */
export type JudgedDatastream = {
  /** Undefined: its values are not judged. */
  limits: Limits | undefined
  latestStart: number | null
  latestNumber: number | null
  sameSince: number | null
}

/** A batch whose rows were judged, with since when the last value of each datastream has been the same. */
export type JudgedBatch = ObservationBatch & { sameSince: ReadonlyMap<number, number> }

/**
 * Judges the rows of a batch by what is cheap: range, constant value and rate of change, from the value before alone. Rows that come
 * after later ones have no value before them here; the job that judges days sees them in their place.
 * @param rows places in the batch, in the order of datastream and time
 */
export function judgeArrivals(
  batch: ObservationBatch,
  rows: ArrayLike<number>,
  datastreams: ReadonlyMap<number, JudgedDatastream>,
): JudgedBatch {
  const { datastreamId: ids, phenomenonStart: starts, resultNumber: values } = batch
  const quality = new Array<number | null>(ids.length).fill(null)
  const sameSince = new Map<number, number>()
  let id = Number.NaN
  let judge: ReturnType<typeof openStepJudge> | undefined
  const close = () => {
    const last = judge?.last()
    if (last) sameSince.set(id, last.sameSince)
  }
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0
    const start = starts[row] ?? 0
    if (ids[row] !== id) {
      close()
      id = ids[row] ?? 0
      judge = openJudge(datastreams.get(id), start)
    }
    const value = values[row]
    if (judge && value !== null && value !== undefined) quality[row] = judge.judge(start, value)
  }
  close()
  return { ...batch, quality: batch.quality ?? quality, sameSince }
}

function openJudge(datastream: JudgedDatastream | undefined, firstStart: number) {
  if (!datastream?.limits) return undefined
  const { limits, latestStart, latestNumber, sameSince } = datastream
  const isLater = latestStart !== null && latestNumber !== null && firstStart > latestStart
  return openStepJudge(
    limits,
    isLater ? { time: latestStart, value: latestNumber, sameSince: sameSince ?? latestStart } : undefined,
  )
}
