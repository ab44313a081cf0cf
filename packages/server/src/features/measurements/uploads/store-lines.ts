import type { Db } from '../../../platform/database/connect.ts'
import type { Bilingual } from '../../../platform/errors.ts'
import { faultOf } from '../entities/fitting.ts'
import { type ObservationRow, toBatch } from '../entities/observations.ts'
import type { RefusalKind, StoredBatch } from '../ingest/batch.ts'
import { storeObservations } from '../ingest/store-observations.ts'
import { type LineRefusal, messageOf } from './reasons.ts'
import type { SeenLines } from './seen-lines.ts'

/** An observation, and the number of its line. */
export type Line = { row: ObservationRow; line: number }

/** What became of lines; of those refused their places. */
export type StoredLines = Pick<StoredBatch, 'stored' | 'unchanged' | 'corrected'> & {
  refused: { index: number; reason: LineRefusal; message: Bilingual }[]
}

/** Refusals that hold for every line of a datastream and time, whatever its value. */
const WHATEVER_THE_VALUE: readonly RefusalKind[] = ['unknown-datastream', 'not-allowed', 'older-than-kept']

/** How often the next line of a datastream and time is tried after one was refused; in blocks with more of them the last ones are not. */
const MOST_TRIES = 10

/**
 * Stores lines. Of lines with the same datastream and time the first counts that can be stored, as in a file with a mapping.
 * Only datastreams of the upload's own dataset may be written.
 */
export async function storeLines(
  transaction: Db,
  datasetId: string,
  lines: readonly Line[],
  { seen, now }: { seen: SeenLines; now: Date },
): Promise<StoredLines> {
  const sum: StoredLines = { stored: 0, unchanged: 0, corrected: 0, refused: [] }
  let waiting = [...lines.entries()].map(([index, line]) => ({ ...line, index }))
  for (let tries = 1; waiting.length > 0; tries++) {
    const firsts = new Map<string, (typeof waiting)[number]>()
    const repeats: typeof waiting = []
    for (const each of waiting) {
      const { row, index } = each
      const earlier = seen.lineOf(row.datastreamId, row.start)
      if (earlier !== undefined) sum.refused.push({ index, ...repeated(earlier) })
      else if (firsts.has(keyOf(row))) repeats.push(each)
      else firsts.set(keyOf(row), each)
    }
    const tried = [...firsts.values()]
    const outcome = await storeRows(
      transaction,
      datasetId,
      tried.map(({ row }) => row),
      now,
    )
    sum.stored += outcome.stored
    sum.unchanged += outcome.unchanged
    sum.corrected += outcome.corrected
    const refused = new Map(outcome.refused.map((each) => [each.index, each]))
    const hopeless = new Map<string, RefusalKind>()
    for (const [place, { row, line, index }] of tried.entries()) {
      const refusal = refused.get(place)
      if (!refusal) seen.remember(row.datastreamId, row.start, line)
      else {
        sum.refused.push({ index, reason: refusal.kind, message: messageOf(refusal.kind, refusal.fault) })
        if (WHATEVER_THE_VALUE.includes(refusal.kind)) hopeless.set(keyOf(row), refusal.kind)
      }
    }
    waiting = []
    for (const each of repeats) {
      const kind = hopeless.get(keyOf(each.row))
      const { index, row } = each
      if (kind) sum.refused.push({ index, reason: kind, message: messageOf(kind, undefined) })
      else if (tries < MOST_TRIES) waiting.push(each)
      else sum.refused.push({ index, ...repeated(firsts.get(keyOf(row))?.line ?? 0) })
    }
  }
  return sum
}

function keyOf({ datastreamId, start }: ObservationRow): string {
  return `${datastreamId} ${start}`
}

function repeated(line: number): { reason: LineRefusal; message: Bilingual } {
  return {
    reason: 'duplicate',
    message: {
      nl: `Regel ${line} heeft dezelfde meetreeks en dezelfde tijd.`,
      en: `Line ${line} has the same datastream and time.`,
    },
  }
}

async function storeRows(
  transaction: Db,
  datasetId: string,
  rows: readonly ObservationRow[],
  now: Date,
): Promise<StoredBatch> {
  return storeObservations(transaction, toBatch(rows), {
    now,
    permit: ({ id, access }) => (id === datasetId && access !== 'personal' ? 'allowed' : 'unknown'),
    faultOf: (row, types) => faultOf(types, rows[row]?.result ?? null),
  })
}
