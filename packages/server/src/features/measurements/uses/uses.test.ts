import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { signInAs, signInAsPerson } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { createOrganisation } from '../../parties/index.ts'
import {
  addResidents,
  countPublicReadings,
  RESEARCH,
  type Recorded,
  type Resident,
  type Residents,
} from './testing/residents.ts'

const server = useServer()
let all: Residents

beforeAll(async () => {
  all = await addResidents(server)
}, 60_000)
beforeEach(async () => {
  await all.takeRecorded()
})

type Headers = Record<string, string>
const get = (url: string, headers: Headers = {}) => server.request({ url, headers })

async function read(url: string, headers: Headers = {}): Promise<Recorded[]> {
  const answer = await get(url, headers)
  expect(answer.statusCode, `${url}: ${answer.body}`).toBe(200)
  return all.takeRecorded()
}

const STA = '/sta/v1.1'
const thing = (name: Resident) => `${STA}/Things(${all.people[name].thingId})`
const stream = (name: Resident) => `${STA}/Datastreams(${all.people[name].datastreamId})`

const EXPLORED = '/api/v1/explorations?what=property:pm25&from=2026-03-01&to=2026-03-02'

/** Everything that can be about any sensor: of all who consent to the purpose. */
const WIDE: [string, () => string][] = [
  ['things', () => `${STA}/Things`],
  ['observations of all', () => `${STA}/Observations?$top=1`],
  ['a count', () => `${STA}/Observations/$count`],
  ['groups', () => `${STA}/Observations?$apply=aggregate(result with average as mean)`],
  ['references', () => `${STA}/Things/$ref`],
  ['CSV', () => `${STA}/Observations?$resultFormat=CSV`],
  ['GeoJSON', () => `${STA}/Things?$resultFormat=GeoJSON`],
  ['Parquet', () => `${STA}/Observations?$resultFormat=Parquet`],
  ['data arrays', () => `${STA}/Observations?$resultFormat=dataArray`],
  ['version 1.0', () => '/sta/v1.0/Things'],
  [
    'a filter that goes from one thing to others',
    () => `${thing('anna')}/Datastreams?$filter=ObservedProperty/Datastreams/any(d: d/Thing/name eq 'bert')`,
  ],
  [
    'what one thing shares with others',
    () =>
      `${thing('anna')}?$expand=Datastreams($expand=ObservedProperty($expand=Datastreams($expand=Thing)))`,
  ],
  ['a path from one thing to others', () => `${stream('anna')}/ObservedProperty/Datastreams`],
  ['stations', () => '/api/v1/stations'],
  ['stations as CSV', () => '/api/v1/stations?format=csv'],
  ['a count of stations', () => '/api/v1/station-counts'],
  ['an exploration', () => `${EXPLORED}&where=all&step=hour`],
  ['an exploration of where nothing is', () => `${EXPLORED}&where=reference`],
]

/** Everything that is about one sensor. */
const NARROW: [string, (name: Resident) => string][] = [
  ['a thing', thing],
  ['a property of it', (name) => `${thing(name)}/name/$value`],
  ['its places', (name) => `${thing(name)}/Locations`],
  ['a datastream', (name) => `${stream(name)}?$expand=Thing,Sensor,ObservedProperty,Observations`],
  ['its observations', (name) => `${stream(name)}/Observations?$filter=result gt 2&$orderby=result`],
  ['a count of them', (name) => `${stream(name)}/Observations/$count`],
  ['CSV of them', (name) => `${stream(name)}/Observations?$resultFormat=CSV`],
  ['an exploration of it', (name) => `${EXPLORED}&where=station:${all.people[name].thingId}`],
  ['a station', (name) => `/api/v1/stations/${all.people[name].thingId}`],
  [
    'a series',
    (name) =>
      `/api/v1/series?datastream=${all.people[name].datastreamId}&from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z`,
  ],
  [
    'a series as CSV',
    (name) =>
      `/api/v1/series?datastream=${all.people[name].datastreamId}&resolution=raw&from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z&format=csv`,
  ],
  ['stations by datastream', (name) => `/api/v1/stations?datastream=${all.people[name].datastreamId}`],
]

