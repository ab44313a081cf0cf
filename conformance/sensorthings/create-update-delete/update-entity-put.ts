import { demand } from '../demand.ts'
import { withTree } from '../examples.ts'
import { requirement } from '../requirement.ts'

export default requirement(
  'create-update-delete/update-entity-put',
  'PUT replaces all properties of an entity and keeps its id and links.',
  async (service) => {
    await withTree(service, async ({ Thing }) => {
      const { status } = await service.send('PUT', Thing, { name: 'put', description: 'put' })
      demand(status === 200, `PUT answers ${status}.`)
      const after = await service.read(Thing)
      demand(after.name === 'put' && (after.properties ?? null) === null, 'PUT leaves old properties.')
      demand((await service.list(`${Thing}/Datastreams`)).length === 1, 'PUT removes links.')
    })
  },
)
