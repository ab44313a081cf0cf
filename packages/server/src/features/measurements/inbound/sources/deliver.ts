import type { Db } from '../../../../platform/database/connect.ts'
import { Problem } from '../../../../platform/errors.ts'
import type { ObservationBatch, StoredBatch } from '../../ingest/batch.ts'
import { ensureStations, type StationSource } from '../../things/ensure-stations.ts'
import { findStreams } from '../../things/find-streams.ts'
import { refusedByStore, Undeliverable } from '../dead-letters/reasons.ts'
import { DecoderFault } from '../sandbox/decoder-fault.ts'
import type { Decoded, Sandbox } from '../sandbox/sandbox.ts'
import { type MappedValue, mapFields } from './map-fields.ts'
import type { UplinkOutcome } from './schema.ts'
import { isRepeated, rememberUplink, type Source } from './store.ts'
import { type Fields, readUplink, type Uplink } from './uplink.ts'

export const IGNORED: UplinkOutcome = { outcome: 'ignored', stored: 0, corrected: 0 }
const REPEATED: UplinkOutcome = { outcome: 'repeated', stored: 0, corrected: 0 }

/** What storing an uplink needs: where, how, and when it is. */
type Delivery = {
  db: Db
  store(batch: ObservationBatch): Promise<StoredBatch>
  now: Date
}

/**
 * Stores what a network server sent: decodes it, takes the mapped fields, makes the thing and datastreams of a device that
 * is new, and stores the values at the time at which the network received them.
 * @throws Undeliverable
 */
export async function deliverUplink(
  delivery: Delivery & { sandbox: Sandbox },
  source: Source,
  payload: Uint8Array,
): Promise<UplinkOutcome> {
  const uplink = readUplink(source.kind, parseJson(payload))
  if (!uplink) return IGNORED
  if (await isRepeated(delivery.db, source.id, uplink)) return REPEATED
  return storeValues(delivery, source, uplink, await readValues(delivery.sandbox, source, uplink))
}

/**
 * The same in two steps, for who stores in a transaction: nothing in it waits for a decoder.
 * @returns what stores the values of the uplink, unless it was stored meanwhile
 * @throws Undeliverable, in either step
 */
export async function prepareUplink(
  sandbox: Sandbox,
  source: Source,
  payload: Uint8Array,
): Promise<(delivery: Delivery) => Promise<UplinkOutcome>> {
  const uplink = readUplink(source.kind, parseJson(payload))
  if (!uplink) return async () => IGNORED
  const values = await readValues(sandbox, source, uplink)
  return async (delivery) => {
    if (await isRepeated(delivery.db, source.id, uplink)) return REPEATED
    return storeValues(delivery, source, uplink, values)
  }
}

async function readValues(sandbox: Sandbox, source: Source, uplink: Uplink): Promise<MappedValue[]> {
  const { data } = await decodeUplink(sandbox, source, uplink)
  return mapFields(source.mapping, data)
}

async function storeValues(
  delivery: Delivery,
  source: Source,
  uplink: Uplink,
  values: readonly MappedValue[],
): Promise<UplinkOutcome> {
  const ids = await findOrMakeStreams(delivery, source, uplink, values)
  const { stored, corrected, refused } = await delivery.store(toBatch(values, ids, uplink.time))
  const undeliverable = refusedByStore(refused)
  if (undeliverable) throw undeliverable
  await rememberUplink(delivery.db, source.id, uplink)
  return { outcome: stored > 0 ? 'stored' : corrected > 0 ? 'corrected' : 'repeated', stored, corrected }
}

/**
 * Makes fields of an uplink: with the script, else those that the network server sent.
 * @throws Undeliverable
 */
export async function decodeUplink(
  sandbox: Sandbox,
  { script, ownerId }: Pick<Source, 'script' | 'ownerId'>,
  uplink: Uplink,
): Promise<Decoded> {
  if (script === null) return { data: sentFields(uplink), warnings: [] }
  const { bytes, port: fPort, receivedAt: recvTime, variables } = uplink
  try {
    return await sandbox.decode(script, { bytes, fPort, recvTime, variables }, ownerId)
  } catch (error) {
    if (!(error instanceof DecoderFault)) throw error
    throw new Undeliverable(error.kind === 'failed' ? 'decoder-failed' : `decoder-${error.kind}`, {
      nl: `De decoder meldt: ${error.message}`,
      en: `The decoder says: ${error.message}`,
    })
  }
}

function sentFields({ decoded }: Uplink): Fields {
  if (decoded) return decoded
  throw new Undeliverable('not-understood', {
    nl: 'De netwerkserver stuurde geen gedecodeerde velden mee. Zet daar een decoder aan, of geef er hier een.',
    en: 'The network server sent no decoded fields. Switch on a decoder there, or give one here.',
  })
}

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload))
  } catch {
    throw new Undeliverable('not-json', {
      nl: 'Het bericht is geen leesbare JSON. Kijk of de netwerkserver JSON stuurt.',
      en: 'The message is not readable as JSON. See whether the network server sends JSON.',
    })
  }
}

async function findOrMakeStreams(
  { db, now }: Delivery,
  { datasetId, name, stationKey }: Source,
  { device, position }: Uplink,
  values: readonly MappedValue[],
): Promise<number[]> {
  const streams: StationSource['streams'] = new Map(
    values.map(({ mapping }) => [
      streamOf(mapping),
      { property: mapping.property, unit: mapping.unit, result: mapping.result ?? 'number' },
    ]),
  )
  const station = { key: device[stationKey], position, streams }
  const known = await findStreams(db, datasetId, station)
  const ids = known ?? (await makeStreams(db, { datasetId, name, description: name }, station, now))
  return values.map(({ mapping }) => ids.get(streamOf(mapping)) ?? 0)
}

async function makeStreams(
  db: Db,
  origin: Parameters<typeof ensureStations>[1],
  station: StationSource,
  now: Date,
) {
  const ensure = (transaction: Db) => ensureStations(transaction, origin, [station], now)
  try {
    const made = await (db.isTransaction ? ensure(db) : db.transaction().execute(ensure))
    return made.get(station.key) ?? new Map<string, number>()
  } catch (error) {
    if (error instanceof Problem && error.code === 'conflict')
      throw new Undeliverable('unit-differs', error.detail)
    throw error
  }
}

function streamOf({ datastream, field }: MappedValue['mapping']): string {
  return datastream ?? field
}

function toBatch(values: readonly MappedValue[], ids: number[], time: number): ObservationBatch {
  return {
    datastreamId: ids,
    phenomenonStart: values.map(() => time),
    resultNumber: values.map(({ value }) => (typeof value === 'number' ? value : null)),
    detail: values.map(({ value }) => (typeof value === 'string' ? JSON.stringify({ result: value }) : null)),
  }
}