describe('reading for a purpose', () => {
  it.each(WIDE)('records everybody who consents to it: %s', async (_, url) => {
    const { organisationId, headers } = all.researcher
    expect(await read(url(), headers)).toEqual([
      { hosts: ['anna', 'bert'], partyId: organisationId, agreementId: null },
    ])
  })

  it.each(NARROW)('records only whose it is: %s', async (_, url) => {
    const { organisationId, headers } = all.partner
    // What is asked again can be asked in a shorter way.
    for (const _ of ['at first', 'again', 'once more'])
      expect(await read(url('anna'), headers)).toEqual([
        { hosts: ['anna'], partyId: organisationId, agreementId: all.agreementId },
      ])
  })

  it('names the agreement that is about what is read, of two about one thing', async () => {
    const { db } = server.database
    const { world, owner, datasetId } = all
    const { organisationId } = await signInAs(server, 'data-expert')
    const { headers } = await signInAs(server, 'data-expert', { organisationId, purpose: RESEARCH })
    const { datastreamId, personId } = all.people.anna
    const { rows } = await sql<{ id: number }>`
      with p as (insert into measurements.observed_property (dataset_id, name, definition, description)
        values (${datasetId}, 'no2', 'https://example.org/no2', '') returning id)
      insert into measurements.datastream (dataset_id, thing_id, sensor_id, observed_property_id, name, description, observation_type, unit_of_measurement)
      select d.dataset_id, d.thing_id, d.sensor_id, p.id, 'no2', '', d.observation_type, d.unit_of_measurement
      from measurements.datastream d, p where d.id = ${datastreamId} returning id`.execute(db)
    await sql`update consent.in_force set recipients = recipients || ${organisationId}::uuid where person_id = ${personId}`.execute(
      db,
    )
    const agree = (property: string) =>
      world.agree({
        datasetId,
        ownerId: owner.organisationId,
        partyId: organisationId,
        purposes: [RESEARCH],
        properties: [property],
      })
    const about = [
      { id: datastreamId, agreementId: await agree('pm25') },
      { id: rows[0]?.id, agreementId: await agree('no2') },
    ]
    for (const { id, agreementId } of about) {
      const page = `${STA}/Datastreams(${id})/Observations`
      const series = `/api/v1/series?datastream=${id}&from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z`
      for (const url of [page, page, series])
        expect(await read(url, headers), url).toEqual([
          { hosts: ['anna'], partyId: organisationId, agreementId },
        ])
    }
    await sql`delete from measurements.datastream where id = ${rows[0]?.id}`.execute(db)
  })

  it('finds whose a single observation is', async () => {
    const { headers } = all.researcher
    const list = await get(`${stream('bert')}/Observations?$top=1`, headers)
    await all.takeRecorded()
    const [recorded] = await read(`${STA}/Observations(${list.json().value[0]['@iot.id']})`, headers)
    expect(recorded?.hosts).toEqual(['bert'])
  })

  it('records nothing of open data at the home of a resident, but what it leads to', async () => {
    const { db } = server.database
    const { thingId, datastreamId } = all.open
    const move = (to: number) =>
      sql`update measurements.datastream set thing_id = ${to} where id = ${datastreamId}`.execute(db)
    const url = `${STA}/Datastreams(${datastreamId})`
    const { headers } = all.researcher
    await move(all.people.anna.thingId)
    for (const path of [url, `${url}/Observations`, `${url}/Observations`, `${url}/Observations/$count`]) {
      expect(await read(path, headers), path).toEqual([])
    }
    for (const path of [`${url}/Thing`, `${url}/Thing/Datastreams`, `${url}?$expand=Thing`]) {
      expect((await read(path, headers))[0]?.hosts, path).toEqual(['anna'])
    }
    await move(thingId)
  })

  it('records an action once for a whole batch', async () => {
    const requests = [thing('anna'), thing('anna'), thing('bert'), `${STA}/Things`].map((url, n) => ({
      id: `${n}`,
      method: 'GET',
      url: url.slice(STA.length + 1),
    }))
    const { headers } = all.researcher
    const answer = await server.request({
      method: 'POST',
      url: `${STA}/$batch`,
      headers,
      payload: { requests },
    })
    expect(answer.json().responses.map(({ status }: { status: number }) => status)).toEqual([
      200, 200, 200, 200,
    ])
    const { rows } = await sql<{ hosts: number }>`select count(subject)::int as hosts from logbook.record
      where name = 'metingen gebruiken'`.execute(server.database.db)
    expect(rows).toEqual([{ hosts: 2 }])
    expect((await all.takeRecorded())[0]?.hosts).toEqual(['anna', 'bert'])
  })

  it('names the organisation that the agreement gives it to, or that owns it, of somebody who speaks for more', async () => {
    const { db } = server.database
    const role = 'data-expert' as const
    for (const asked of ['partner', 'owner'] as const) {
      for (const order of ['first', 'last']) {
        const others = [await createOrganisation(db, { name: 'Andere gemeente', kind: 'municipality' })]
        const ids =
          order === 'first' ? [all[asked].organisationId, ...others] : [...others, all[asked].organisationId]
        const { headers, personId } = await signInAsPerson(
          server,
          ids.map((organisationId) => ({ organisationId, role })),
        )
        await sql`update parties.session set purpose = ${RESEARCH} where user_id = ${personId}`.execute(db)
        expect(await read(thing('anna'), headers)).toEqual([
          {
            hosts: ['anna'],
            partyId: all[asked].organisationId,
            agreementId: asked === 'partner' ? all.agreementId : null,
          },
        ])
      }
    }
  })

  it('is a part of the trace of the request', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c'
    await get(thing('anna'), { ...all.researcher.headers, traceparent: `00-${traceId}-b7ad6b7169203331-01` })
    const { rows } = await sql<{ purpose: string }>`select purpose from logbook.record
      where trace_id = ${traceId}::uuid and name = 'metingen gebruiken'`.execute(server.database.db)
    expect(rows).toEqual([{ purpose: RESEARCH }])
  })

  it('is told to the resident, with party, purpose and agreement', async () => {
    await get(thing('anna'), all.partner.headers)
    const answer = await get('/api/v1/me/data-uses', all.people.anna.headers)
    const [item] = answer.json().items.filter(({ what }: { what: string }) => what === 'metingen gebruiken')
    expect(item).toMatchObject({
      party: { id: all.partner.organisationId },
      purpose: RESEARCH,
      agreement: { id: all.agreementId },
      datasets: [{ id: all.datasetId }],
      times: 1,
    })
  })

  it('names the organisation that may, of those for which a person speaks', async () => {
    const { organisationId } = await signInAs(server, 'data-expert')
    const speakFor = async (...organisations: string[]) => {
      const memberships = organisations.map((id) => ({ organisationId: id, role: 'data-expert' as const }))
      const { headers, personId } = await signInAsPerson(server, memberships)
      await sql`update parties.session set purpose = ${RESEARCH} where user_id = ${personId}`.execute(
        server.database.db,
      )
      return { ...headers }
    }
    const [partner, owner] = [all.partner.organisationId, all.owner.organisationId]
    expect(await read(thing('anna'), await speakFor(organisationId, partner))).toEqual([
      { hosts: ['anna'], partyId: partner, agreementId: all.agreementId },
    ])
    expect(await read(thing('anna'), await speakFor(organisationId, owner, partner))).toEqual([
      { hosts: ['anna'], partyId: owner, agreementId: null },
    ])
  })

  it('records of a search for stations that finds none among whom it searched', async () => {
    const elsewhere = [
      'stations?bbox=5.48,52.1,5.5,52.2',
      'stations?near=5.48,52.1&within=1',
      'stations?property=no2',
      `stations?dataset=${all.datasetId}&bbox=5.48,52.1,5.5,52.2`,
      'station-counts?property=no2',
    ]
    const hosts = ['anna', 'bert']
    const { organisationId: partyId, headers } = all.partner
    for (const path of elsewhere) {
      const recorded = await read(`/api/v1/${path}`, headers)
      expect(recorded, path).toEqual([{ hosts, partyId, agreementId: all.agreementId }])
    }
    const others = await all.world.publish(all.owner, { kind: 'open' })
    expect(await read(`/api/v1/stations?dataset=${others}`, headers)).toEqual([])
  })

  it('records nothing where nothing of residents is', async () => {
    const { headers } = all.researcher
    for (const url of [
      `${STA}/Things(${all.open.thingId})?$expand=Datastreams`,
      `${STA}/Datastreams(${all.open.datastreamId})/Observations`,
      `/api/v1/stations/${all.open.thingId}`,
      `/api/v1/series?datastream=${all.open.datastreamId}`,
    ]) {
      expect(await read(url, headers), url).toEqual([])
    }
    expect((await get(thing('dirk'), headers)).statusCode).toBe(404)
    expect(await all.takeRecorded()).toEqual([])
  })

  it('stops with the consent', async () => {
    const { anna } = all.people
    const { headers } = all.researcher
    const consented = await all.world.consent({
      personId: all.people.dirk.personId,
      datasetId: all.datasetId,
      purpose: RESEARCH,
    })
    expect((await read(`${STA}/Things`, headers))[0]?.hosts).toEqual(['anna', 'bert', 'dirk'])
    await all.world.withdraw(consented)
    expect((await read(`${STA}/Things`, headers))[0]?.hosts).toEqual(['anna', 'bert'])
    expect(anna.consents).toHaveLength(1)
  })
})

