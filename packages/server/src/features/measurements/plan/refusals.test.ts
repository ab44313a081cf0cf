import { beforeAll, beforeEach, expect, it } from 'vitest'
import { signInAs, signInAsPerson, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { PUBLIC_PURPOSE } from './plan.ts'
import { planWorld } from './testing/world.ts'

const server = useServer()
const world = planWorld(server)
const RESEARCH = 'https://w3id.org/dpv#AcademicResearch'
const HOME: [number, number] = [5.3951, 52.1593]

let owner: TestActor
let plain: TestActor
let researcher: TestActor
let stranger: TestActor

beforeAll(async () => {
  owner = await signInAs(server, 'data-expert')
  plain = await signInAs(server, 'data-expert')
  const { organisationId } = plain
  researcher = await signInAs(server, 'data-expert', { organisationId, purpose: RESEARCH })
  stranger = await signInAs(server, 'policy-officer')
}, 60_000)
beforeEach(() => {
  server.now = new Date('2026-03-02T10:00:00Z')
})

type Publication = Parameters<typeof world.publish>[1]
type Given = Partial<Parameters<typeof world.agree>[0]>

/** A dataset with a station of nobody, and one of the host when there is one: put in before it becomes what it is. */
async function make(publication: Publication, given?: Given, hostId?: string) {
  const datasetId = await world.publish(owner, { kind: 'open' })
  const station = {
    name: 'thuis',
    point: HOME,
    observations: [{ phenomenonTime: '2026-03-02T09:00:00Z', result: 7 }],
  }
  const made = await world.station(owner, datasetId, station)
  if (hostId !== undefined) await world.station(owner, datasetId, { ...station, hostId })
  await world.republish(datasetId, publication)
  const parties = { datasetId, ownerId: owner.organisationId, partyId: plain.organisationId }
  const agreementId = given ? await world.agree({ ...parties, ...given }) : ''
  return { datasetId, agreementId, ...made }
}

const ask = (url: string, actor?: { headers: Record<string, string> }, language = 'en') =>
  server.request({ url, headers: { 'accept-language': language, ...actor?.headers } })

/** What every way says that asks measurements of the dataset: all the same. */
async function hear(datasetId: string, actor?: { headers: Record<string, string> }) {
  const ways = [
    `/api/v1/stations?dataset=${datasetId}`,
    `/api/v1/station-counts?dataset=${datasetId}`,
    `/api/v1/station-health?dataset=${datasetId}`,
    `/api/v1/latest-values?dataset=${datasetId}`,
    `/api/v1/datasets/${datasetId}/quality-limits`,
  ]
  const answers = await Promise.all(ways.map((url) => ask(url, actor)))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(ways.map(() => 403))
  const said = new Set(answers.map((answer) => answer.json<{ detail: string }>().detail))
  expect([...said]).toHaveLength(1)
  return [...said][0] ?? ''
}

it.each([
  ['an offer', { isOffer: true }, /^Not all parties have accepted/],
  ['another role', { roles: ['clerk'] }, /not for people with your role/],
  ['groups only', { minimumGroup: 5 }, /only count in figures about groups/],
  ['a promise that was not kept', { promise: new Date('2026-03-01') }, /has not yet done what it promised/],
  [
    'a purpose, and none is said',
    { purposes: [RESEARCH] },
    /did not say for what purpose.*use an access token/,
  ],
] as const)('says why a party does not read a restricted dataset: %s', async (_, given, sentence) => {
  const { datasetId } = await make({ kind: 'restricted' }, given as Given)
  const heard = await hear(datasetId, plain)
  expect(heard).toMatch(sentence)
  expect(heard).toMatch(/; .*ask Gemeente Waterrijk \(x\) for help or access\.$/)
})

it('says that an agreement is for another purpose, suspended, has not begun or has ended', async () => {
  const { datasetId, agreementId } = await make({ kind: 'restricted' }, { purposes: [`${RESEARCH}X`] })
  expect(await hear(datasetId, researcher)).toMatch(/is not for this purpose;/)
  const at = server.now
  server.now = new Date('2025-12-31T00:00:00Z')
  expect(await hear(datasetId, researcher)).toMatch(/does not hold yet;/)
  server.now = at
  await world.suspend(agreementId, owner.organisationId)
  expect(await hear(datasetId, researcher)).toMatch(/is suspended;/)
  await world.end(agreementId, new Date('2026-03-02T09:00:00Z'))
  expect(await hear(datasetId, researcher)).toMatch(/has ended;/)
})

it('says that something is forbidden, or not given to look at', async () => {
  const { datasetId } = await make({ kind: 'restricted' }, { permits: false })
  expect(await hear(datasetId, plain)).toMatch(/does not give these measurements/)
  const parties = { datasetId, ownerId: owner.organisationId, partyId: plain.organisationId }
  await world.agree(parties)
  expect(await hear(datasetId, plain)).toMatch(/^An agreement forbids/)
})

it('says the same where nothing is there: for an entity, a station, a series, and in an empty list', async () => {
  const party = await signInAs(server, 'data-expert', { purpose: RESEARCH })
  const { agreementId, thingId, datastreamId } = await make(
    { kind: 'restricted' },
    { purposes: [RESEARCH], partyId: party.organisationId },
  )
  const ways = [
    `/sta/v1.1/Things(${thingId})`,
    `/sta/v1.1/Things(${thingId + 1000})`,
    `/sta/v1.1/Datastreams(${datastreamId})/Observations`,
    `/api/v1/stations/${thingId}`,
    `/api/v1/series?datastream=${datastreamId}`,
  ]
  const hearAll = async (actor: TestActor, sentence: RegExp) => {
    const answers = await Promise.all(ways.map((url) => ask(url, actor)))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404, 404])
    for (const answer of answers) expect(answer.json().detail).toMatch(sentence)
    const list = await ask('/sta/v1.1/Observations', actor)
    expect(list.json()).toEqual({ value: [], '@samenspel.note': expect.stringMatching(sentence) })
  }
  await world.suspend(agreementId, owner.organisationId)
  await hearAll(party, /You see nothing of “data-[^”]+” now: the agreement .* is suspended; ask Gemeente/)
  await world.end(agreementId, new Date('2026-03-02T09:00:00Z'))
  await hearAll(party, /the agreement of your organisation about these measurements has ended; ask Gemeente/)
  const dutch = await ask(`/sta/v1.1/Things(${thingId})`, party, 'nl')
  expect(dutch.json().detail).toMatch(
    /Kijk of het adres klopt\. Van “data-.*” ziet u nu niets: de afspraak van uw/,
  )
  // Long after, and for who has no agreement, only that it is not there.
  server.now = new Date('2026-04-30T10:00:00Z')
  const late = await ask(`/sta/v1.1/Things(${thingId})`, party)
  expect(late.json().detail).not.toMatch(/agreement/)
  expect((await ask(`/sta/v1.1/Things(${thingId})`)).json().detail).toBe(late.json().detail)
})

