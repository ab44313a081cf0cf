import {
  ACTIONS,
  decideAccess,
  type Iri,
  PLACE_PRECISIONS,
  type StateOfTheWorld,
  TIME_PRECISIONS,
} from '@samenspel/standards/odrl'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Role } from '../../platform/actor.ts'
import { findStanding, grantedBy, irisAt, isGranted, listAgreementsInForce, listDutyStates } from './index.ts'
import { listDatasetIds, listParties, listPromises } from './rules/content.ts'
import { listReadings } from './rules/readings.ts'
import type { Content, Permission } from './schema/content.ts'
import { insertReadings } from './store/readings.ts'
import { insertTasks } from './store/tasks.ts'
import { useAgreements } from './testing/world.ts'

const { server, world, send, permission } = useAgreements()
const publicUrl = 'https://waterrijk.example'
const iris = irisAt(publicUrl)
const DPV = 'https://w3id.org/dpv#PublicBenefit'
const MOMENTS = ['2026-03-01T00:00:00Z', '2026-03-02T10:00:00Z', '2026-03-03T00:00:00Z'] as const
const ROLES = ['data-expert', 'policy-officer'] as const satisfies readonly Role[]

/** An agreement in force with this text, without the signing of it. */
async function putInForce(content: Content): Promise<void> {
  const { db } = server.database
  const { municipality, challengeId, datasetId } = world()
  const slug = `afspraak-${crypto.randomUUID()}`
  const { rows } = await sql<{ id: string }>`
    insert into agreements.agreement (slug, owner_id, challenge_id, created_at)
    values (${slug}, ${municipality.organisationId}, ${challengeId}, '2026-01-01') returning id`.execute(db)
  const id = rows[0]?.id ?? ''
  await sql`insert into agreements.version (agreement_id, number, state, content, reason, valid_from, valid_through, updated_at)
    values (${id}, 1, 'draft', ${JSON.stringify(content)}, '', ${content.validFrom}, ${content.validThrough}, '2026-01-01')`.execute(
    db,
  )
  for (const party of listParties(content, new Map([[datasetId, municipality.organisationId]]))) {
    await sql`insert into agreements.version_party values (${id}, 1, ${party.organisationId}, ${party.gives}, ${party.receives})`.execute(
      db,
    )
  }
  for (const dataset of listDatasetIds(content)) {
    await sql`insert into agreements.version_dataset values (${id}, 1, ${dataset})`.execute(db)
  }
  await sql`update agreements.version set state = 'offered', offered_at = '2026-01-01' where agreement_id = ${id}`.execute(
    db,
  )
  await sql`update agreements.version set state = 'accepted', accepted_at = '2026-01-01' where agreement_id = ${id}`.execute(
    db,
  )
  await insertTasks(db, { id, version: 1 }, listPromises(content))
  await insertReadings(db, { id, version: 1 }, listReadings(content))
}

type Asked = { partyId: string; roles: Role[]; purpose: Iri | null; now: Date }

/** Whether they read something, at whatever precision, and how their agreements are said to stand to that. */
async function standIn({ partyId, roles, purpose, now }: Asked) {
  const { datasetId } = world()
  const memberships = roles.map((role) => ({ organisationId: partyId, role }))
  const grantee = { memberships, purpose, now }
  const { rows } = await sql`select from ${grantedBy(grantee, sql`${datasetId}::uuid`)} g`.execute(
    server.database.db,
  )
  return { reads: rows.length > 0, standing: await findStanding(server.database.db, grantee, datasetId) }
}

