import { type Connection, dataOf } from '@samenspel/client'
import type { UNITS } from '@samenspel/standards/tabular'
import { type Fill, postJson } from './fill.ts'

/** The dataset of the municipality with this title; it is made when it is missing. Gives its id. */
export async function ensureDataset(
  { connection: { api }, municipalityId }: Fill,
  { title, description }: { title: string; description: string },
): Promise<string> {
  const { items } = await dataOf(api.GET('/datasets', { params: { query: { ownerId: municipalityId } } }))
  const known = items.find((dataset) => dataset.title === title)
  if (known) return known.id
  const made = await dataOf(
    api.POST('/datasets', {
      body: {
        title,
        description,
        ownerId: municipalityId,
        licence: 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/cc0',
        access: 'open',
        theme: 'environment',
        contact: 'data@waterrijk.example',
        corrections: 'replace',
      },
    }),
  )
  return made.id
}

/** Creates entities of SensorThings in one dataset, and gives the id of each. */
export function createIn(connection: Connection, dataset: string) {
  return async (collection: string, body: object): Promise<number> => {
    const response = await postJson(connection, `/sta/v1.1/${collection}`, body, { dataset })
    return ((await response.json()) as { '@iot.id': number })['@iot.id']
  }
}

/** The body of a sensor that does not exist. */
export const describeSensor = (name: string, description: string): object => ({
  name,
  description,
  encodingType: 'text/plain',
  metadata: 'Bestaat niet: de metingen komen uit een simulatie.',
})

/** A series of a station that does not exist. */
type Series = {
  /** What it is, in Dutch. */
  title: string
  description: string
  unit: (typeof UNITS)[keyof typeof UNITS]
  sensorId: number
  propertyId: number | undefined
}

/** The body of a station that does not exist, with its place and its datastreams. @param since the moment the example was first filled (ms UTC) */
export function describeThing(
  {
    key,
    name,
    position,
    neighbourhoodCode,
  }: { key: string; name: string; position: readonly number[]; neighbourhoodCode: string },
  series: readonly Series[],
  since: number,
): object {
  return {
    name,
    description: `${name} in Waterrijk. Nagebootst: dit meetpunt bestaat niet.`,
    properties: {
      key,
      simulated: 'true',
      neighbourhood: neighbourhoodCode,
      exampleSince: new Date(since).toISOString(),
    },
    Locations: [
      {
        name,
        description: `Plaats van ${name}`,
        encodingType: 'application/geo+json',
        location: { type: 'Point', coordinates: position },
      },
    ],
    Datastreams: series.map(({ title, description, unit, sensorId, propertyId }) => ({
      name: `${title} – ${name}`,
      description: `${description} (nagebootst)`,
      observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
      unitOfMeasurement: unit,
      Sensor: { '@iot.id': sensorId },
      ObservedProperty: { '@iot.id': propertyId },
    })),
  }
}
