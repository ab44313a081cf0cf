import type { EntityBody, JsonValue } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { inPart, notFound, Problem } from '../../../platform/errors.ts'
import { insertEvents } from '../../../platform/outbox.ts'
import { describeChanges } from '../ingest/describe-stored.ts'
import { nameFeature, rememberNamedFeatures } from '../ingest/features.ts'
import { instant } from '../ingest/instant.ts'
import { ensurePartitions } from '../ingest/partitions.ts'
import { keepsFrom } from '../ingest/retention.ts'
import { refreshRollups } from '../ingest/rollups.ts'
import { findImpossible } from '../ingest/sort-rows.ts'
import { type LockedDatastream, lockDatastreams, recountStates } from '../ingest/state.ts'
import { listTouchedHours } from '../ingest/touched.ts'
import { requireFitting } from './fitting.ts'
import {
  type Detail,
  detailText,
  ObservationRefused,
  type ObservationRow,
  rowOf,
  toBatch,
} from './observations.ts'
import { requireChangeable, requireLinked, type Writing } from './writing.ts'

type Stored = {
  datastreamId: number
  start: number
  end: number | null
  number: number | null
  resultTime: number | null
  detail: (Detail & { result?: JsonValue; featureOfInterest?: number }) | null
}

/**
 * Changes an observation under its own id; the values it had stay in the history. Hours, days and states are computed
 * again, as for any correction.
 * @throws Problem conflict when the dataset refuses corrections, or another observation has the new time already
 */
export async function updateObservation(
  writing: Writing,
  id: number,
  body: EntityBody<'Observation'>,
  method: 'PATCH' | 'PUT',
): Promise<void> {
  const { transaction, now } = writing
  const target = await findTarget(writing, body)
  const { datastreams, ...old } = await lockStored(writing, id, target)
  requireCorrectable(datastreams)
  const named = body.links.FeatureOfInterest
  const feature =
    named?.kind === 'existing'
      ? await inPart('/FeatureOfInterest', () => requireLinked(writing, 'FeatureOfInterest', named.id))
      : undefined
  const place = target ?? old.datastreamId
  const row = merge(old, rowOf(body, place, feature?.id ?? null, writing.arrival), body, method)
  await requireFitting(writing, place, row.result)
  requireStorable(row, datastreams.get(place), place !== old.datastreamId || row.start !== old.start, now)

  await ensurePartitions(transaction, [row.start])
  const plain = detailText(row)
  const detail = row.featureId === null ? plain : nameFeature(plain, row.featureId)
  await sql`with old as (
      select o.* from measurements.observation o
      where o.datastream_id = ${old.datastreamId} and o.phenomenon_start = ${instant(old.start)})
    insert into measurements.observation_history (datastream_id, phenomenon_start, replaced_at, id, result_number,
      quality, phenomenon_end, result_time, detail)
    select datastream_id, phenomenon_start, ${now}, id, result_number, quality, phenomenon_end, result_time, detail
    from old`.execute(transaction)
  const time = (at: number | null) => (at === null ? sql`null::timestamptz` : instant(at))
  await sql`update measurements.observation o set datastream_id = ${place}, phenomenon_start = ${instant(row.start)},
      phenomenon_end = ${time(row.end)}, result_time = ${time(row.resultTime)},
      result_number = ${typeof row.result === 'number' ? row.result : null}, detail = ${detail}::json, quality = null
    where o.datastream_id = ${old.datastreamId} and o.phenomenon_start = ${instant(old.start)}`.execute(
    transaction,
  )
  if (row.featureId !== null) {
    await rememberNamedFeatures(transaction, [{ datastreamId: place, featureId: row.featureId }])
  }
  await recompute(writing, [
    { id: old.datastreamId, start: old.start },
    { id: place, start: row.start },
  ])
}

/** The datastream, of either kind, that the observation is to belong to. */
async function findTarget(
  writing: Writing,
  { links }: EntityBody<'Observation'>,
): Promise<number | undefined> {
  for (const type of ['Datastream', 'MultiDatastream'] as const) {
    const link = links[type]
    if (link?.kind !== 'existing') continue
    return (await inPart(`/${type}`, () => requireChangeable(writing, type, link.id))).id
  }
  return undefined
}

