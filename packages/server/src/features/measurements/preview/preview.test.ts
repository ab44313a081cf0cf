import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { planWorld } from '../plan/testing/world.ts'

const server = useServer()
const world = planWorld(server)
const RESEARCH = 'https://w3id.org/dpv#AcademicResearch'
let owner: TestActor
let partner: TestActor
let datasetId: string

/** A draft of the owner with one permission. */
async function draft(change: object): Promise<string> {
  const permission = {
    id: 'lezen',
    organisationIds: [partner.organisationId],
    roles: [],
    datasetIds: [datasetId],
    properties: [],
    actions: ['read'],
    challengeIds: [],
    purposes: [RESEARCH],
    from: null,
    until: null,
    retentionDays: null,
    areaCodes: [],
    fields: [],
    minimumGroup: null,
    place: 'exact',
    time: 'raw',
    delayMinutes: 0,
    duties: [],
    ...change,
  }
  const content = {
    title: 'Onderzoek',
    why: '',
    validFrom: null,
    validThrough: null,
    permissions: [permission],
    prohibitions: [],
    obligations: [],
  }
  const slug = `afspraak-${crypto.randomUUID()}`
  await sql`with made as (
      insert into agreements.agreement (slug, owner_id, challenge_id, created_at)
      values (${slug}, ${owner.organisationId}, gen_random_uuid(), now()) returning id)
    insert into agreements.version (agreement_id, number, state, content, reason, updated_at)
    select id, 1, 'draft', ${JSON.stringify(content)}::jsonb, '', now() from made`.execute(server.database.db)
  return slug
}

async function preview(slug: string, query: Record<string, string> = {}, actor = owner) {
  const asked = new URLSearchParams({
    organisationId: partner.organisationId,
    datasetId,
    purpose: RESEARCH,
    ...query,
  })
  const answer = await server.request({
    url: `/api/v1/agreements/${slug}/preview?${asked}`,
    headers: actor.headers,
  })
  return { status: answer.statusCode, body: answer.json() }
}

beforeAll(async () => {
  owner = await signInAs(server, 'data-expert')
  partner = await signInAs(server, 'data-expert')
  datasetId = await world.publish(owner, { kind: 'restricted' })
  await world.station(owner, datasetId, {
    name: 'meter',
    point: [5.39, 52.15],
    observations: [
      { phenomenonTime: '2026-03-02T08:10:00Z', result: 4 },
      { phenomenonTime: '2026-03-02T08:40:00Z', result: 6 },
    ],
  })
}, 60_000)

it('shows of a draft what the party would see, as coarse as it says, and to the owner of the data alone', async () => {
  const exact = await preview(await draft({}))
  expect(exact.body).toMatchObject({
    stationCount: 1,
    precisions: [{ place: 'exact', time: 'raw', delayMinutes: 0, onlyWithConsent: false }],
    stations: [{ location: [5.39, 52.15], latest: [{ value: 6 }] }],
  })
  const slug = await draft({ place: '500m', time: 'hour' })
  const coarse = await preview(slug)
  expect(coarse.body).toMatchObject({
    precisions: [{ place: '500m', time: 'hour' }],
    stations: [{ latest: [{ value: 5, time: '2026-03-02T09:00:00.000Z' }] }],
    series: { points: [['2026-03-02T08:00:00.000Z', 5, null, null, 2, 0]] },
  })
  expect(coarse.body.stations[0].location).not.toEqual([5.39, 52.15])
  expect((await preview(slug, {}, partner)).status).toBe(404)
})

it('shows nothing for another purpose, and says of what there is no rule', async () => {
  const slug = await draft({})
  const other = await preview(slug, { purpose: 'https://w3id.org/dpv#PublicBenefit' })
  expect(other.body).toEqual({ stations: [], stationCount: 0, precisions: [], series: null })
  expect((await preview(slug, { organisationId: owner.organisationId })).status).toBe(404)
  expect((await preview('bestaat-niet')).status).toBe(404)
})

it('shows it to who writes or signs agreements for the owner, and not what another agreement forbids', async () => {
  const slug = await draft({})
  for (const role of ['privacy-officer', 'decision-maker', 'clerk'] as const) {
    const { organisationId } = owner
    const seen = await preview(slug, {}, await signInAs(server, role, { organisationId }))
    expect(seen.body, role).toMatchObject({ stationCount: 1 })
    expect((await preview(slug, {}, await signInAs(server, role))).status, role).toBe(404)
  }
  const over = await draft({ until: '2026-03-02T10:00:00Z' })
  expect((await preview(over)).body).toMatchObject({ stationCount: 0 })
  const parties = { datasetId, ownerId: owner.organisationId, partyId: partner.organisationId }
  const forbidding = await world.agree({ ...parties, permits: false, purposes: [RESEARCH] })
  expect((await preview(slug)).body).toMatchObject({ stationCount: 0, precisions: [] })
  await world.end(forbidding, new Date('2026-03-02T09:00:00Z'))
  expect((await preview(slug)).body).toMatchObject({ stationCount: 1 })
})

it('shows of a personal dataset only what residents consent to for that purpose', async () => {
  const slug = await draft({})
  const personId = crypto.randomUUID()
  await sql`update measurements.thing set host_id = ${personId} where dataset_id = ${datasetId}`.execute(
    server.database.db,
  )
  await world.republish(datasetId, { kind: 'personal', minimumGroup: 3 })
  expect((await preview(slug)).body).toMatchObject({ stations: [], stationCount: 0 })
  await world.consent({
    personId,
    datasetId,
    purpose: RESEARCH,
    place: '500m',
    time: 'day',
    recipients: [partner.organisationId],
  })
  const seen = await preview(slug)
  expect(seen.body).toMatchObject({ stationCount: 1, stations: [{ latest: [{ value: null }] }] })
  // The owner of the data names the purpose in the question only, and that is what is recorded.
  const { rows } =
    await sql`select purpose, subject is not null as named from logbook.record where purpose is not null`.execute(
      server.database.db,
    )
  expect(rows).toEqual([{ purpose: RESEARCH, named: true }])
})
