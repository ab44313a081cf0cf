import { linksOf, MODEL, propertiesOf } from '@samenspel/standards/sensorthings'
import { demand } from '../demand.ts'
import { type Tree, withTree } from '../examples.ts'
import type { Entity, Service } from '../service.ts'

type Type = keyof Tree

/** Table "Properties of …": every mandatory property is there, in an entity read by id and in a list. */
export async function checkProperties(service: Service, type: Type): Promise<void> {
  await withTree(service, async (made) => {
    const single = await service.read(made[type])
    const listed = (await service.list(`${MODEL[type].collection}?$filter=id eq ${single['@iot.id']}`))[0]
    for (const entity of [single, listed ?? {}]) {
      for (const [name, { mandatory, nullable }] of propertiesOf(type)) {
        if (name === 'id' || !mandatory) continue
        demand(name in entity, `A ${type} has no “${name}”.`)
        demand(nullable || entity[name] !== null, `“${name}” of a ${type} is null.`)
      }
    }
  })
}

/** Table "Relations of …": every link leads somewhere, to a list or to one entity. */
export async function checkRelations(service: Service, type: Type): Promise<void> {
  await withTree(service, async (made) => {
    const entity = await service.read(made[type])
    for (const [link, { many, target }] of linksOf(type)) {
      if (target === 'MultiDatastream') continue
      const address = entity[`${link}@iot.navigationLink`]
      demand(typeof address === 'string', `A ${type} has no navigation link to ${link}.`)
      const linked = await service.read(new URL(address, `${service.root}/`).href)
      const first = many ? (linked.value as Entity[] | undefined)?.[0] : linked
      demand(first?.['@iot.id'] !== undefined, `${link} of a ${type} gives no ${target}.`)
    }
  })
}
