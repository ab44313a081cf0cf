import { beforeAll, expect, it } from 'vitest'
import { signInAs } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { describeStation, speakAs } from './testing/seed.ts'

const server = useServer({ CLIENT_IDS: 'honour' })
let send: ReturnType<typeof speakAs>

beforeAll(async () => {
  send = speakAs(server, await signInAs(server, 'data-expert'))
}, 60_000)

const selfLink = (path: string) => `http://localhost:8080/sta/v1.1/${path}`

it('takes the id that a client chooses, once, and goes on above it', async () => {
  const body = { '@iot.id': 7000, name: 'T', description: 'D' }
  const made = await send('POST', 'Things', body)
  expect(made.status, made.text).toBe(201)
  expect(made.location).toBe(selfLink('Things(7000)'))
  expect((await send('POST', 'Things', body)).status).toBe(409)
  expect((await send('POST', 'Things', { name: 'T', description: 'D' })).location).toBe(
    selfLink('Things(7001)'),
  )
  expect((await send('POST', 'Things', { ...body, '@iot.id': 12 })).location).toBe(selfLink('Things(12)'))
  expect((await send('POST', 'Things', { name: 'T', description: 'D' })).location).toBe(
    selfLink('Things(7002)'),
  )
})

it('takes ids in a deep insert', async () => {
  const station = describeStation('ids', [5, 52])
  const numbered = {
    ...station,
    '@iot.id': 8000,
    Datastreams: station.Datastreams.map((each, index) => ({ '@iot.id': 8001 + index, ...each })),
    MultiDatastreams: station.MultiDatastreams.map((each) => ({ '@iot.id': 8003, ...each })),
  }
  expect((await send('POST', 'Things', numbered)).status).toBe(201)
  for (const path of ['Datastreams(8001)', 'Datastreams(8002)', 'MultiDatastreams(8003)']) {
    expect((await send('GET', `${path}/Thing/$ref`)).json()).toEqual({
      '@iot.selfLink': selfLink('Things(8000)'),
    })
  }
})

it('leaves ids for the service, whatever clients choose', async () => {
  const thing = { name: 'T', description: 'D' }
  const highest = 2 ** 52
  for (const id of [Number.MAX_SAFE_INTEGER, highest + 1]) {
    expect((await send('POST', 'Things', { ...thing, '@iot.id': id })).status).toBe(400)
  }
  expect((await send('POST', 'Things', { ...thing, '@iot.id': highest })).status).toBe(201)
  expect((await send('POST', 'Things', thing)).location).toBe(selfLink(`Things(${highest + 1})`))
  const [datastream] = describeStation('last', [5, 52]).Datastreams
  const numbered = (id: number) => ({ ...thing, Datastreams: [{ ...datastream, '@iot.id': id }] })
  expect((await send('POST', 'Things', numbered(2 ** 31 - 1))).status).toBe(400)
  expect((await send('POST', 'Things', numbered(2 ** 30))).status).toBe(201)
  expect((await send('POST', 'Things', { ...thing, Datastreams: [datastream] })).status).toBe(201)
})

it.each([
  ['Things', { name: 'T', description: 'D' }, 0],
  ['Things', { name: 'T', description: 'D' }, '9223372036854775807'],
  ['Datastreams(8001)/Observations', { result: 1 }, 9],
])('refuses an id in %s that it cannot honour', async (path, body, id) => {
  expect((await send('POST', path, { ...body, '@iot.id': id })).status).toBe(400)
})
