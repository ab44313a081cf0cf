import type { Connection } from '@samenspel/client'
import { UNITS } from '@samenspel/standards/tabular'
import { WATERRIJK_SEED } from '../waterrijk/index.ts'
import { listSquares, measureNights, SQUARE_DAYS, type Square } from '../waterrijk/squares.ts'
import { type Fill, postJson } from './fill.ts'
import { nameStream, readStations, type StreamIds } from './fill-stations.ts'
import { createIn, describeSensor, describeThing, ensureDataset } from './simulated-things.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const PROPERTY = 'night-temperature'
const TITLE = 'Laagste temperatuur van de nacht'

const DATASET = {
  title: 'Pleinmeters Waterrijk',
  description:
    'De laagste temperatuur van elke nacht op veertien pleinen, drie jaar lang. De metingen zijn nagebootst.',
}

/** Makes the thermometers on squares that are missing, with three years of nights; gives the ids of all datastreams. @param since the moment the example was first filled (ms UTC) */
export async function fillSquares(fill: Fill, known: StreamIds, since: number): Promise<StreamIds> {
  const { connection } = fill
  const missing = listSquares().filter(
    ({ key }) => !known.has(nameStream({ stationKey: key, property: PROPERTY })),
  )
  if (missing.length > 0) await makeThermometers(fill, missing, since)
  const streams = missing.length > 0 ? (await readStations(connection)).streams : known
  await storeNights(connection, streams, { since, now: since })
  return streams
}

/**
 * Stores the nights that are not there yet.
 * @param when.since the moment the example was first filled, `now` until when (ms UTC)
 */
export async function storeNights(
  connection: Connection,
  streams: StreamIds,
  { since, now }: { since: number; now: number },
): Promise<void> {
  for (const square of listSquares()) {
    const id = streams.get(nameStream({ stationKey: square.key, property: PROPERTY }))
    if (id === undefined) continue
    const last = await findLast(connection, id)
    const from = last === undefined ? since - SQUARE_DAYS * DAY : (Math.floor(last / DAY) + 1) * DAY
    const nights = measureNights(WATERRIJK_SEED, square, { since, from, to: now }).filter(
      ({ hour }) => hour + HOUR <= now,
    )
    if (nights.length === 0) continue
    const response = await postJson(connection, '/sta/v1.1/CreateObservations', [
      {
        Datastream: { '@iot.id': id },
        components: ['phenomenonTime', 'result'],
        'dataArray@iot.count': nights.length,
        dataArray: nights.map(({ hour, lowest }) => [`${write(hour)}/${write(hour + HOUR)}`, lowest]),
      },
    ])
    const refused = ((await response.json()) as string[]).filter((answer) => answer === 'error').length
    if (refused > 0) throw new Error(`The server refused ${refused} nights of ${square.name}.`)
  }
}

/** When the last night of a thermometer was measured (ms UTC). */
async function findLast({ request }: Connection, id: number): Promise<number | undefined> {
  const response = await request(`/sta/v1.1/Datastreams(${id})?$select=phenomenonTime`)
  const { phenomenonTime } = (await response.json()) as { phenomenonTime?: string | null }
  // The end of the last hour is not in it.
  return phenomenonTime ? Date.parse(phenomenonTime.split('/').at(-1) ?? '') - 1 : undefined
}

async function makeThermometers(fill: Fill, squares: readonly Square[], since: number): Promise<void> {
  const create = createIn(fill.connection, await ensureDataset(fill, DATASET))
  const sensorId = await create('Sensors', describeSensor('Pleinmeter (nagebootst)', DATASET.description))
  const propertyId = await create('ObservedProperties', {
    name: PROPERTY,
    definition: 'https://waterrijk.example/begrippen/laagste-temperatuur-van-de-nacht',
    description: TITLE,
    properties: { title: TITLE },
  })
  for (const square of squares) {
    const description = `Laagste temperatuur van elke nacht bij ${square.name}`
    const series = { title: TITLE, description, unit: UNITS.Cel, sensorId, propertyId }
    await create('Things', describeThing(square, [series], since))
  }
}

const write = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z')
