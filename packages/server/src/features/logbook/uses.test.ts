import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../platform/actor.ts'
import { ownSlug, PERSON_CODE } from '../../platform/processing.ts'
import { toSlug } from '../../platform/slug.ts'
import { beginTrace } from '../../platform/trace.ts'
import { signInAs, signInAsPerson, type TestActor } from '../../testing/actors.ts'
import { useServer } from '../../testing/server.ts'
import { type Logbook, openLogbook } from './index.ts'
import { applyRetention } from './retention.ts'
import { ACTIVITY } from './testing/activity.ts'
import { readDataUser, USE, writeDataUser } from './use.ts'

const publicUrl = 'https://waterrijk.example'
const server = useServer({ PUBLIC_URL: publicUrl })
const PATH = '/api/v1/me/data-uses'
const PURPOSE = 'https://w3id.org/dpv#AcademicResearch'
let officer: TestActor
let datasetId: string
let logbook: Logbook

beforeAll(async () => {
  officer = await signInAs(server, 'privacy-officer')
  datasetId = randomUUID()
  logbook = openLogbook(server.app.platform, {
    listActivities: () => [USE],
    findDatasetOwner: async (id) => (id === datasetId ? officer.organisationId : undefined),
  })
})

const university = (): Actor => ({
  kind: 'token',
  tokenId: randomUUID(),
  name: 'Onderzoek',
  organisationId: officer.organisationId,
  role: 'data-expert',
  purpose: PURPOSE,
  datasetId: undefined,
})

const use = (hostIds: string[], actor: Actor = university(), agreementId: string | null = null) =>
  logbook.recordUse({
    actor,
    datasetId,
    purpose: PURPOSE,
    agreementId,
    hostIds,
    request: { trace: beginTrace() },
  })

async function ask(person: { headers: object }, query = '') {
  return server.request({ url: `${PATH}${query}`, headers: { ...person.headers } })
}

describe('use of measurements of residents', () => {
  it('is told to who hosts the sensor, by day, with who and for what, and to nobody else', async () => {
    const [host, other] = [await signInAsPerson(server), await signInAsPerson(server)]
    await use([host.personId])
    await use([host.personId, other.personId])
    await use([host.personId], { kind: 'anonymous' })
    const answer = await ask(host)
    expect(answer.statusCode, answer.body).toBe(200)
    const uses = answer.json().items.filter(({ what }: { what: string }) => what === 'metingen gebruiken')
    const same = {
      day: '2026-03-02',
      activity: {
        slug: `${USE.slug}--${officer.organisationId}`,
        name: USE.name,
        purpose: USE.purpose.nl,
        legalBases: ['Consent'],
      },
      purpose: PURPOSE,
      agreement: null,
      datasets: [],
    }
    expect(uses).toHaveLength(2)
    expect(uses).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          ...same,
          party: { id: officer.organisationId, name: 'Gemeente Waterrijk' },
          times: 2,
        }),
        expect.objectContaining({ ...same, party: null, times: 1 }),
      ]),
    )
    const theirs = (await ask(other)).json().items
    expect(theirs.map(({ times }: { times: number }) => times)).toEqual([1])
  })

  it('of one’s own sensor is no use by others', async () => {
    const host = await signInAsPerson(server)
    await use([host.personId], {
      kind: 'person',
      personId: host.personId,
      name: '',
      email: '',
      memberships: [],
    })
    expect((await ask(host)).json().items).toEqual([])
  })

  it('takes as many statements for 500 residents as for one', async () => {
    await use([randomUUID()])
    const { executed, counting } = countStatements()
    const recorder = openLogbook(
      { ...server.app.platform, db: counting },
      { listActivities: () => [], findDatasetOwner: async () => undefined },
    )
    const record = async (count: number) => {
      const before = executed.length
      const hostIds = Array.from({ length: count }, () => randomUUID())
      await recorder.recordUse({
        actor: university(),
        datasetId,
        purpose: PURPOSE,
        agreementId: null,
        hostIds,
        request: { trace: beginTrace() },
      })
      return executed.length - before
    }
    await record(1)
    const one = await record(1)
    expect(one).toBeGreaterThan(0)
    expect(await record(500)).toBe(one)
  })

  function countStatements() {
    const executed: string[] = []
    const counting = server.database.db.withPlugin({
      transformQuery({ node }) {
        executed.push(node.kind)
        return node
      },
      transformResult: async ({ result }) => result,
    })
    return { executed, counting }
  }

  it('is an activity of the owner of the dataset, whose privacy officer reads the log', async () => {
    const person = randomUUID()
    await use([person])
    const answer = await server.request({
      method: 'POST',
      url: '/api/ldv/v1/processing-activities',
      headers: officer.headers,
      payload: { 'dpl.core.data_subject_id': person, 'dpl.core.data_subject_id_type': PERSON_CODE },
    })
    const [record] = answer.json().processingActivities
    expect(record.attributes).toMatchObject({
      'dpl.core.processing_activity_id': `${publicUrl}/api/v1/processing-activities/${USE.slug}--${officer.organisationId}/versions/1`,
      'dpl.core.foreign_operation.processor': `${publicUrl}/api/v1/organisations/${officer.organisationId}#purpose=${PURPOSE}`,
    })
  })
})

