import * as example from '../examples.ts'
import type { Service } from '../service.ts'

const TYPES = 'http://www.opengis.net/def/observationType/OGC-OM/2.0'

/** A MultiDatastream of temperature, humidity and sight, of which the last has no unit. */
export const multiDatastream = {
  name: 'Conformance MultiDatastream',
  description: 'MultiDatastream of a conformance test',
  observationType: `${TYPES}/OM_ComplexObservation`,
  multiObservationDataTypes: [
    `${TYPES}/OM_Measurement`,
    `${TYPES}/OM_Measurement`,
    `${TYPES}/OM_CategoryObservation`,
  ],
  unitOfMeasurements: [
    { name: 'degree Celsius', symbol: 'degC', definition: 'ucum:Cel' },
    { name: 'percent', symbol: '%', definition: 'ucum:%' },
    { name: null, symbol: null, definition: null },
  ],
  ObservedProperties: ['temperature', 'humidity', 'sight'].map((name) => ({
    ...example.observedProperty,
    name: `Conformance ${name}`,
  })),
  Sensor: example.sensor,
}

export const observation = { ...example.observation, result: [21.5, 60, 'clear'] }

/** Does something with a MultiDatastream that has one observation, and clears up. */
export async function withMultiDatastream(
  service: Service,
  work: (address: string, thing: string) => Promise<void>,
): Promise<void> {
  const made: string[] = []
  const note = (address: string) => {
    made.push(address)
    return address
  }
  const thing = note(await service.create('Things', { ...example.thing, Locations: [example.location] }))
  try {
    const address = await service.create(`${thing}/MultiDatastreams`, multiDatastream)
    note(`Sensors(${(await service.read(`${address}/Sensor`))['@iot.id']})`)
    for (const property of await service.list(`${address}/ObservedProperties`)) {
      note(`ObservedProperties(${property['@iot.id']})`)
    }
    for (const location of await service.list(`${thing}/Locations`)) note(`Locations(${location['@iot.id']})`)
    await service.create(`${address}/Observations`, observation)
    await work(address, thing)
  } finally {
    for (const address of made) await service.send('DELETE', address)
  }
}
