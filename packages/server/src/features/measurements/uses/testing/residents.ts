import { sql } from 'kysely'
import { PERSON_CODE } from '../../../../platform/processing.ts'
import { signInAs, signInAsPerson, type TestActor } from '../../../../testing/actors.ts'
import type { TestServer } from '../../../../testing/server.ts'
import { openLogbook } from '../../../logbook/index.ts'
import { PUBLIC_PURPOSE } from '../../plan/plan.ts'
import { planWorld } from '../../plan/testing/world.ts'

export const RESEARCH = 'https://w3id.org/dpv#AcademicResearch'

/** Residents by what they consent to. */
const RESIDENTS = {
  anna: [RESEARCH],
  bert: [RESEARCH, PUBLIC_PURPOSE],
  carl: [PUBLIC_PURPOSE],
  dirk: [],
} as const

export type Resident = keyof typeof RESIDENTS

/** What the log has: of whom, by which organisation, under which agreement. */
export type Recorded = { hosts: Resident[]; partyId: string | null; agreementId: string | null }

const OBSERVATIONS = Array.from({ length: 6 }, (_, n) => ({
  phenomenonTime: `2026-03-02T0${n}:00:00Z`,
  result: n,
}))

/** A dataset of residents with a station each, an open one of nobody, and who reads them. */
export async function addResidents(server: TestServer) {
  const { db } = server.database
  const world = planWorld(server)
  const owner = await signInAs(server, 'data-expert')
  const researcher = await signInAs(server, 'data-expert', {
    organisationId: owner.organisationId,
    purpose: RESEARCH,
  })
  const { organisationId } = await signInAs(server, 'data-expert')
  const partner = await signInAs(server, 'data-expert', { organisationId, purpose: RESEARCH })
  const datasetId = await world.publish(owner, { kind: 'personal' })
  const agreementId = await world.agree({
    datasetId,
    ownerId: owner.organisationId,
    partyId: organisationId,
    purposes: [RESEARCH],
  })
  const open = await world.station(owner, await world.publish(owner, { kind: 'open' }), {
    name: 'van niemand',
    point: [5.3, 52.1],
    observations: OBSERVATIONS,
  })
  const people = {} as Record<Resident, Awaited<ReturnType<typeof addResident>>>
  for (const name of Object.keys(RESIDENTS) as Resident[]) people[name] = await addResident(name)

  async function addResident(name: Resident) {
    const person = await signInAsPerson(server)
    const station = await world.station(owner, datasetId, {
      name,
      point: [5.39, 52.15],
      hostId: person.personId,
      observations: OBSERVATIONS,
    })
    const consents: string[] = []
    for (const purpose of RESIDENTS[name]) {
      consents.push(
        await world.consent({ personId: person.personId, datasetId, purpose, recipients: [organisationId] }),
      )
    }
    return { ...person, ...station, consents }
  }

  const logbook = openLogbook(server.app.platform)
  async function nameOf(subject: Buffer): Promise<Resident> {
    for (const name of Object.keys(people) as Resident[]) {
      const codes = await logbook.pseudonymsOf({ type: PERSON_CODE, id: people[name].personId })
      if (codes.some((code) => code.equals(subject))) return name
    }
    throw new Error('There is a record of somebody else.')
  }

  return {
    world,
    owner,
    researcher,
    partner,
    datasetId,
    agreementId,
    open,
    people,
    /** What was recorded of the use of measurements since the last time that this was asked, by trace. */
    async takeRecorded(): Promise<Recorded[]> {
      const { rows } = await sql<{
        trace_id: string
        subject: Buffer
        party: string | null
        agreement: string | null
      }>`
        with gone as (delete from logbook.record r where r.name = 'metingen gebruiken' returning *)
        select trace_id::text, subject, party_id as party, agreement_id as agreement from gone where subject is not null`.execute(
        db,
      )
      const actions = new Map<string, Recorded>()
      for (const { trace_id, subject, party, agreement } of rows) {
        const key = `${trace_id} ${party} ${agreement}`
        const action = actions.get(key) ?? { hosts: [], partyId: party, agreementId: agreement }
        actions.set(key, action)
        action.hosts.push(await nameOf(subject))
      }
      return [...actions.values()].map((action) => ({ ...action, hosts: action.hosts.toSorted() }))
    },
  }
}

export type Residents = Awaited<ReturnType<typeof addResidents>>

/** How often datasets of residents were read as anybody can, as someone is told who publishes. */
export async function countPublicReadings(
  server: TestServer,
  { headers }: Pick<TestActor, 'headers'> | { headers: { cookie: string } },
) {
  const answer = await server.request({ url: '/api/v1/me/data-uses', headers: { ...headers } })
  if (answer.statusCode !== 200) throw new Error(answer.body)
  const items = answer.json<{ items: { what: string; times: number }[] }>().items
  return items.filter(({ what }) => what === 'openbaar lezen').reduce((sum, { times }) => sum + times, 0)
}
