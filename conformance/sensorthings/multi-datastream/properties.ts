import { propertiesOf } from '@samenspel/standards/sensorthings'
import { demand } from '../demand.ts'
import { requirement } from '../requirement.ts'
import { multiDatastream, withMultiDatastream } from './examples.ts'

export default requirement(
  'multi-datastream/properties',
  'A MultiDatastream has the properties of its table, as they were sent.',
  async (service) => {
    await withMultiDatastream(service, async (address) => {
      const entity = await service.read(address)
      for (const [name, { mandatory }] of propertiesOf('MultiDatastream')) {
        if (name !== 'id' && mandatory) demand(name in entity, `A MultiDatastream has no “${name}”.`)
      }
      for (const name of ['unitOfMeasurements', 'multiObservationDataTypes', 'observationType'] as const) {
        demand(
          JSON.stringify(entity[name]) === JSON.stringify(multiDatastream[name]),
          `“${name}” is not given back as it was sent.`,
        )
      }
    })
  },
)