describe('who used my data', () => {
  it('comes in pages, newest day first, without gaps', async () => {
    const host = await signInAsPerson(server)
    for (const day of ['2026-02-27', '2026-02-28', '2026-03-01']) {
      server.now = new Date(`${day}T23:30:00Z`)
      await use([host.personId])
      await use([host.personId], { kind: 'anonymous' })
    }
    server.now = new Date('2026-03-02T10:00:00Z')
    const days: string[] = []
    for (let cursor: string | undefined, more = true; more; ) {
      const page = (await ask(host, `?pageSize=2${cursor ? `&cursor=${cursor}` : ''}`)).json()
      days.push(...page.items.map(({ day }: { day: string }) => day))
      cursor = page.next
      more = page.next !== null
    }
    // Half past eleven in UTC is the next day here.
    expect(days).toEqual(['2026-03-02', '2026-03-02', '2026-03-01', '2026-03-01', '2026-02-28', '2026-02-28'])
    const some = (await ask(host, '?from=2026-03-01&to=2026-03-01')).json()
    expect(some).toMatchObject({ from: '2026-03-01', to: '2026-03-01', next: null })
    expect(some.items).toHaveLength(2)
  })

  it.each([
    ['from', '?from=2026-03-02&to=2026-03-01'],
    ['from', '?from=2020-03-02&to=2026-03-01'],
    ['from', '?from=gisteren'],
    ['from', '?from=0001-01-01&to=0001-01-02'],
    ['cursor', `?cursor=${Buffer.from(`["0000-01-01","${'a'.repeat(32)}"]`).toString('base64url')}`],
    ['cursor', '?cursor=abc'],
    ['cursor', `?cursor=${Buffer.from('["2026-99-99","x"]').toString('base64url')}`],
    ['pageSize', '?pageSize=0'],
  ])('says what is wrong with %s: %s', async (pointer, query) => {
    const host = await signInAsPerson(server)
    const answer = await ask(host, query)
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors).toMatchObject([{ pointer: `/${pointer}` }])
  })

  it('is only for people who are signed in', async () => {
    expect((await server.request({ url: PATH })).statusCode).toBe(401)
    expect((await ask(officer)).statusCode).toBe(403)
  })
})

describe('activities of the platform itself', () => {
  it('are in the register with a version and both names as soon as something is recorded', async () => {
    const person = await signInAsPerson(server)
    await server.request({ url: '/api/v1/me/data', headers: person.headers })
    const page = (await server.request({ url: '/api/v1/processing-activities?pageSize=100' })).json()
    const slugs = page.items.map(({ slug }: { slug: string }) => slug)
    const own = [
      'accounts',
      'eigen-gegevens',
      'toestemmingen',
      'berichten-over-sensoren',
      'meters-van-bewoners',
      'metingen-van-bewoners',
      'metingen-ontvangen-van-bewoners',
    ]
    expect(slugs).toEqual(expect.arrayContaining(own.map(ownSlug)))
    expect(page.items.find(({ slug }: { slug: string }) => slug === ownSlug('toestemmingen'))).toMatchObject({
      version: 1,
      controllerId: officer.organisationId,
      names: { nl: 'Toestemmingen bijhouden', en: 'Keeping consents' },
      legalBasis: ['LegalObligation'],
    })
    const [first] = (await ask(person)).json().items
    expect(first).toMatchObject({
      what: 'eigen gegevens bekijken',
      activity: { slug: ownSlug('eigen-gegevens') },
    })
  })

  it('have slugs that nobody can take', async () => {
    for (const name of ['Samenspel -- toestemmingen', 'samenspel--toestemmingen', '--samenspel--x']) {
      expect(toSlug(name)).not.toContain('--')
      const made = await server.request({
        method: 'POST',
        url: '/api/v1/processing-activities',
        headers: officer.headers,
        payload: { ...ACTIVITY, name },
      })
      expect(made.json().slug).not.toContain('--')
    }
  })

  it('keep their records three years, whoever would have it shorter', async () => {
    const administrator = await signInAs(server, 'administrator', { organisationId: officer.organisationId })
    const change = (logDays: number) =>
      server.request({
        method: 'PATCH',
        url: `/api/v1/processing-activities/${ownSlug('eigen-gegevens')}`,
        headers: administrator.headers,
        payload: { logDays },
      })
    const refused = await change(1094)
    expect(refused.statusCode).toBe(400)
    expect(refused.json()).toMatchObject({ errors: [{ pointer: '/logDays' }] })
    expect(refused.json().detail).toContain('three years')
    expect((await change(2000)).json()).toMatchObject({ logDays: 2000 })
    expect((await change(1095)).json()).toMatchObject({ logDays: 1095 })
  })

  it('are recorded before they are done, so that nothing is done unseen', async () => {
    const person = await signInAsPerson(server)
    const noticeId = randomUUID()
    const payload = { answer: 'no', noticeVersion: 1, language: 'nl' }
    const url = `/api/v1/me/consents/${noticeId}`
    await server.request({ method: 'PUT', url, headers: person.headers, payload })
    const { rows } = await sql<{ name: string }>`select name from logbook.record
      where name = 'toestemming weigeren of intrekken'`.execute(server.database.db)
    expect(rows).toHaveLength(1)
  })
})

