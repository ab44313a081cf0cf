import type { NewEvent } from '../../../platform/outbox.ts'
import { OBSERVATIONS_STORED, type ObservationsStored } from '../feed/changes.ts'
import { at, type ObservationBatch } from './batch.ts'
import { writeInstant } from './instant.ts'
import type { Outcome } from './outcome.ts'

/** The one event of a transaction: which datastreams changed, from the first to the last start, and which ids were given out. */
export function describeStored(batch: ObservationBatch, rows: readonly number[], outcome: Outcome): NewEvent {
  const bounds: [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const ids: [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const datastreamIds = new Set<number>()
  const corrected: [number, number][] = []
  for (const row of rows) {
    datastreamIds.add(at(batch.datastreamId, row))
    widen(bounds, at(batch.phenomenonStart, row))
    if (outcome.isStored(row)) widen(ids, outcome.idOf(row))
    else corrected.push([at(batch.datastreamId, row), at(batch.phenomenonStart, row)])
  }
  return describeChange([...datastreamIds], bounds, { ...(ids[0] <= ids[1] ? { ids } : {}), corrected })
}

function widen(bounds: [number, number], value: number) {
  if (value < bounds[0]) bounds[0] = value
  if (value > bounds[1]) bounds[1] = value
}

/** Corrections that are told one by one; of more only datastreams and period are told. */
const MOST_CORRECTED = 1000

/**
 * The event that observations of these datastreams changed between two times (microseconds since 1970, both included).
 * @param changes the first and last id of new observations, and the datastream and start of corrected ones; without
 *   either, some were deleted
 */
export function describeChange(
  datastreamIds: readonly number[],
  [from, to]: [number, number],
  { ids, corrected = [] }: { ids?: [number, number]; corrected?: [number, number][] } = {},
): NewEvent {
  const told = corrected.length <= MOST_CORRECTED ? corrected : []
  const payload: ObservationsStored = {
    datastreamIds: [...new Set(datastreamIds)],
    from: writeInstant(from),
    to: writeInstant(to),
    firstId: ids?.[0] ?? null,
    lastId: ids?.[1] ?? null,
    ...(told.length > 0 ? { corrected: told.map(([id, start]) => [id, writeInstant(start)]) } : {}),
  }
  return { kind: OBSERVATIONS_STORED, payload }
}