/** Whether they read the dataset as it is, and every way in which they read it, by what the database says. */
async function listGranted({ partyId, roles, purpose, now }: Asked) {
  const memberships = roles.map((role) => ({ organisationId: partyId, role }))
  const dataset = sql`${world().datasetId}::uuid`
  const grantee = { memberships, purpose, now }
  const { db } = server.database
  const whole = await sql<{ granted: boolean }>`select ${isGranted(grantee, dataset)} as granted`.execute(db)
  if (memberships.length === 0) return { isWhole: whole.rows[0]?.granted === true, ways: [] }
  const { rows } = await sql<Way & { properties: string[] }>`
    select place_level as place, time_level as time, delay_minutes as delay, minimum_group as k, areas, fields, properties
    from ${grantedBy(grantee, dataset)} g`.execute(db)
  const ways = rows.flatMap(({ properties, fields, ...way }) =>
    properties.length === 0 ? [JSON.stringify({ ...way, fields: fields.toSorted() })] : [],
  )
  return { isWhole: whole.rows[0]?.granted === true, ways: [...new Set(ways)].sort() }
}

/** How precisely somebody reads; areas empty for all. */
type Way = { place: number; time: number; delay: number; k: number; areas: string[]; fields: string[] }

/** The same by what the evaluator says of the agreements themselves. */
async function listAllowed({ partyId, roles, purpose, now }: Asked) {
  const { datasetId } = world()
  const { db } = server.database
  const asked = { partyIds: [partyId], datasetIds: [datasetId], now, publicUrl }
  const agreements = await listAgreementsInForce(db, asked)
  const target = iris.dataset(datasetId)
  const state: StateOfTheWorld = {
    now: now.toISOString(),
    partOf: new Map<Iri, Iri[]>([
      [target, []],
      [iris.property(datasetId, 'pm25'), [target]],
    ]),
    broader: new Map(),
    values: new Map(),
    about: new Map(),
    duties: await listDutyStates(db, { partyId, agreements, publicUrl }),
  }
  const decision = decideAccess(
    agreements,
    {
      uid: `${publicUrl}/request`,
      action: ACTIONS.read.iri,
      party: iris.organisation(partyId),
      roles: roles.map((role) => iris.role(role)),
      target,
      retention: 'P1D',
      ...(purpose !== null && { purpose }),
    },
    state,
  )
  const alternatives = decision.outcome === 'allow' ? decision.alternatives : []
  const ways = alternatives.flatMap(({ transformations }): Way[] => {
    const { place, time, delayMinutes: delay, fields, areas, minimumGroup: k } = transformations
    if (fields && !fields.includes('result')) return []
    const codes = areas ? areas.map((area) => area.slice(area.lastIndexOf('/') + 1)) : []
    return [
      {
        place: PLACE_PRECISIONS.indexOf(place),
        time: TIME_PRECISIONS.indexOf(time),
        delay,
        k,
        areas: codes,
        fields: (fields ?? []).toSorted(),
      },
    ]
  })
  const isExact = ({ place, time, delay, k, areas, fields }: Way) =>
    place + time + delay === 0 && k === 1 && areas.length + fields.length === 0
  return { isWhole: ways.some(isExact), ways: [...new Set(ways.map((way) => JSON.stringify(way)))].sort() }
}

/** Mostly nothing. */
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary })
const moment = seldom(fc.constantFrom(...MOMENTS))
const ruleChange = fc.record({
  mine: fc.constantFrom(true, true, true, false),
  roles: seldom(fc.subarray([...ROLES], { minLength: 1 })).map((roles) => roles ?? []),
  purpose: fc.constantFrom('none', 'none', 'challenge', 'dpv'),
  actions: fc.constantFrom<Permission['actions']>(
    ['read'],
    ['read'],
    ['use'],
    ['aggregate'],
    ['distribute', 'read'],
  ),
  from: moment,
  until: moment,
})
const shape = fc.constantFrom<Partial<Permission>>(
  {},
  {},
  {},
  { retentionDays: 30 },
  { properties: ['pm25'] },
  { place: '500m' },
  { time: 'hour' },
  { delayMinutes: 60 },
  { minimumGroup: 5 },
  { fields: ['result', 'details'] },
  { fields: ['location'] },
  { areaCodes: ['BU01931000'] },
)

type RuleChange = typeof ruleChange extends fc.Arbitrary<infer T> ? T : never

