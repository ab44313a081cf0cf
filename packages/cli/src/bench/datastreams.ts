import type { Caller } from './caller.ts'
import { DATASTREAMS } from './data.ts'

/** How many are made at once. */
const AT_ONCE = 20

/** Makes the datastreams to write to, each of a station of its own; gives their ids. */
export async function createDatastreams({ call }: Caller): Promise<number[]> {
  const things = Array.from({ length: DATASTREAMS }, (_, thing) => thing)
  for (let from = 0; from < DATASTREAMS; from += AT_ONCE) {
    await Promise.all(
      things.slice(from, from + AT_ONCE).map(async (thing) => {
        const answer = await call(
          'POST',
          '/sta/v1.1/Things',
          JSON.stringify(describeStation(thing, placeOf(thing))),
        )
        if (answer.status !== 201)
          throw new Error(`Creating a Thing was answered with ${answer.status}: ${answer.body}`)
      }),
    )
  }
  const answer = await call('GET', `/sta/v1.1/Datastreams?$select=id&$top=${DATASTREAMS}`)
  const { value } = JSON.parse(answer.body.toString()) as { value: { '@iot.id': number }[] }
  return value.map((datastream) => datastream['@iot.id'])
}

const placeOf = (thing: number) =>
  [5.4 + (thing % 100) / 1000, 52.1 + Math.floor(thing / 100) / 1000] as const

/** A station that measures the temperature at a place, with one datastream. */
export function describeStation(number: number, coordinates: readonly [longitude: number, latitude: number]) {
  const Datastreams = [
    {
      name: `Stroom ${number}`,
      description: '',
      observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
      unitOfMeasurement: {
        name: 'graad Celsius',
        symbol: '°C',
        definition: 'http://qudt.org/vocab/unit/DEG_C',
      },
      Sensor: { name: 'Sensor', description: '', encodingType: 'text/plain', metadata: 'sensor' },
      ObservedProperty: {
        name: 'temperatuur',
        definition: 'http://example.org/temperature',
        description: '',
      },
    },
  ]
  const location = { type: 'Point', coordinates }
  const Locations = [{ name: 'Plek', description: '', encodingType: 'application/geo+json', location }]
  return { name: `Station ${number}`, description: '', Locations, Datastreams }
}
