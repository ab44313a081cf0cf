import type { NewEvent } from '../../../platform/outbox.ts'
import { OBSERVATIONS_STORED, type ObservationsStored } from '../feed/changes.ts'
import { at, type ObservationBatch } from './batch.ts'
import { writeInstant } from './instant.ts'
import type { Outcome } from './outcome.ts'

/** A stretch of one datastream in which something changed. Times in microseconds since 1970 (UTC), both included. */
export type ChangedStretch = {
  datastreamId: number
  from: number
  to: number
  /** The first and last id of new observations. */
  ids?: [number, number]
  /** Starts of corrected observations; without these and new ids, some were deleted. */
  corrected?: number[]
}

const DAY = 86_400_000_000

/** Rows of a datastream further apart are stretches of their own: who computes something again leaves out what lies between. */
const APART = 31 * DAY

/** Most events of one transaction; what differs little in its beginning is told together when there would be more. */
const MOST_EVENTS = 32

/** Corrections that are told one by one; of more only datastreams and period are told. */
const MOST_CORRECTED = 1000

/**
 * The events of a transaction that stored or corrected these rows.
 * @param rows of each datastream in the order of time
 */
export function describeStored(
  batch: ObservationBatch,
  rows: ArrayLike<number>,
  outcome: Outcome,
): NewEvent[] {
  const stretches: ChangedStretch[] = []
  let open: ChangedStretch | undefined
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0
    const start = batch.phenomenonStart[row] ?? 0
    open = extend(stretches, open, batch.datastreamId[row] ?? 0, start)
    if (outcome.isStored(row)) {
      const id = outcome.idOf(row)
      if (open.ids) {
        if (id < open.ids[0]) open.ids[0] = id
        if (id > open.ids[1]) open.ids[1] = id
      } else open.ids = [id, id]
    } else {
      open.corrected ??= []
      open.corrected.push(start)
    }
  }
  return describeChanges(stretches)
}

/**
 * The stretches in which rows were deleted.
 * @param ids, starts of those rows, in the order of datastream and time
 */
export function listStretches(ids: readonly number[], starts: readonly number[]): ChangedStretch[] {
  const stretches: ChangedStretch[] = []
  let open: ChangedStretch | undefined
  for (const [place, id] of ids.entries()) open = extend(stretches, open, id, at(starts, place))
  return stretches
}

/** The stretch that a row belongs to: the one before when it is near, else a new one. */
function extend(
  stretches: ChangedStretch[],
  open: ChangedStretch | undefined,
  datastreamId: number,
  start: number,
): ChangedStretch {
  if (open?.datastreamId === datastreamId && start - open.to <= APART) {
    open.to = start
    return open
  }
  const stretch: ChangedStretch = { datastreamId, from: start, to: start }
  stretches.push(stretch)
  return stretch
}

/**
 * The events that tell of changes: one for all stretches from and to the same days, so that an old row of one datastream has
 * nothing computed again of others.
 */
export function describeChanges(stretches: readonly ChangedStretch[]): NewEvent[] {
  const groups = new Map<string, ChangedStretch[]>()
  for (const stretch of stretches) {
    const days = `${Math.floor(stretch.from / DAY)} ${Math.floor(stretch.to / DAY)}`
    const group = groups.get(days)
    if (group) group.push(stretch)
    else groups.set(days, [stretch])
  }
  const isMany = stretches.reduce((sum, { corrected = [] }) => sum + corrected.length, 0) > MOST_CORRECTED
  return joinNearest([...groups.values()]).map((group) => ({
    kind: OBSERVATIONS_STORED,
    payload: describeGroup(group, isMany),
  }))
}

/** At most `MOST_EVENTS` groups: parted where their beginnings lie furthest from each other. */
function joinNearest(groups: ChangedStretch[][]): ChangedStretch[][] {
  if (groups.length <= MOST_EVENTS) return groups
  const beginOf = (group: ChangedStretch[] | undefined) => group?.[0]?.from ?? 0
  const sorted = groups.toSorted((a, b) => beginOf(a) - beginOf(b))
  const borders = [...sorted.keys()]
    .slice(1)
    .sort((a, b) => gapBefore(b) - gapBefore(a))
    .slice(0, MOST_EVENTS - 1)
    .sort((a, b) => a - b)
  return [0, ...borders].map((border, place) => sorted.slice(border, borders[place]).flat())

  function gapBefore(place: number) {
    return beginOf(sorted[place]) - beginOf(sorted[place - 1])
  }
}

function describeGroup(group: readonly ChangedStretch[], isMany: boolean): ObservationsStored {
  const bounds: [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const added: [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const corrected: [number, string][] = []
  for (const { datastreamId, from, to, ids, corrected: starts = [] } of group) {
    widen(bounds, from, to)
    if (ids) widen(added, ...ids)
    if (!isMany) for (const start of starts) corrected.push([datastreamId, writeInstant(start)])
  }
  const isAdded = added[0] <= added[1]
  return {
    datastreamIds: [...new Set(group.map(({ datastreamId }) => datastreamId))],
    from: writeInstant(bounds[0]),
    to: writeInstant(bounds[1]),
    firstId: isAdded ? added[0] : null,
    lastId: isAdded ? added[1] : null,
    ...(corrected.length > 0 ? { corrected } : {}),
  }
}

function widen(bounds: [number, number], low: number, high: number) {
  if (low < bounds[0]) bounds[0] = low
  if (high > bounds[1]) bounds[1] = high
}