function toRule(id: string, { mine, purpose, ...rule }: RuleChange): Partial<Permission> & { id: string } {
  const { healthService, waterBoard, challengeId } = world()
  return {
    ...rule,
    id,
    organisationIds: [(mine ? healthService : waterBoard).organisationId],
    challengeIds: purpose === 'challenge' ? [challengeId] : [],
    purposes: purpose === 'dpv' ? [DPV] : [],
  }
}

it('grants what the evaluator allows, as precisely as it says, and nothing else', async () => {
  let granted = 0
  let coarser = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(ruleChange, shape, moment), { minLength: 1, maxLength: 3 }),
      seldom(ruleChange),
      fc.record({
        roles: fc.constantFrom<Role[]>(['data-expert'], ['clerk'], ['data-expert', 'clerk']),
        purpose: fc.constantFrom('none', 'challenge', 'dpv'),
        now: fc.constantFrom(...MOMENTS),
      }),
      async (permissions, prohibition, asker) => {
        await sql`update agreements.agreement set ended_at = '2026-02-01' where ended_at is null`.execute(
          server.database.db,
        )
        await putInForce({
          title: 'Lucht',
          why: 'Omdat het moet.',
          validFrom: null,
          validThrough: null,
          permissions: permissions.map(([change, more, before], index) =>
            permission({
              ...toRule(`mag-${index}`, change),
              ...more,
              duties: before ? [{ id: `moet-${index}`, kind: 'report-back', before, afterDays: null }] : [],
            }),
          ),
          prohibitions: prohibition ? [toProhibition(toRule('mag-niet', prohibition))] : [],
          obligations: [],
        })
        const { healthService, challengeId } = world()
        const purposes = { none: null, challenge: iris.challenge(challengeId), dpv: DPV }
        const asked: Asked = {
          partyId: healthService.organisationId,
          roles: asker.roles,
          purpose: purposes[asker.purpose as keyof typeof purposes],
          now: new Date(asker.now),
        }
        const answer = await listGranted(asked)
        if (answer.isWhole) granted += 1
        if (answer.ways.length > 0) coarser += 1
        expect(answer).toEqual(await listAllowed(asked))
        const { reads, standing } = await standIn(asked)
        expect(['granted', 'only-groups'].includes(standing), standing).toBe(reads)
      },
    ),
    { numRuns: 250 },
  )
  // Enough are granted for the test to say something.
  expect(granted).toBeGreaterThan(5)
  expect(coarser).toBeGreaterThan(granted)
}, 120_000)

function toProhibition(rule: Partial<Permission> & { id: string }) {
  const { roles, actions, from, until, organisationIds, challengeIds, purposes, id, datasetIds, properties } =
    permission(rule)
  return { roles, actions, from, until, organisationIds, challengeIds, purposes, id, datasetIds, properties }
}

it('grants nothing to who speaks for no organisation', async () => {
  const asked = { partyId: world().healthService.organisationId, purpose: DPV, now: server.now }
  expect(await listGranted({ ...asked, roles: [] })).toEqual({ isWhole: false, ways: [] })
})

it.each([
  ['a moment that the database does not know', { from: '2026-01-01T00:00:00+16:00' }, 'from'],
  ['an id in capitals', { datasetIds: ['0F8FAD5B-D9CB-469F-A165-70867728950E'] }, 'datasetIds/0'],
  [
    'an id written as a name',
    { organisationIds: ['urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e'] },
    'organisationIds/0',
  ],
])('takes no rule with %s, which could be read in two ways', async (_name, change, place) => {
  const { challengeId, municipality } = world()
  const text = { challengeId, title: 'Lucht', why: 'Omdat het moet.', permissions: [permission(change)] }
  const answer = await send('POST', 'agreements', text, municipality.officer)
  expect(answer.statusCode).toBe(400)
  const { errors } = answer.json<{ errors: { pointer: string }[] }>()
  expect(errors.map(({ pointer }) => pointer)).toEqual([`/permissions/0/${place}`])
})
