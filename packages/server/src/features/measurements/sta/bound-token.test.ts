import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { LICENCES } from '../../catalogue/index.ts'
import { describeStation, speakAs } from './testing/seed.ts'

/** A token for one of two restricted datasets of an organisation. */
const server = useServer()
let expert: TestActor
let bound: TestActor
const things: string[] = []

beforeAll(async () => {
  expert = await signInAs(server, 'data-expert')
  const [licence] = LICENCES
  const ids: string[] = []
  for (const title of ['eigen', 'ander']) {
    const made = await server.request({
      method: 'POST',
      url: '/api/v1/datasets',
      headers: expert.headers,
      payload: { title, licence, access: 'restricted', theme: 'environment', contact: 'x' },
    })
    ids.push(made.json().id)
    const thing = await server.request({
      method: 'POST',
      url: '/sta/v1.1/Things',
      headers: { ...expert.headers, dataset: made.json().slug },
      payload: describeStation(title, [5, 52]),
    })
    things.push(`Things(${thing.json()['@iot.id']})`)
  }
  const [datasetId = ''] = ids
  bound = await signInAs(server, 'data-expert', { organisationId: expert.organisationId, datasetId })
})

it('reads and writes its own dataset', async () => {
  const send = speakAs(server, bound)
  expect((await send('GET', things[0] ?? '')).status).toBe(200)
  expect((await send('PATCH', things[0] ?? '', { name: 'anders' })).status).toBe(200)
  expect((await send('POST', 'Things', { name: 'nieuw', description: 'd' })).status).toBe(201)
  expect((await send('GET', 'Things/$count')).text).toBe('2')
})

it('changes neither who may read its dataset nor how long that is kept', async () => {
  for (const payload of [{ access: 'open' }, { retention: { rawDays: 1, hourDays: null } }]) {
    const url = '/api/v1/datasets/eigen'
    const answer = await server.request({ method: 'PATCH', url, headers: bound.headers, payload })
    expect(answer.json()).toMatchObject({ status: 403, type: 'urn:samenspel:problem:not-allowed' })
  }
})

it('does not see the other datasets of its organisation', async () => {
  const send = speakAs(server, bound)
  expect((await send('GET', things[1] ?? '')).status).toBe(404)
  expect((await send('PATCH', things[1] ?? '', { name: 'x' })).status).toBe(404)
  const all = Number((await speakAs(server, expert)('GET', 'Observations/$count')).text)
  expect(all).toBeGreaterThan(0)
  expect(Number((await send('GET', 'Observations/$count')).text)).toBe(all / 2)
  const list = await server.request({ url: '/api/v1/datasets', headers: bound.headers })
  expect(list.json().items.map(({ title }: { title: string }) => title)).toEqual(['eigen'])
  const other = await server.request({
    method: 'POST',
    url: '/sta/v1.1/Things',
    headers: { ...bound.headers, dataset: 'ander' },
    payload: { name: 'n', description: 'd' },
  })
  expect(other.statusCode).toBe(201)
  const { rows } = await sql<{ slug: string }>`select d.slug from measurements.thing t
    join catalogue.dataset d on d.id = t.dataset_id where t.id = ${other.json()['@iot.id']}`.execute(
    server.database.db,
  )
  expect(rows).toEqual([{ slug: 'eigen' }])
})
