import { demand } from '../demand.ts'
import * as example from '../examples.ts'
import { requirement } from '../requirement.ts'

export default requirement(
  'create-update-delete/historical-location-auto-creation',
  'A HistoricalLocation is made whenever the Location of a Thing changes.',
  async (service) => {
    await example.withTree(service, async ({ Thing }) => {
      demand(
        (await service.list(`${Thing}/HistoricalLocations`)).length === 1,
        'The first Location made no history.',
      )
      const elsewhere = { ...example.location, name: 'Conformance elsewhere' }
      const moved = await service.create(`${Thing}/Locations`, elsewhere)
      const history = await service.list(`${Thing}/HistoricalLocations?$expand=Locations`)
      demand(history.length === 2, 'A second Location made no history.')
      const now = await service.list(`${Thing}/Locations`)
      demand(
        now.length === 1 && now[0]?.name === elsewhere.name,
        'The new Location is not the only current one.',
      )
      await service.send('DELETE', moved)
    })
  },
)
