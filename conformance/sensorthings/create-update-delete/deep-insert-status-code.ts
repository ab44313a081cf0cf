import { demand } from '../demand.ts'
import { tree, withTree } from '../examples.ts'
import { requirement } from '../requirement.ts'

export default requirement(
  'create-update-delete/deep-insert-status-code',
  'A deep insert is answered with 201 when all was created; otherwise nothing is created.',
  async (service) => {
    await withTree(service, async () => {
      const count = async () => (await service.read('Things?$count=true&$top=1'))['@iot.count']
      const before = await count()
      const [datastream] = tree.Datastreams
      const broken = { ...tree, Datastreams: [{ ...datastream, Sensor: { name: 'only a name' } }] }
      const { status } = await service.send('POST', 'Things', broken)
      demand(status === 400, `A deep insert with an incomplete Sensor answers ${status}.`)
      demand((await count()) === before, 'A deep insert that was refused has left a Thing.')
    })
  },
)