/**
 * Locks the datastream that an observation is in, so that nobody else changes it until the transaction ends, and reads it then.
 * @param target the datastream that it is to belong to, locked along
 * @throws Problem unavailable when it was moved to another datastream just now
 */
export async function lockStored(
  writing: Writing,
  id: number,
  target?: number,
): Promise<Stored & { datastreams: ReadonlyMap<number, LockedDatastream> }> {
  const { datastreamId } = await readStored(writing, id)
  const datastreams = await lockDatastreams(writing.transaction, [
    ...new Set([datastreamId, target ?? datastreamId]),
  ])
  const stored = await readStored(writing, id)
  if (stored.datastreamId === datastreamId) return { ...stored, datastreams }
  throw new Problem('unavailable', {
    nl: 'Iemand anders heeft deze waarneming net verplaatst. Stuur het verzoek opnieuw.',
    en: 'Someone else has just moved this observation. Send the request again.',
  })
}

async function readStored({ transaction }: Writing, id: number): Promise<Stored> {
  const { rows } = await sql<Stored>`select o.datastream_id as "datastreamId",
      (extract(epoch from o.phenomenon_start) * 1000000)::int8 as start,
      (extract(epoch from o.phenomenon_end) * 1000000)::int8 as end, o.result_number as number,
      (extract(epoch from o.result_time) * 1000000)::int8 as "resultTime", o.detail
    from measurements.observation o where o.id = ${id}`.execute(transaction)
  const [row] = rows
  if (!row) throw notFound({ nl: 'Deze waarneming', en: 'This observation' })
  return row
}

/** What was not sent stays, with PATCH; with PUT only the time and feature do. */
function merge(
  old: Stored,
  row: ObservationRow,
  { properties }: EntityBody<'Observation'>,
  method: 'PATCH' | 'PUT',
): ObservationRow {
  const { result, featureOfInterest, ...detail } = old.detail ?? {}
  const keep = (name: keyof typeof properties) => method === 'PATCH' && properties[name] === undefined
  const kept: Detail = { ...detail }
  if (!keep('resultQuality')) delete kept.resultQuality
  if (!keep('validTime')) delete kept.validTime
  if (!keep('parameters')) delete kept.parameters
  return {
    ...row,
    ...(properties.phenomenonTime === undefined ? { start: old.start, end: old.end } : {}),
    ...(keep('result') ? { result: old.number ?? result ?? null } : {}),
    ...(keep('resultTime') ? { resultTime: old.resultTime } : {}),
    detail: { ...kept, ...row.detail },
    featureId: row.featureId ?? featureOfInterest ?? null,
  }
}

/** @throws Problem conflict unless stored values of all these datastreams may be replaced */
function requireCorrectable(datastreams: ReadonlyMap<number, LockedDatastream>): void {
  if ([...datastreams.values()].every(({ corrections }) => corrections === 'replace')) return
  throw new Problem('conflict', {
    nl: 'De dataset staat niet toe dat bewaarde waarden worden vervangen.',
    en: 'The dataset does not allow stored values to be replaced.',
  })
}

/** @throws Problem for what could not be stored as a new observation either */
function requireStorable(
  row: ObservationRow,
  datastream: LockedDatastream | undefined,
  isMoved: boolean,
  now: Date,
): void {
  const isTooOld = isMoved && datastream !== undefined && row.start < keepsFrom(datastream, now)
  const kind = findImpossible(toBatch([row]), 0) ?? (isTooOld ? 'older-than-kept' : undefined)
  if (kind !== undefined) throw new ObservationRefused({ kind })
}

/** Computes again what follows from the old and the new place of an observation, and tells of the latter. */
async function recompute({ transaction }: Writing, changes: { id: number; start: number }[]): Promise<void> {
  const sorted = changes.toSorted((a, b) => a.id - b.id || a.start - b.start)
  const ids = sorted.map(({ id }) => id)
  const starts = sorted.map(({ start }) => start)
  await refreshRollups(transaction, listTouchedHours(sorted.keys(), ids, starts), true)
  await recountStates(transaction, [...new Set(ids)])
  const stretches = changes.map(({ id, start }, place) => ({
    datastreamId: id,
    from: start,
    to: start,
    ...(place === changes.length - 1 ? { corrected: [start] } : {}),
  }))
  await insertEvents(describeChanges(stretches)).execute(transaction)
}
