import type { Db } from '../../../platform/database/connect.ts'
import { FetchError, type Fetcher } from '../../../platform/http-client/fetcher.ts'
import type { Platform } from '../../../platform/slice.ts'
import { faultOf } from '../entities/fitting.ts'
import { detailText } from '../entities/observations.ts'
import { keepDeadLetters, type NewDeadLetter } from '../inbound/dead-letters/keep.ts'
import { refusedByStore } from '../inbound/dead-letters/reasons.ts'
import { takeShare } from '../inbound/dead-letters/share.ts'
import type { ObservationBatch, Sender } from '../ingest/batch.ts'
import { storeObservations } from '../ingest/store-observations.ts'
import { type DatastreamIds, ensureStations, type StationOrigin } from '../things/ensure-stations.ts'
import { describeConflict, type NamedUnit, type UnitConflict } from '../things/unit-conflict.ts'
import { explain, isTheirs } from './explain.ts'
import { readKnmi } from './kinds/knmi.ts'
import { readLuchtmeetnet } from './kinds/luchtmeetnet.ts'
import { readOpenSenseMap } from './kinds/opensensemap.ts'
import type { FetchedPage, FetchedRow } from './kinds/reader.ts'
import { readSensorCommunity } from './kinds/sensor-community.ts'
import { readSensorThings } from './kinds/sensorthings.ts'
import { chooseNext, chooseRetry, isReference } from './rules.ts'
import { collectFaults, type StationFaults } from './station-faults.ts'
import { type Due, findNewest, noteError, noteSuccess, takeDue, writeCursor } from './store.ts'

/** What running connectors needs besides the platform. */
export type Surroundings = { fetcher: Fetcher; random: () => number }

/** How long one run may take, and how long a connector is kept from other processes meanwhile. */
const MINUTES = { run: 5, lease: 15 }

/** Runs the connectors that are due, one after another. */
export async function runConnectors(
  platform: Platform,
  surroundings: Surroundings,
  stopping?: AbortSignal,
): Promise<void> {
  const { db, clock } = platform
  while (!stopping?.aborted) {
    const due = await takeDue(db, clock(), MINUTES.lease)
    if (!due) return
    await runConnector(platform, surroundings, due, stopping)
  }
}

async function runConnector(
  platform: Platform,
  { fetcher, random }: Surroundings,
  due: Due,
  stopping?: AbortSignal,
): Promise<void> {
  const { db, clock, report } = platform
  const deadline = performance.now() + MINUTES.run * 60_000
  const faults = collectFaults()
  let isFinished = true
  try {
    for await (const page of readPages(platform, { fetcher, faults }, due)) {
      await storePage(platform, due, page, faults)
      isFinished = performance.now() < deadline && !stopping?.aborted
      if (!isFinished) break
    }
    const now = clock()
    const nextRunAt = chooseNext(now, due.intervalMinutes, isFinished)
    await noteSuccess(db, due, now, nextRunAt, faults.told())
  } catch (error) {
    const now = clock()
    const retryAfter = error instanceof FetchError ? error.retryAfter : undefined
    await noteError(db, due, explain(error), now, chooseRetry(now, { ...due, retryAfter }, random()))
    if (!isTheirs(error)) report({ kind: 'job-failed', job: 'measurements.run-connectors', error })
  }
}

function readPages(
  { db, clock }: Platform,
  means: { fetcher: Fetcher; faults: StationFaults },
  { settings, cursor, datasetId }: Due,
) {
  const common = {
    ...means,
    cursor,
    now: clock(),
    findNewest: (station: string) => findNewest(db, datasetId, station),
  }
  switch (settings.kind) {
    case 'sensorthings':
      return readSensorThings({ ...common, settings })
    case 'sensor-community':
      return readSensorCommunity({ ...common, settings })
    case 'opensensemap':
      return readOpenSenseMap({ ...common, settings })
    case 'knmi':
      return readKnmi({ ...common, settings })
    case 'luchtmeetnet':
      return readLuchtmeetnet({ ...common, settings })
  }
}

/** Stores a page and where to go on in one transaction: after a stop nothing is lost, and nothing counted twice. */
async function storePage(
  { db, clock, report }: Platform,
  due: Due,
  page: FetchedPage,
  faults: StationFaults,
): Promise<void> {
  const { id, datasetId, name } = due
  const now = clock()
  const stored = await db.transaction().execute(async (transaction) => {
    const origin = { datasetId, name, description: name, reference: isReference(due.settings) }
    const { ids, conflicts } = await ensurePage(transaction, origin, page, now)
    const inUnit = page.rows.filter((row) => !conflicts.has(keyOf(row)))
    const outcome = await storeObservations(transaction, toBatch(inUnit, ids), { ...fitting(inUnit), now })
    const letterOf = (
      row: FetchedRow & { unit?: NamedUnit },
      reason: Pick<NewDeadLetter, 'reason' | 'detail'>,
    ) => ({
      datasetId,
      origin: 'connector' as const,
      sourceId: id,
      address: `${row.station} ${row.stream}`,
      payload: Buffer.from(JSON.stringify(row)),
      reason: reason.reason,
      detail: reason.detail,
    })
    const letters = outcome.refused.flatMap((refused): NewDeadLetter[] => {
      const row = inUnit[refused.index]
      const reason = refusedByStore([refused])
      return row && reason ? [letterOf(row, reason)] : []
    })
    const inConflict = page.rows.flatMap((row): NewDeadLetter[] => {
      const conflict = conflicts.get(keyOf(row))
      if (!conflict) return []
      const detail = describeConflict(conflict)
      faults.refuse(row.station, detail)
      return [letterOf({ ...row, unit: conflict.given }, { reason: 'unit-differs', detail })]
    })
    const share = await takeShare(transaction, datasetId, inConflict)
    if (share.length < inConflict.length) faults.overflow()
    await keepDeadLetters(transaction, [...letters, ...share], now)
    await writeCursor(transaction, id, {
      cursor: page.cursor,
      stored: outcome.stored,
      refused: letters.length + inConflict.length,
    })
    return outcome.stored
  })
  report({ kind: 'observations-stored', count: stored })
}

const keyOf = ({ station, stream }: { station: string; stream: string }) => JSON.stringify([station, stream])

/** Makes the stations of a page; what is there in another unit holds nothing else back. */
async function ensurePage(transaction: Db, origin: StationOrigin, { stations }: FetchedPage, now: Date) {
  const conflicts = new Map<string, UnitConflict>()
  const ids: DatastreamIds =
    stations.length === 0
      ? new Map()
      : await ensureStations(transaction, origin, stations, now, (conflict) => {
          conflicts.set(keyOf(conflict), conflict)
        })
  return { ids, conflicts }
}

/** The rows as columns, for the datastreams with these ids. */
export function toBatch(rows: readonly FetchedRow[], ids: DatastreamIds): ObservationBatch {
  return {
    datastreamId: rows.map(({ station, stream }) => ids.get(station)?.get(stream) ?? 0),
    phenomenonStart: rows.map(({ start }) => start),
    phenomenonEnd: rows.map(({ end }) => end),
    resultNumber: rows.map(({ value }) => (typeof value === 'number' ? value : null)),
    detail: rows.map(({ value }) => detailText({ result: value, detail: {} })),
  }
}

/** A sender whose rows must fit their datastream: what another server says of its results need not be so. */
export function fitting(rows: readonly FetchedRow[]): Sender {
  return { faultOf: (row, types) => faultOf(types, rows[row]?.value ?? null) }
}