describe('public readings', () => {
  const at = (datasetIds: string[]) =>
    logbook.recordPublicReading({ datasetIds, request: { trace: beginTrace() } })
  const times = async (dataset: string) => {
    const { rows } = await sql<{ day: string; times: number }>`
      select day::text, times::int from logbook.public_reading where dataset_id = ${dataset} order by day`.execute(
      server.database.db,
    )
    return rows
  }

  it('are counted by day and dataset: the first at once, the others together', async () => {
    const dataset = randomUUID()
    await Promise.all([at([dataset]), at([dataset]), at([dataset])])
    expect(await times(dataset)).toEqual([{ day: '2026-03-02', times: 1 }])
    await logbook.storePublicReadings()
    expect(await times(dataset)).toEqual([{ day: '2026-03-02', times: 3 }])
    // Another process, which began later on this day.
    const other = openLogbook(server.app.platform)
    await other.recordPublicReading({ datasetIds: [dataset], request: { trace: beginTrace() } })
    await other.recordPublicReading({ datasetIds: [dataset], request: { trace: beginTrace() } })
    await other.stop()
    expect(await times(dataset)).toEqual([{ day: '2026-03-02', times: 5 }])
    server.now = new Date('2026-03-02T23:10:00Z')
    await at([dataset])
    expect(await times(dataset)).toContainEqual({ day: '2026-03-03', times: 1 })
    server.now = new Date('2026-03-02T10:00:00Z')
  })

  it('are kept until they can be stored', async () => {
    const dataset = randomUUID()
    await at([dataset])
    await at([dataset])
    const rename = (from: string, to: string) =>
      sql`alter table ${sql.id('logbook', from)} rename to ${sql.id(to)}`.execute(server.database.db)
    await rename('public_reading', 'away')
    await logbook.storePublicReadings()
    await rename('away', 'public_reading')
    expect(server.reports.map(({ kind }) => kind)).toContain('readings-not-stored')
    await logbook.storePublicReadings()
    expect(await times(dataset)).toEqual([{ day: '2026-03-02', times: 2 }])
  })

  it('go when the days of their activity are over', async () => {
    const dataset = randomUUID()
    await at([dataset])
    await applyRetention(server.database.db, new Date(server.now.getTime() + 1095 * 86_400_000))
    expect(await times(dataset)).toHaveLength(1)
    await applyRetention(server.database.db, new Date(server.now.getTime() + 1097 * 86_400_000))
    expect(await times(dataset)).toEqual([])
  })
})

it('finds records by who used something, with or without the ground', async () => {
  const [person, agreementId] = [randomUUID(), randomUUID()]
  await use([person], university(), agreementId)
  const find = async (processor: string) => {
    const answer = await server.request({
      method: 'POST',
      url: '/api/ldv/v1/processing-activities',
      headers: officer.headers,
      payload: {
        'dpl.core.data_subject_id': person,
        'dpl.core.data_subject_id_type': PERSON_CODE,
        'dpl.core.foreign_operation.processor': processor,
      },
    })
    return answer.json().processingActivities.length
  }
  const organisation = `${publicUrl}/api/v1/organisations/${officer.organisationId}`
  expect(await find(organisation)).toBe(1)
  expect(await find(`${organisation}#agreement=${agreementId}&purpose=${PURPOSE}`)).toBe(1)
  expect(await find(`${organisation}#agreement=${randomUUID()}`)).toBe(0)
  expect(await find(`${publicUrl}/api/v1/organisations/${randomUUID()}`)).toBe(0)
  expect(await find('https://elders.example/')).toBe(0)
})

it.each([
  { organisationId: randomUUID(), purpose: PURPOSE, agreementId: randomUUID() },
  { organisationId: undefined, purpose: 'https://x.example/a b%20c#d&e=f', agreementId: undefined },
  { organisationId: randomUUID(), purpose: undefined, agreementId: undefined },
])('reads back who used something: %#', (user) => {
  expect(readDataUser(publicUrl, writeDataUser(publicUrl, user))).toEqual(user)
  expect(readDataUser('https://elders.example', writeDataUser(publicUrl, user))).toBeUndefined()
})
