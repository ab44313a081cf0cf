import { demand } from '../demand.ts'
import { createTree, deleteTree, type Tree, withTree } from '../examples.ts'
import { requirement } from '../requirement.ts'

/** Table "Integrity constraints when deleting an entity": what is deleted with it, and some of what stays. */
const CASCADES = {
  Thing: { gone: ['Datastream', 'HistoricalLocation', 'Observation'], left: ['Location', 'Sensor'] },
  Location: { gone: ['HistoricalLocation'], left: ['Thing', 'Datastream'] },
  Datastream: { gone: ['Observation'], left: ['Thing', 'Sensor', 'ObservedProperty'] },
  Sensor: { gone: ['Datastream', 'Observation'], left: ['Thing', 'ObservedProperty'] },
  ObservedProperty: { gone: ['Datastream', 'Observation'], left: ['Thing', 'Sensor'] },
  FeatureOfInterest: { gone: ['Observation'], left: ['Datastream'] },
  HistoricalLocation: { gone: [], left: ['Thing', 'Location'] },
  Observation: { gone: [], left: ['Datastream', 'FeatureOfInterest'] },
} as const satisfies Record<keyof Tree, { gone: readonly (keyof Tree)[]; left: readonly (keyof Tree)[] }>

export default requirement(
  'create-update-delete/delete-entity',
  'DELETE removes an entity and what cannot be without it, and nothing else.',
  async (service) => {
    for (const [type, { gone, left }] of Object.entries(CASCADES)) {
      const made = await createTree(service)
      const address = made[type as keyof Tree]
      const { status } = await service.send('DELETE', address)
      demand(status === 200, `DELETE ${address} answers ${status}.`)
      demand(
        (await service.send('DELETE', address)).status === 404,
        `A second DELETE ${address} is not answered with 404.`,
      )
      for (const each of gone) {
        demand(
          (await service.send('GET', made[each])).status === 404,
          `DELETE of a ${type} leaves its ${each}.`,
        )
      }
      for (const each of left) {
        demand(
          (await service.send('GET', made[each])).status === 200,
          `DELETE of a ${type} takes the ${each} with it.`,
        )
      }
      await deleteTree(service, made)
    }
    await withTree(service, async ({ Thing }) => {
      demand((await service.send('GET', Thing)).status === 200, 'Nothing can be created after all this.')
    })
  },
)