it('says of a datastream that is seen only per hour where its figures are', async () => {
  const { datastreamId } = await make({ kind: 'open', time: 'hour' })
  const list = (await ask(`/sta/v1.1/Datastreams(${datastreamId})/Observations`)).json()
  expect(list['@samenspel.note']).toBe(
    `You do not see single measurements of this datastream, but figures per hour: /api/v1/series?datastream=${datastreamId}&resolution=hour`,
  )
  const open = await make({ kind: 'open' })
  const none = await ask(`/sta/v1.1/Datastreams(${open.datastreamId})/Observations?$filter=result gt 100`)
  expect(none.json()['@samenspel.note']).toMatch(/^There is nothing here, or you may not see it\./)
})

it('says of an open dataset that it only counts in groups, and tells its owner nothing of the kind', async () => {
  const { datasetId } = await make({ kind: 'open', minimumGroup: 5 })
  expect(await hear(datasetId)).toMatch(/only count in figures about groups/)
  expect((await ask(`/api/v1/station-counts?dataset=${datasetId}`, owner)).json()).toEqual({ stations: 1 })
})

it('says why nothing of a personal dataset is shown, whether there is something or not', async () => {
  const { datasetId } = await make({ kind: 'personal', minimumGroup: 5 })
  const nobody = /residents who consented to share them with everybody/
  expect(await hear(datasetId)).toMatch(nobody)
  expect(await hear(datasetId, stranger)).toMatch(nobody)
  expect(await hear(datasetId, researcher)).toMatch(/^Your organisation has no agreement/)
  // Who keeps the dataset sees by which limits its values are judged, not the values.
  const own = await ask(`/api/v1/stations?dataset=${datasetId}`, owner)
  expect(own.json().detail).toMatch(/^You did not say for what purpose/)
  const empty = await world.publish(owner, { kind: 'personal', minimumGroup: 5 })
  expect(await hear(empty)).toBe(await hear(datasetId))

  const parties = { datasetId, ownerId: owner.organisationId, partyId: plain.organisationId }
  const agreement = await world.agree({ ...parties, purposes: [RESEARCH] })
  expect(await hear(datasetId, plain)).toMatch(/^You did not say for what purpose/)
  expect(await hear(datasetId, researcher)).toMatch(
    /residents who gave your organisation consent for this purpose/,
  )
  await world.end(agreement, new Date('2026-03-02T09:00:00Z'))
  expect(await hear(datasetId, researcher)).toMatch(/has ended;/)
})

