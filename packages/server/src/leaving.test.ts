import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createAccount, createOrganisation } from './features/parties/index.ts'
import { signInAs } from './testing/actors.ts'
import { createMailbox } from './testing/mailbox.ts'
import { useServer } from './testing/server.ts'
import { fillConsent } from './testing/walk/fill-consent.ts'

const mailbox = createMailbox()
const server = useServer({ MAIL_FOLDER: mailbox.folder })
const name = 'Wilhelmina Nergenshuizen'
const email = 'wilhelmina@example.org'
const password = 'een heel lang wachtwoord'

/** Where in the database something is written, in whatever column. */
async function findEverywhere(text: string): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('information_schema', 'jobs', 'public')
      and table_schema not like 'pg\_%'`.execute(server.database.db)
  const found: string[] = []
  for (const table of tables) {
    const { rows } = await sql`select 1 from ${sql.raw(table.name)} t
      where position(${text} in t::text) > 0 limit 1`.execute(server.database.db)
    if (rows.length > 0) found.push(table.name)
  }
  return found
}

it('leaves no name or address of who deleted their account, and no consent', async () => {
  const { db } = server.database
  const organisationId = await createOrganisation(db, { name: 'Gemeente', kind: 'municipality' })
  const roles = ['privacy-officer', 'data-expert', 'policy-officer'] as const
  const memberships = roles.map((role) => ({ organisationId, role }))
  await createAccount(db, {
    email: 'blijft@example.org',
    name: 'Blijft',
    password,
    memberships: [{ organisationId, role: 'administrator' }],
  })
  const personId = await createAccount(db, { email, name, password, memberships })
  const post = (
    url: string,
    payload: object | string,
    cookie = '',
    method: 'POST' | 'PUT' | 'PATCH' = 'POST',
  ) =>
    server.request({
      method,
      url,
      headers: { cookie },
      ...(payload === '' ? {} : { payload }),
    })
  const signedIn = await post('/api/auth/sign-in/email', { email, password })
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? ''
  await fillConsent(async (method, path, payload) => {
    const answer = await post(`/api/v1/${path}`, payload, cookie, method)
    expect(answer.statusCode, answer.body).toBeLessThan(300)
    return answer.json()
  }, organisationId)
  const given = sql<{ person_id: string }>`select person_id from consent.v_consent(${server.now})`
  expect((await given.execute(db)).rows).toEqual([{ person_id: personId }])
  expect(await findEverywhere(email)).toContain('parties.person')

  await post('/api/auth/delete-user', { password }, cookie)
  const token = new URL(await mailbox.waitForLink(email, 1)).searchParams.get('token')
  const gone = await post('/api/auth/delete-user', { token }, cookie)
  expect(gone.statusCode, gone.body).toBe(200)

  expect((await given.execute(db)).rows).toEqual([])
  expect(await findEverywhere(email)).toEqual([])
  expect(await findEverywhere(name)).toEqual([])
  // The records of consent, and events about them that others still have to hear.
  expect((await findEverywhere(personId)).sort()).toEqual(['consent.choice', 'platform.outbox'])
})

it.each(['remove', 'figures'] as const)('does with sensors what someone chose: %s', async (sensors) => {
  const { db } = server.database
  const own = `${sensors}@example.org`
  const personId = await createAccount(db, { email: own, name, password, memberships: [] })
  const thingId = await hostStation(personId)
  const post = (path: string, payload: object, cookie = '') =>
    server.request({ method: 'POST', url: `/api/auth/${path}`, headers: { cookie }, payload })
  const signedIn = await post('sign-in/email', { email: own, password })
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? ''
  await post('delete-user', { password }, cookie)
  const token = new URL(await mailbox.waitForLink(own, 1)).searchParams.get('token')
  const wrong = await post('delete-user', { token, sensors: 'keep' }, cookie)
  expect(wrong.json()).toMatchObject({ status: 400, errors: [{ pointer: '/sensors' }] })
  const gone = await post('delete-user', { token, sensors }, cookie)
  expect(gone.statusCode, gone.body).toBe(200)
  const things = await sql`select from measurements.thing where id = ${thingId}`.execute(db)
  expect(things.rows).toEqual([])
  const told = await sql`select from platform.outbox where kind = 'measurements.series-changed'
    and payload->'properties' ? ${`urn:${personId}`}`.execute(db)
  expect(told.rows).toHaveLength(sensors === 'remove' ? 1 : 0)
})

/** A station with a measurement, of someone. */
async function hostStation(personId: string): Promise<number> {
  const { headers } = await signInAs(server, 'data-expert')
  const named = { name: 'Tuinmeter', description: '' }
  const sensor = { ...named, encodingType: 'text/plain', metadata: 'x' }
  const made = await server.request({
    method: 'POST',
    url: '/sta/v1.1/Things',
    headers,
    payload: {
      ...named,
      Datastreams: [
        {
          ...named,
          observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
          unitOfMeasurement: { name: 'x', symbol: 'x', definition: 'x' },
          Sensor: sensor,
          ObservedProperty: { ...named, definition: `urn:${personId}` },
          Observations: [{ phenomenonTime: '2026-03-01T10:00:00Z', result: 1 }],
        },
      ],
    },
  })
  expect(made.statusCode, made.body).toBe(201)
  const thingId = Number(/\((\d+)\)$/.exec(String(made.headers.location))?.[1])
  await sql`update measurements.thing set host_id = ${personId} where id = ${thingId}`.execute(
    server.database.db,
  )
  return thingId
}
