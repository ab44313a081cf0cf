import { demand } from '../demand.ts'
import { withTree } from '../examples.ts'
import { requirement } from '../requirement.ts'

export default requirement(
  'create-update-delete/deep-insert',
  'Related entities that are described inside a new entity are created and linked with it.',
  async (service) => {
    await withTree(service, async (made) => {
      const things = await service.list(`${made.ObservedProperty}/Datastreams?$expand=Thing`)
      const [only] = things
      demand(things.length === 1, 'The ObservedProperty of a deep insert is not linked to its Datastream.')
      const thing = only?.Thing as { '@iot.id'?: unknown } | undefined
      const id = (await service.read(made.Thing))['@iot.id']
      demand(thing?.['@iot.id'] === id, 'The Datastream of a deep insert is not linked to its Thing.')
    })
  },
)
