import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { ANYTHING, describeStation, speakAs } from '../sta/testing/seed.ts'

/** What one organisation shares and another measures with. */
const server = useServer()
let owner: TestActor
let user: TestActor
let shared: Record<'ObservedProperties' | 'Sensors' | 'FeaturesOfInterest' | 'Locations', number>
let datastream: number

const point = { type: 'Point', coordinates: [6, 52] }
const geojson = { encodingType: 'application/geo+json' }
const named = { name: 'gedeeld', description: 'd' }

async function create(actor: TestActor, path: string, body: object): Promise<number> {
  const made = await speakAs(server, actor)('POST', path, body)
  expect(made.status, made.text).toBe(201)
  return made.json<{ '@iot.id': number }>()['@iot.id']
}

beforeAll(async () => {
  owner = await signInAs(server, 'data-expert')
  user = await signInAs(server, 'data-expert')
  shared = {
    ObservedProperties: await create(owner, 'ObservedProperties', {
      ...named,
      definition: 'https://e.org/p',
    }),
    Sensors: await create(owner, 'Sensors', { ...named, encodingType: 'text/plain', metadata: 'm' }),
    FeaturesOfInterest: await create(owner, 'FeaturesOfInterest', { ...named, ...geojson, feature: point }),
    Locations: await create(owner, 'Locations', { ...named, ...geojson, location: point }),
  }
  const link = (id: number) => ({ '@iot.id': id })
  const thing = await create(user, 'Things', { ...named, Locations: [link(shared.Locations)] })
  datastream = await create(user, 'Datastreams', {
    ...named,
    observationType: ANYTHING,
    unitOfMeasurement: { name: null, symbol: null, definition: null },
    Thing: link(thing),
    Sensor: link(shared.Sensors),
    ObservedProperty: link(shared.ObservedProperties),
  })
  await create(user, `Datastreams(${datastream})/Observations`, {
    phenomenonTime: '2026-03-01T00:00:00Z',
    result: 1,
    FeatureOfInterest: link(shared.FeaturesOfInterest),
  })
})

const count = async (path: string) => Number((await speakAs(server, user)('GET', `${path}/$count`)).text)

describe.each(['ObservedProperties', 'Sensors', 'FeaturesOfInterest', 'Locations'] as const)('%s', (kind) => {
  it('are not deleted while others use them, also when those are not to be known', async () => {
    const { db } = server.database
    for (const access of ['open', 'restricted']) {
      await sql`update catalogue.dataset set access = ${access} where owner_id = ${user.organisationId}`.execute(
        db,
      )
      const answer = await speakAs(server, owner)('DELETE', `${kind}(${shared[kind]})`)
      expect(answer.status).toBe(409)
      expect(answer.text).not.toMatch(/[1-9]\d* (Datastream|dataset)/)
    }
    expect(await count(`Datastreams(${datastream})/Observations`)).toBe(1)
    expect(await count('HistoricalLocations')).toBeGreaterThan(0)
  })
})

it('lets an owner delete what nobody else uses', async () => {
  const alone = await create(owner, 'Sensors', { ...named, encodingType: 'text/plain', metadata: 'm' })
  expect((await speakAs(server, owner)('DELETE', `Sensors(${alone})`)).status).toBe(200)
})

it('refuses to move a datastream to a station of another dataset', async () => {
  const station = await create(owner, 'Things', describeStation('een', [5, 52]))
  const { rows } = await sql<{
    id: string
  }>`insert into catalogue.dataset (slug, title, description, owner_id, licence,
      access, place, time, delay_minutes, minimum_group, theme, contact, corrections, created_at, updated_at)
    values ('besloten', 'Besloten', '', ${owner.organisationId}, 'x', 'restricted', 'exact', 'raw', 0, 1, 'x', 'x',
      'replace', now(), now()) returning id`.execute(server.database.db)
  const own = speakAs(server, owner)
  const { value } = (await own('GET', `Things(${station})/Datastreams?$top=1`)).json<{
    value: { '@iot.id': number }[]
  }>()
  const id = value[0]?.['@iot.id']
  await sql`update measurements.datastream set dataset_id = ${rows[0]?.id} where id = ${id}`.execute(
    server.database.db,
  )
  const target = await create(owner, 'Things', named)
  const moves = [
    await own('PATCH', `Datastreams(${id})`, { Thing: { '@iot.id': target } }),
    await own('PATCH', `Things(${target})`, { Datastreams: [{ '@iot.id': id }] }),
    await own('POST', 'Things', { ...named, Datastreams: [{ '@iot.id': id }] }),
  ]
  expect(moves.map(({ status }) => status)).toEqual([400, 400, 400])
})