describe('reading as anybody can', () => {
  const counted = () => countPublicReadings(server, all.people.carl)

  it.each([...WIDE, ['a published thing', () => thing('carl')] as [string, () => string]])(
    'is counted, and names nobody: %s',
    async (_, url) => {
      const before = await counted()
      const asked = url()
      const isOfAnna =
        asked.includes(`(${all.people.anna.thingId})`) ||
        asked.includes(`Datastreams(${all.people.anna.datastreamId})`)
      const answer = await get(asked)
      expect(answer.statusCode).toBe(isOfAnna ? 404 : 200)
      expect(await all.takeRecorded()).toEqual([])
      expect(await counted()).toBe(before + (isOfAnna ? 0 : 1))
    },
  )

  it('is told only to who published, with the purpose', async () => {
    await get(`${STA}/Things`)
    const answer = await get('/api/v1/me/data-uses', all.people.bert.headers)
    const items = answer.json().items.filter(({ what }: { what: string }) => what === 'openbaar lezen')
    expect(items).toMatchObject([
      {
        day: '2026-03-02',
        party: null,
        purpose: 'https://w3id.org/dpv#DataAltruism',
        datasets: [{ id: all.datasetId }],
      },
    ])
    expect(await countPublicReadings(server, all.people.anna)).toBe(0)
    expect(await countPublicReadings(server, all.people.dirk)).toBe(0)
  })

  it('is also what someone with an account does who names no purpose', async () => {
    const before = await counted()
    expect(await read(`${STA}/Things`, all.owner.headers)).toEqual([])
    expect(await counted()).toBe(before + 1)
  })

  it('counts those whom a party sees only because they publish', async () => {
    const before = await counted()
    expect(await read(thing('carl'), all.researcher.headers)).toEqual([])
    expect(await counted()).toBe(before + 1)
    expect((await read(thing('bert'), all.researcher.headers))[0]?.hosts).toEqual(['bert'])
    expect(await counted()).toBe(before + 1)
  })

  it('is no use of others when someone reads what is theirs', async () => {
    const before = await counted()
    for (const [, url] of NARROW) expect(await read(url('carl'), all.people.carl.headers)).toEqual([])
    expect(await counted()).toBe(before)
  })

  it('has one record a day for a dataset, and counts on after a restart', async () => {
    const { rows } = await sql<{ subjects: number; records: number }>`
      select count(*)::int as records, count(subject)::int as subjects from logbook.record where name = 'openbaar lezen'`.execute(
      server.database.db,
    )
    expect(rows).toEqual([{ records: 1, subjects: 0 }])
    const before = await counted()
    server.now = new Date('2026-03-03T10:00:00Z')
    await get(`${STA}/Things`)
    await get(`${STA}/Things`)
    expect(await counted()).toBe(before + 2)
    const { rows: days } = await sql`select day from logbook.public_reading`.execute(server.database.db)
    expect(days).toHaveLength(2)
    server.now = new Date('2026-03-02T10:00:00Z')
  })
})

