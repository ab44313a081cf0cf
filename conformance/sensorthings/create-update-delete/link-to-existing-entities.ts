import { demand } from '../demand.ts'
import * as example from '../examples.ts'
import { requirement } from '../requirement.ts'

export default requirement(
  'create-update-delete/link-to-existing-entities',
  'A new entity is linked to existing ones by their @iot.id.',
  async (service) => {
    await example.withTree(service, async (made) => {
      const reference = async (address: string) => ({ '@iot.id': (await service.read(address))['@iot.id'] })
      const address = await service.create('Datastreams', {
        ...example.datastream,
        Thing: await reference(made.Thing),
        Sensor: await reference(made.Sensor),
        ObservedProperty: await reference(made.ObservedProperty),
      })
      for (const link of ['Thing', 'Sensor', 'ObservedProperty'] as const) {
        const linked = await service.read(`${address}/${link}`)
        demand(
          linked['@iot.id'] === (await reference(made[link]))['@iot.id'],
          `${link} is not the one that was named.`,
        )
      }
      const { status } = await service.send('POST', `${made.Thing}/Datastreams`, {
        ...example.datastream,
        Sensor: { '@iot.id': 9_007_199_254_740_991 },
        ObservedProperty: await reference(made.ObservedProperty),
      })
      demand(status >= 400 && status < 500, `A link to what does not exist is answered with ${status}.`)
    })
  },
)