it('shows what is consented to, and then refuses only what has no coarser form', async () => {
  const host = await signInAsPerson(server)
  const { datasetId } = await make({ kind: 'personal', minimumGroup: 5 }, undefined, host.personId)
  expect((await ask(`/api/v1/station-counts?dataset=${datasetId}`, host)).json()).toEqual({ stations: 1 })
  await world.consent({ personId: host.personId, datasetId, purpose: PUBLIC_PURPOSE })
  expect((await ask(`/api/v1/station-counts?dataset=${datasetId}`)).json()).toEqual({ stations: 1 })
  // A filter that finds nothing is no refusal.
  const elsewhere = await ask(`/api/v1/stations?dataset=${datasetId}&property=no2`)
  expect(elsewhere.json().items).toEqual([])
  const health = await ask(`/api/v1/station-health?dataset=${datasetId}`)
  expect(health.statusCode).toBe(403)
  expect(health.json().detail).toMatch(/^Only who may see the measurements of this dataset exactly/)
})

it('speaks the language of who asks, and of somebody without an account asks nothing but whom to ask', async () => {
  const { datasetId } = await make({ kind: 'personal', minimumGroup: 5 })
  const answer = await ask(`/api/v1/stations?dataset=${datasetId}`, undefined, 'nl')
  expect(answer.json()).toMatchObject({
    status: 403,
    detail:
      'Er zijn hier geen metingen van bewoners die toestemming gaven om ze met iedereen te delen; vraag Gemeente Waterrijk (x) om hulp of toegang.',
  })
})

it('knows nothing of a restricted dataset of which no agreement tells, or one to which others are a party', async () => {
  const { datasetId } = await make({ kind: 'restricted' }, { purposes: [RESEARCH] })
  for (const actor of [undefined, stranger]) {
    for (const way of ['stations', 'station-counts', 'station-health', 'latest-values']) {
      expect((await ask(`/api/v1/${way}?dataset=${datasetId}`, actor)).statusCode).toBe(404)
    }
    expect((await ask(`/api/v1/datasets/${datasetId}/quality-limits`, actor)).statusCode).toBe(404)
  }
})

it('gives who only knows of a dataset nothing of what is in it', async () => {
  for (const kind of ['restricted', 'personal'] as const) {
    const offered = await make({ kind, minimumGroup: 5 }, { isOffer: true })
    const { datasetId, thingId, datastreamId } = offered
    expect((await ask(`/api/v1/datasets/${datasetId}`, plain)).statusCode).toBe(200)
    const gone = [
      `/api/v1/stations/${thingId}`,
      `/api/v1/stations/${thingId}/health`,
      `/api/v1/series?datastream=${datastreamId}`,
      `/sta/v1.1/Things(${thingId})`,
      `/sta/v1.1/Datastreams(${datastreamId})/Observations`,
      `/api/v1/quality-rulings?datastream=${datastreamId}`,
    ]
    for (const url of gone) expect([url, (await ask(url, plain)).statusCode]).toEqual([url, 404])
    const send = (method: 'POST' | 'PATCH', url: string, payload: object, headers = {}) =>
      server.request({ method, url, payload, headers: { ...plain.headers, ...headers } })
    const written = [
      await send('PATCH', `/sta/v1.1/Things(${thingId})`, { name: 'x' }),
      await send('POST', `/sta/v1.1/Datastreams(${datastreamId})/Observations`, { result: 1 }),
      await send('POST', '/sta/v1.1/Things', { name: 'x', description: 'x' }, { dataset: datasetId }),
    ]
    for (const { statusCode } of written) expect(statusCode).toBeGreaterThanOrEqual(400)
    const missing = await ask(`/sta/v1.1/Things(${thingId})`, plain)
    expect(missing.json().detail ?? missing.json().message).toMatch(/does not exist, or you may not see it/)
  }
})