describe('when nothing can be recorded', () => {
  /** Does something while the log cannot be written. */
  async function without<T>(table: string, work: () => Promise<T>): Promise<T> {
    const rename = (from: string, to: string) =>
      sql`alter table ${sql.id('logbook', from)} rename to ${sql.id(to)}`.execute(server.database.db)
    await rename(table, 'away')
    try {
      return await work()
    } finally {
      await rename('away', table)
    }
  }

  it.each([...WIDE, ...NARROW])('gives no data: %s', async (_, url) => {
    const answer = await without('record', () => get(url('anna'), all.researcher.headers))
    expect(answer.statusCode).toBe(503)
    expect(answer.headers['retry-after']).toBe('5')
    expect(answer.json()).toMatchObject({ type: 'urn:samenspel:problem:unavailable' })
    expect(answer.body).not.toContain('anna')
  })

  it('gives nothing of it in a batch', async () => {
    const requests = [{ id: '1', method: 'GET', url: thing('anna').slice(STA.length + 1) }]
    const answer = await without('record', () =>
      server.request({
        method: 'POST',
        url: `${STA}/$batch`,
        headers: all.researcher.headers,
        payload: { requests },
      }),
    )
    expect(answer.json().responses).toMatchObject([{ status: 503 }])
    expect(answer.body).not.toContain('anna')
  })

  it('gives nothing that was published, on a day on which that was not counted yet', async () => {
    server.now = new Date('2026-03-04T10:00:00Z')
    expect((await without('public_reading', () => get(thing('carl')))).statusCode).toBe(503)
    expect((await get(thing('carl'))).statusCode).toBe(200)
    server.now = new Date('2026-03-02T10:00:00Z')
  })

  it('gives what nobody lives at', async () => {
    const url = `${STA}/Things(${all.open.thingId})`
    expect((await without('record', () => get(url, all.researcher.headers))).statusCode).toBe(200)
  })
})
