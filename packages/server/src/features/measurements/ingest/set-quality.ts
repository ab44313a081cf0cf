import { isUsable } from '@samenspel/standards/quality'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { publish } from '../../../platform/outbox.ts'
import { QUALITY_CHANGED, type QualityChanged } from '../feed/changes.ts'
import { encodeNumbers } from './binary-arrays.ts'
import { instant } from './instant.ts'
import { refreshRollups } from './rollups.ts'
import { lockDatastreams } from './state.ts'
import { listTouchedHours } from './touched.ts'

/** A value as it was when it was judged, and the quality it should have. Time in microseconds since 1970 (UTC). */
export type Judgement = { start: number; value: number; old: number | null; quality: number | null }

/**
 * Gives stored observations another quality, counts the flagged ones again in the hours and days that changed, and tells in which
 * stretch values came to count or not. A value
 * that was corrected or judged in the meantime keeps what it has: who did that had it judged again. Part of the caller's
 * transaction.
 */
export async function setQuality(
  transaction: Db,
  datastreamId: number,
  judgements: readonly Judgement[],
): Promise<void> {
  const changes = judgements.filter(({ old, quality }) => old !== quality)
  const [first, last] = [changes[0], changes.at(-1)]
  if (!first || !last) return
  await lockDatastreams(transaction, [datastreamId])
  const starts = changes.map(({ start }) => start)
  const values = changes.map(({ value }) => value)
  const qualities = changes.map(({ quality }) => quality)
  const before = changes.map(({ old }) => old)
  await sql`update measurements.observation o set quality = g.quality
    from unnest(${encodeNumbers('timestamptz', starts)}::timestamptz[], ${encodeNumbers('float8', values)}::float8[],
      ${encodeNumbers('int2', qualities)}::int2[], ${encodeNumbers('int2', before)}::int2[]) as g (start, value, quality, old)
    where o.datastream_id = ${datastreamId} and o.phenomenon_start = g.start and o.result_number = g.value
      and o.quality is not distinct from g.old
      and o.phenomenon_start between ${instant(first.start)} and ${instant(last.start)}`.execute(transaction)
  await copyLatestQuality(transaction, datastreamId)
  const counted = changes.filter(({ old, quality }) => (old ?? 0) > 0 !== (quality ?? 0) > 0)
  const ids = counted.map(() => datastreamId)
  const touched = listTouchedHours(
    counted.keys(),
    ids,
    counted.map(({ start }) => start),
  )
  await refreshRollups(transaction, touched, false)
  const counting = changes.filter(({ old, quality }) => isUsable(old) !== isUsable(quality))
  const [from, to] = [counting[0], counting.at(-1)]
  if (!from || !to) return
  const stretch = { datastreamIds: [datastreamId], from: toIso(from.start), to: toIso(to.start) }
  await publish(transaction, QUALITY_CHANGED, stretch satisfies QualityChanged)
}

const toIso = (microseconds: number) => new Date(microseconds / 1000).toISOString()

async function copyLatestQuality(transaction: Db, datastreamId: number) {
  await sql`update measurements.datastream_state s set latest_quality = o.quality
    from measurements.observation o
    where s.datastream_id = ${datastreamId} and o.datastream_id = s.datastream_id
      and o.phenomenon_start = s.latest_start and o.quality is distinct from s.latest_quality`.execute(
    transaction,
  )
}
