import type { Connection } from '@samenspel/client'
import type { Copied, Tally } from './tally.ts'

/** Property of a copied entity with its address at the source: how a repeated harvest finds it. */
const ORIGIN = 'harvestedFrom'

/** Where entities are copied to. */
export type Target = {
  /** The id of the copy of `origin`; made from `describe` when there is none. */
  ensure(collection: Copied, origin: string, describe: () => Promise<object> | object): Promise<number>
  /** The moment from which newer observations of a datastream are still missing here; undefined for all. */
  findNewest(datastreamId: number): Promise<string | undefined>
  /** Stores observations; answers per row whether it was taken. */
  store(groups: ObservationGroup[]): Promise<boolean[]>
}

/** Observations of one datastream, as CreateObservations takes them. */
export type ObservationGroup = {
  Datastream: { '@iot.id': number }
  components: string[]
  'dataArray@iot.count': number
  dataArray: unknown[][]
}

const BASE = '/sta/v1.1'

/** @param dataset id or slug of the dataset for new things; undefined: that of the token or organisation */
export function openTarget({ request }: Connection, dataset: string | undefined, tally: Tally): Target {
  const known = new Map<string, number>()

  async function find(collection: Copied, origin: string): Promise<number | undefined> {
    const filter = `properties/${ORIGIN} eq '${origin.replaceAll("'", "''")}'`
    const query = new URLSearchParams({ $filter: filter, $select: 'id', $top: '1' })
    const { value } = (await (await request(`${BASE}/${collection}?${query}`)).json()) as Found
    return value[0]?.['@iot.id']
  }
  async function post(path: string, body: unknown): Promise<Response> {
    const headers = { 'content-type': 'application/json', ...(dataset === undefined ? {} : { dataset }) }
    return request(`${BASE}/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  }
  return {
    async ensure(collection, origin, describe) {
      const before = known.get(origin)
      if (before !== undefined) return before
      const found = await find(collection, origin)
      if (found !== undefined) tally.entities[collection].known += 1
      const id = found ?? (await make())
      known.set(origin, id)
      return id

      async function make(): Promise<number> {
        const entity = (await describe()) as { properties?: object }
        const properties = { ...entity.properties, [ORIGIN]: origin }
        const response = await post(collection, { ...entity, properties })
        tally.entities[collection].created += 1
        return readId(response)
      }
    },
    async findNewest(datastreamId) {
      const query = new URLSearchParams({
        $orderby: 'phenomenonTime desc',
        $top: '1',
        $select: 'phenomenonTime',
      })
      const response = await request(`${BASE}/Datastreams(${datastreamId})/Observations?${query}`)
      const { value } = (await response.json()) as { value: { phenomenonTime: string }[] }
      return value[0]?.phenomenonTime.split('/')[0]
    },
    async store(groups) {
      const answers = (await (await post('CreateObservations', groups)).json()) as string[]
      return answers.map((answer) => answer !== 'error')
    },
  }
}

type Found = { value: { '@iot.id': number }[] }

async function readId(response: Response): Promise<number> {
  const text = await response.text()
  const body = text === '' ? {} : (JSON.parse(text) as { '@iot.id'?: number })
  const id = body['@iot.id'] ?? Number(/\((\d+)\)$/.exec(response.headers.get('location') ?? '')?.[1])
  if (!Number.isInteger(id)) throw new Error('The server made an entity without saying which id it has.')
  return id
}
