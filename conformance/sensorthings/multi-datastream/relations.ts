import { linksOf } from '@samenspel/standards/sensorthings'
import { demand } from '../demand.ts'
import { requirement } from '../requirement.ts'
import type { Entity } from '../service.ts'
import { withMultiDatastream } from './examples.ts'

export default requirement(
  'multi-datastream/relations',
  'A MultiDatastream leads to its Thing, Sensor, ObservedProperties and Observations, and they lead back.',
  async (service) => {
    await withMultiDatastream(service, async (address, thing) => {
      const entity = await service.read(address)
      for (const [link, { many, inverse }] of linksOf('MultiDatastream')) {
        const navigation = entity[`${link}@iot.navigationLink`]
        demand(typeof navigation === 'string', `A MultiDatastream has no navigation link to ${link}.`)
        const linked = await service.read(new URL(navigation, `${service.root}/`).href)
        const first = many ? (linked.value as Entity[])[0] : linked
        demand(first?.['@iot.id'] !== undefined, `${link} of a MultiDatastream gives nothing.`)
        const back = first[`${inverse}@iot.navigationLink`]
        demand(typeof back === 'string', `${link} of a MultiDatastream has no navigation link back.`)
      }
      demand((await service.list(`${thing}/MultiDatastreams`)).length === 1, 'The Thing does not lead to it.')
      demand(
        (await service.list(`${thing}/Datastreams`)).length === 0,
        'A MultiDatastream is listed under the Datastreams of its Thing.',
      )
      const [observation] = await service.list(`${address}/Observations?$expand=MultiDatastream`)
      demand(
        (observation?.MultiDatastream as Entity | undefined)?.['@iot.id'] === entity['@iot.id'],
        'An Observation does not lead to its MultiDatastream.',
      )
    })
  },
)
