import { linksOf } from '@samenspel/standards/sensorthings'
import { demand } from '../demand.ts'
import { type Tree, withTree } from '../examples.ts'
import { requirement } from '../requirement.ts'

export default requirement(
  'datamodel/entity-control-information/common-control-information',
  'Each entity has @iot.id, @iot.selfLink and a navigation link per relation; the selfLink leads to the same entity.',
  async (service) => {
    await withTree(service, async (made) => {
      for (const [type, address] of Object.entries(made) as [keyof Tree, string][]) {
        const entity = await service.read(address)
        demand(entity['@iot.id'] !== undefined, `A ${type} has no @iot.id.`)
        const self = entity['@iot.selfLink']
        demand(
          typeof self === 'string' && /^https?:/.test(self),
          `The selfLink of a ${type} is no absolute URL.`,
        )
        demand(
          (await service.read(self))['@iot.id'] === entity['@iot.id'],
          `The selfLink of a ${type} leads elsewhere.`,
        )
        for (const [link, { target }] of linksOf(type)) {
          if (target === 'MultiDatastream') continue
          demand(`${link}@iot.navigationLink` in entity, `A ${type} has no ${link}@iot.navigationLink.`)
        }
      }
    })
  },
)
