import { sql } from 'kysely'
import { beforeAll, expect, it, vi } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { storeObservations } from '../ingest/store-observations.ts'
import { SOON, useMqtt } from '../mqtt/testing/clients.ts'
import { addResidents, type Residents } from '../uses/testing/residents.ts'

/*
 * What somebody may read ends while they are reading: between two pages, during a batch, while they are subscribed. From the moment at which it
 * ended nothing is told, whatever they still hold in their hands.
 */

const server = useServer()
const mqtt = useMqtt(server)
let all: Residents
let at = Date.parse('2026-03-02T08:00:00Z')

beforeAll(async () => {
  all = await addResidents(server)
}, 60_000)

const EMPTY = { value: [] }

async function read(url: string, { headers }: Pick<TestActor, 'headers'>) {
  const answer = await server.request({ url: url.replace(/^https?:\/\/[^/]+/, ''), headers })
  return { status: answer.statusCode, ...answer.json<{ value: unknown[]; '@iot.nextLink'?: string }>() }
}

const ofAnna = () => `/sta/v1.1/Datastreams(${all.people.anna.datastreamId})/Observations?$top=2&$count=true`
const consentOf = async (name: 'anna' | 'bert') => {
  const { personId } = all.people[name]
  const recipients = [all.partner.organisationId]
  return all.world.consent({
    personId,
    datasetId: all.datasetId,
    purpose: 'https://w3id.org/dpv#AcademicResearch',
    recipients,
  })
}

/** Stores a value a minute after the one before. */
async function store(datastreamId: number, result: number) {
  at += 60_000
  await storeObservations(
    server.database.db,
    { datastreamId: [datastreamId], phenomenonStart: [at * 1000], resultNumber: [result] },
    { now: server.now },
  )
}

it('gives no next page after the resident withdrew, of theirs as of what never was', async () => {
  const consent = await consentOf('anna')
  const first = await read(ofAnna(), all.partner)
  expect(first.value).toHaveLength(2)
  const next = first['@iot.nextLink'] ?? ''
  expect((await read(next, all.partner)).value).toHaveLength(2)
  await all.world.withdraw(consent)
  const after = await server.request({
    url: new URL(next).pathname + new URL(next).search,
    headers: all.partner.headers,
  })
  const never = next.replace(String(all.people.anna.datastreamId), '987654')
  const absent = await server.request({
    url: new URL(never).pathname + new URL(never).search,
    headers: all.partner.headers,
  })
  expect(after.statusCode).toBe(404)
  expect(after.body.replaceAll(String(all.people.anna.datastreamId), '987654')).toBe(absent.body)
  await consentOf('anna')
})

it('gives no next page of a list after the agreement ended, nor to whoever the link was handed', async () => {
  const party = await signInAs(server, 'data-expert', { purpose: 'https://w3id.org/dpv#AcademicResearch' })
  const datasetId = await all.world.publish(all.owner, { kind: 'restricted' })
  await sql`insert into measurements.thing (dataset_id, name, description)
    select ${datasetId}::uuid, 'geheim ' || n, '' from generate_series(1, 9) n`.execute(server.database.db)
  const { organisationId } = party
  const agreement = await all.world.agree({
    datasetId,
    ownerId: all.owner.organisationId,
    partyId: organisationId,
  })
  const url = `/sta/v1.1/Things?$filter=${encodeURIComponent("startswith(name,'geheim')")}&$top=2&$orderby=name`
  const next = (await read(url, party))['@iot.nextLink'] ?? ''
  expect((await read(next, party)).value).toHaveLength(2)
  const stranger = await signInAs(server, 'data-expert')
  expect(await read(next, stranger)).toMatchObject(EMPTY)
  await all.world.end(agreement, new Date(server.now.getTime() - 1))
  const after = await read(next, party)
  expect(after).toMatchObject(EMPTY)
  expect(after['@iot.nextLink']).toBeUndefined()
})

