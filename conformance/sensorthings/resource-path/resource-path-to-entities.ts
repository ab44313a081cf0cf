import { SENSING_COLLECTIONS } from '@samenspel/standards/sensorthings'
import { demand } from '../demand.ts'
import { withTree } from '../examples.ts'
import { requirement } from '../requirement.ts'
import type { Entity } from '../service.ts'

export default requirement(
  'resource-path/resource-path-to-entities',
  'The service root lists the entity sets, and all eight usages of a resource path work.',
  async (service) => {
    const root = await service.read('')
    const sets = root.value as { name: string; url: string }[]
    for (const name of SENSING_COLLECTIONS) {
      const set = sets.find((each) => each.name === name)
      demand(set !== undefined, `The service root does not list ${name}.`)
      demand(Array.isArray((await service.read(set.url)).value), `${set.url} gives no list.`)
    }
    await withTree(service, async ({ Thing, Datastream, Observation }) => {
      const name = await service.read(`${Thing}/name`)
      demand(name.name === 'Conformance Thing', 'The address of a property does not give an object with it.')
      const value = await service.send('GET', `${Thing}/name/$value`)
      demand(
        value.text === 'Conformance Thing',
        'The address of a property with $value does not give the bare value.',
      )
      const id = (await service.read(Datastream))['@iot.id']
      const inner = await service.read(`${Thing}/Datastreams(${id})`)
      demand(inner['@iot.id'] === id, 'An entity cannot be reached over a link with its id.')
      const deep = await service.read(`${Observation}/Datastream/Thing/Locations`)
      demand((deep.value as Entity[]).length === 1, 'Links cannot be followed one after the other.')
      const references = await service.list(`${Thing}/Datastreams/$ref`)
      demand(
        references.length === 1 && Object.keys(references[0] ?? {}).join() === '@iot.selfLink',
        'An address with $ref does not give only selfLinks.',
      )
      const missing = [
        'Things(9223372036854775807)',
        `${Thing}/nothing`,
        'Nothing',
        `${Thing}/Datastreams(9223372036854775807)`,
      ]
      for (const address of missing) {
        const { status } = await service.send('GET', address)
        demand(status === 404, `GET ${address}, which does not exist, answers ${status}.`)
      }
    })
  },
)
