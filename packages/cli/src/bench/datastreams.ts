import type { Caller } from './caller.ts'
import { DATASTREAMS } from './data.ts'

const PER_THING = 100

/** Makes the datastreams to write to; gives their ids. */
export async function createDatastreams({ call }: Caller): Promise<number[]> {
  for (let thing = 0; thing < DATASTREAMS / PER_THING; thing += 1) {
    const answer = await call('POST', '/sta/v1.1/Things', JSON.stringify(describeThing(thing)))
    if (answer.status !== 201)
      throw new Error(`Creating a Thing was answered with ${answer.status}: ${answer.body}`)
  }
  const answer = await call('GET', `/sta/v1.1/Datastreams?$select=id&$top=${DATASTREAMS}`)
  const { value } = JSON.parse(answer.body.toString()) as { value: { '@iot.id': number }[] }
  return value.map((datastream) => datastream['@iot.id'])
}
function describeThing(thing: number) {
  const Datastreams = Array.from({ length: PER_THING }, (_, index) => ({
    name: `Stroom ${thing * PER_THING + index}`,
    description: '',
    observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
    unitOfMeasurement: {
      name: 'graad Celsius',
      symbol: '°C',
      definition: 'http://qudt.org/vocab/unit/DEG_C',
    },
    Sensor: { name: 'Sensor', description: '', encodingType: 'text/plain', metadata: 'sensor' },
    ObservedProperty: { name: 'temperatuur', definition: 'http://example.org/temperature', description: '' },
  }))
  const location = { type: 'Point', coordinates: [5.4 + thing / 100, 52.1] }
  const Locations = [{ name: 'Plek', description: '', encodingType: 'application/geo+json', location }]
  return { name: `Station ${thing}`, description: '', Locations, Datastreams }
}