it('never tells again in one batch of what ended while it was being answered', async () => {
  const consent = await consentOf('bert')
  const requests = Array.from({ length: 40 }, (_, n) => ({
    id: String(n),
    method: 'get',
    url: `Datastreams(${all.people.bert.datastreamId})/Observations/$count`,
  }))
  const [batch] = await Promise.all([
    server.request({
      method: 'POST',
      url: '/sta/v1.1/$batch',
      headers: { ...all.partner.headers, 'content-type': 'application/json', prefer: 'continue-on-error' },
      payload: JSON.stringify({ requests }),
    }),
    new Promise((resolve) => setTimeout(resolve, 20)).then(() => all.world.withdraw(consent)),
  ])
  const statuses = batch.json<{ responses: { status: number }[] }>().responses.map(({ status }) => status)
  expect(statuses).toHaveLength(40)
  const ended = statuses.indexOf(404)
  if (ended >= 0) expect(new Set(statuses.slice(ended))).toEqual(new Set([404]))
  const again = await server.request({
    url: `/sta/v1.1/Datastreams(${all.people.bert.datastreamId})/Observations/$count`,
    headers: all.partner.headers,
  })
  // Everybody sees those of Bert: the other consent stays, and only the purpose of the partner is withdrawn.
  expect([200, 404]).toContain(again.statusCode)
  await consentOf('bert')
})

it('tells nothing over MQTT of what was stored after a withdrawal, however fast values follow each other', async () => {
  const consent = await consentOf('anna')
  const { datastreamId } = all.people.anna
  const { client, messages } = await mqtt.connect(all.partner)
  await client.subscribeAsync(`v1.1/Datastreams(${datastreamId})/Observations?retain=false`)
  await client.subscribeAsync('v1.1/Observations?retain=false')
  let stored = 1000
  let withdrawn = Number.POSITIVE_INFINITY
  const storing = (async () => {
    for (let n = 0; n < 30; n += 1) {
      stored += 1
      await store(datastreamId, stored)
    }
  })()
  await vi.waitFor(() => expect(messages.length).toBeGreaterThan(2), SOON)
  await all.world.withdraw(consent)
  withdrawn = stored
  await storing
  await server.deliver()
  await store(all.open.datastreamId, 5000)
  await vi.waitFor(() => expect(messages.some(({ text }) => text.includes('5000'))).toBe(true), SOON)
  const told = messages.map(({ text }) => JSON.parse(text).result as number).filter((result) => result < 5000)
  // The value that was being stored when the withdrawal came may have been read before it.
  expect(Math.max(...told)).toBeLessThanOrEqual(withdrawn + 1)
  await consentOf('anna')
  await store(datastreamId, 6000)
  await vi.waitFor(() => expect(messages.some(({ text }) => text.includes('6000'))).toBe(true), SOON)
}, 60_000)

it('is over for who reads by an agreement at the very moment at which it ends', async () => {
  await consentOf('anna')
  const count = `/sta/v1.1/Datastreams(${all.people.anna.datastreamId})/Observations/$count`
  const ask = async () => (await server.request({ url: count, headers: all.partner.headers })).statusCode
  expect(await ask()).toBe(200)
  const now = server.now
  await all.world.end(all.agreementId, new Date(now.getTime() + 60_000))
  expect(await ask()).toBe(200)
  server.now = new Date(now.getTime() + 60_000)
  expect(await ask()).toBe(404)
  server.now = now
})

it('shows who is at home in a dataset only their own sensor, whatever others consent to', async () => {
  const { anna, dirk } = all.people
  await consentOf('anna')
  const see = async (id: number, { headers }: Pick<typeof dirk, 'headers'>) =>
    (await server.request({ url: `/sta/v1.1/Datastreams(${id})`, headers })).statusCode
  expect(await see(anna.datastreamId, anna)).toBe(200)
  expect(await see(dirk.datastreamId, dirk)).toBe(200)
  // A rule without a purpose, that of who hosts a sensor, reads no consents.
  expect(await see(anna.datastreamId, dirk)).toBe(404)
})
