import { demand } from '../demand.ts'
import { requirement } from '../requirement.ts'
import { multiDatastream, observation, withMultiDatastream } from './examples.ts'

export default requirement(
  'multi-datastream/constraints',
  'Units, data types, observed properties and the parts of each result are as many, and in the same order.',
  async (service) => {
    await withMultiDatastream(service, async (address, thing) => {
      const properties = await service.list(`${address}/ObservedProperties`)
      demand(
        properties.map(({ name }) => name).join() ===
          multiDatastream.ObservedProperties.map(({ name }) => name).join(),
        'The ObservedProperties are not in the order of the units.',
      )
      const [first] = await service.list(`${address}/Observations?$select=result`)
      demand(
        JSON.stringify(first?.result) === JSON.stringify(observation.result),
        'A result is not given back as it was sent.',
      )
      const refused: [string, string, unknown][] = [
        ['a result of too few parts', `${address}/Observations`, { ...observation, result: [21.5, 60] }],
        ['a result that is no list', `${address}/Observations`, { ...observation, result: 21.5 }],
        [
          'too few units',
          `${thing}/MultiDatastreams`,
          { ...multiDatastream, unitOfMeasurements: multiDatastream.unitOfMeasurements.slice(1) },
        ],
        [
          'too few data types',
          `${thing}/MultiDatastreams`,
          {
            ...multiDatastream,
            multiObservationDataTypes: multiDatastream.multiObservationDataTypes.slice(1),
          },
        ],
        [
          'too few observed properties',
          `${thing}/MultiDatastreams`,
          { ...multiDatastream, ObservedProperties: multiDatastream.ObservedProperties.slice(1) },
        ],
      ]
      for (const [what, list, body] of refused) {
        const { status } = await service.send('POST', list, body)
        demand(status === 400, `POST with ${what} is answered with ${status}.`)
      }
    })
  },
)
