import { createTree, deleteTree, observation, type Tree } from './examples.ts'
import type { Entity, Service } from './service.ts'

/** The moment of the observation with a number, an hour after the one before it. */
export function hourOf(number: number): string {
  return `2026-01-0${1 + Math.floor(number / 24)}T${String(number % 24).padStart(2, '0')}:00:00Z`
}

/** Does something with a new tree whose datastream has these results, one an hour, and clears up. */
export async function withSeries(
  service: Service,
  results: readonly unknown[],
  work: (tree: Tree, observations: string) => Promise<void>,
): Promise<void> {
  const tree = await createTree(service)
  try {
    await service.send('DELETE', tree.Observation)
    const observations = `${tree.Datastream}/Observations`
    for (const [number, result] of results.entries()) {
      const moment = hourOf(number)
      await service.create(observations, {
        ...observation,
        phenomenonTime: moment,
        resultTime: moment,
        result,
      })
    }
    await work(tree, observations)
  } finally {
    await deleteTree(service, tree)
  }
}

/** The results of a list of observations, its first page. */
export async function resultsOf(service: Service, address: string): Promise<unknown[]> {
  return (await service.list(address)).map(({ result }) => result)
}

/** The fields of an entity that are not control information: neither `@iot.…` nor `…@iot.…`. */
export function fieldsOf(entity: Entity | undefined): string[] {
  return Object.keys(entity ?? {}).filter((name) => !name.includes('@iot.'))
}

/** The addresses in query options are written as people read them; this is how they are sent. */
export function ask(address: string, options: Readonly<Record<string, string>>): string {
  const query = Object.entries(options).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `${address}?${query.join('&')}`
}
