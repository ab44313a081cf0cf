import { demand } from '../demand.ts'
import * as example from '../examples.ts'
import { requirement } from '../requirement.ts'

export default requirement(
  'create-update-delete/update-entity',
  'PATCH changes the properties that are sent and no others; related entities described inline are refused.',
  async (service) => {
    await example.withTree(service, async (made) => {
      for (const address of [
        made.Thing,
        made.Location,
        made.Datastream,
        made.Sensor,
        made.ObservedProperty,
        made.FeatureOfInterest,
      ]) {
        const before = await service.read(address)
        const { status } = await service.send('PATCH', address, { description: 'changed' })
        demand(status === 200, `PATCH ${address} answers ${status}.`)
        const after = await service.read(address)
        demand(
          after.description === 'changed' && after.name === before.name,
          `PATCH of ${address} changed something else.`,
        )
      }
      await service.send('PATCH', made.Observation, { result: 99 })
      demand(
        (await service.read(made.Observation)).result === 99,
        'PATCH does not change the result of an Observation.',
      )
      const inline = await service.send('PATCH', made.Thing, { Locations: [example.location] })
      demand(inline.status === 400, `PATCH with a related entity inline answers ${inline.status}.`)
      const missing = await service.send('PATCH', 'Things(9223372036854775807)', { name: 'x' })
      demand(missing.status === 404, `PATCH of what does not exist answers ${missing.status}.`)
    })
  },
)
