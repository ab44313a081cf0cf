import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../../testing/actors.ts'
import { useServer } from '../../../../testing/server.ts'
import { speakAs } from '../testing/seed.ts'

const server = useServer()
const ROOT = 'http://localhost:8080/sta/v1.1'
let actor: TestActor
let send: ReturnType<typeof speakAs>

beforeAll(async () => {
  actor = await signInAs(server, 'data-expert')
  send = speakAs(server, actor)
})

type Response = {
  id: string
  status: number
  headers?: Record<string, string>
  body?: Record<string, unknown>
}

/** Sends a JSON batch. */
async function batch(
  requests: unknown,
  headers: Record<string, string> = {},
  as: { who: TestActor | undefined } = { who: actor },
) {
  const answer = await server.request({
    method: 'POST',
    url: '/sta/v1.1/$batch',
    headers: { ...as.who?.headers, ...headers, 'content-type': 'application/json' },
    payload: JSON.stringify({ requests }),
  })
  return {
    status: answer.statusCode,
    headers: answer.headers,
    ...(answer.json() as { responses?: Response[] }),
  }
}

async function multipart(lines: string, lineEnd = '\r\n') {
  const answer = await server.request({
    method: 'POST',
    url: '/sta/v1.1/$batch',
    headers: { ...actor.headers, 'content-type': 'multipart/mixed; boundary="batch (1)"' },
    payload: lines.replaceAll('\n', lineEnd),
  })
  return { status: answer.statusCode, type: String(answer.headers['content-type']), text: answer.body }
}

const count = async (path: string) => Number((await send('GET', `${path}/$count`)).text)
const statuses = ({ responses = [] }: { responses?: Response[] }) =>
  responses.map(({ id, status }) => [id, status])

const thing = (name: string) => ({ name, description: 'd' })
const sensor = { name: 's', description: 'd', encodingType: 'text/plain', metadata: 'm' }
const property = { name: 'p', definition: 'https://example.org/p', description: 'd' }
const datastream = {
  name: 'ds',
  description: 'd',
  observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
  unitOfMeasurement: { name: null, symbol: null, definition: null },
}
const post = (id: string, url: string, body: unknown, more: object = {}) => ({
  id,
  method: 'POST',
  url,
  body,
  ...more,
})

describe('a JSON batch', () => {
  it('does not take for a fault of ours what it does not have', async () => {
    const before = server.reports.length
    const { responses } = await batch([{ id: 'csv', method: 'GET', url: 'Things?$resultFormat=CSV' }])
    expect(responses).toMatchObject([{ id: 'csv', status: 501 }])
    expect(server.reports.slice(before).map(({ kind }) => kind)).toContain('request-not-implemented')
    expect(server.reports.slice(before).map(({ kind }) => kind)).not.toContain('request-failed')
  })

  it('answers each request as it would be answered on its own', async () => {
    const { responses = [] } = await batch([
      post('t', 'Things', thing('one')),
      { id: 'read', method: 'GET', url: '$t?$select=name' },
      { id: 'number', method: 'GET', url: '/sta/v1.1/Things/$count' },
      { id: 'patch', method: 'PATCH', url: `${ROOT}/$t`, body: { name: 'two' } },
      {
        id: 'jsonpatch',
        method: 'PATCH',
        url: '/v1.1/$t',
        headers: { 'Content-Type': 'application/json-patch+json' },
        body: [{ op: 'replace', path: '/description', value: 'new' }],
      },
      { id: 'again', method: 'GET', url: '$t?$select=name,description' },
      { id: 'gone', method: 'DELETE', url: '$t' },
    ])
    expect(responses.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200, 200, 200])
    const [made, read, number, , , again, gone] = responses
    expect(made?.headers?.location).toBe(made?.body?.['@iot.selfLink'])
    expect(read?.body).toEqual({ name: 'one' })
    expect(number?.body).toEqual(expect.stringMatching(/^\d+$/))
    expect(again?.body).toEqual({ name: 'two', description: 'new' })
    expect(gone).toEqual({ id: 'gone', status: 200 })
  })

  it('refers to what earlier requests made, in addresses and in bodies', async () => {
    const answer = await batch([
      post('sensor 1', 'Sensors', sensor),
      post('p', 'ObservedProperties', property),
      post('t', 'Things', { ...thing('with $p'), properties: { a: '$t' } }),
      post('d', 'Things($t)/Datastreams', {
        ...datastream,
        Sensor: { '@iot.id': '$sensor 1' },
        ObservedProperty: { '@iot.id': '$p' },
      }),
      post('o', '$d/Observations', { result: 4, phenomenonTime: '2026-03-01T00:00:00Z' }),
      {
        id: 'read',
        method: 'GET',
        url: '$t?$select=properties&$expand=Datastreams($select=name;$expand=Observations($select=result))',
      },
    ])
    expect(statuses(answer).map(([, status]) => status)).toEqual([201, 201, 201, 201, 201, 200])
    expect(answer.responses?.at(-1)?.body).toEqual({
      properties: { a: '$t' },
      Datastreams: [{ name: 'ds', Observations: [{ result: 4 }] }],
    })
  })

  it('stops at the first failure, or goes on when asked', async () => {
    const requests = [
      { id: 'a', method: 'GET', url: 'Things(9223372036854775807)' },
      post('b', 'Things', { name: 'no description' }),
      post('c', '$b/Locations', {}),
      { id: 'd', method: 'GET', url: 'Things/$count' },
    ]
    expect(statuses(await batch(requests))).toEqual([['a', 404]])
    const all = await batch(requests, { prefer: 'respond-async, odata.continue-on-error=true' })
    expect(statuses(all)).toEqual([
      ['a', 404],
      ['b', 400],
      ['c', 424],
      ['d', 200],
    ])
    expect(all.headers['preference-applied']).toBe('continue-on-error')
    expect(statuses(await batch(requests, { prefer: 'continue-on-error=false' }))).toHaveLength(1)
  })

  it('does all of a group or nothing', async () => {
    const [things, sensors] = [await count('Things'), await count('Sensors')]
    const group = { atomicityGroup: 'g' }
    const failing = [
      post('a', 'Things', thing('x'), group),
      post('b', 'Sensors', { ...sensor, '@iot.id': 4 }, group),
      post('c', 'Sensors', sensor, group),
      post('after', 'Things', thing('y'), { dependsOn: ['g'] }),
      post('instead', 'Things', thing('z'), { if: 'not $g/$succeeded' }),
      post('otherwise', 'Things', thing('w'), { if: '$g/$succeeded' }),
    ]
    const answer = await batch(failing, { prefer: 'continue-on-error' })
    expect(statuses(answer)).toEqual([
      ['b', 400],
      ['a', 424],
      ['c', 424],
      ['after', 424],
      ['instead', 201],
      ['otherwise', 412],
    ])
    expect(answer.responses?.[0]).toMatchObject({ atomicityGroup: 'g' })
    expect([await count('Things'), await count('Sensors')]).toEqual([things + 1, sensors])

    const working = await batch([
      post('a', 'Things', thing('x'), group),
      post('b', '$a/Locations', place, group),
      { id: 'c', method: 'GET', url: '$a/Locations/$count' },
    ])
    expect(statuses(working)).toEqual([
      ['a', 201],
      ['b', 201],
      ['c', 200],
    ])
    expect(working.responses?.[2]?.body).toBe('1')
  })

  it('undoes what a group stored when the database refuses a later part of it', async () => {
    const things = await count('Things')
    const answer = await batch([
      post('a', 'Things', thing('x'), { atomicityGroup: 'g' }),
      post('b', 'Things', { ...thing('y'), Datastreams: [{ '@iot.id': 999_999 }] }, { atomicityGroup: 'g' }),
    ])
    expect(statuses(answer)).toEqual([
      ['b', 400],
      ['a', 424],
    ])
    expect(await count('Things')).toBe(things)
  })

  it('stores the observations of a group with the rest of it, or not at all', async () => {
    const group = { atomicityGroup: 'g' }
    const observation = { result: 4, phenomenonTime: '2026-03-01T00:00:00Z' }
    const requests = (last: unknown) => [
      post('t', 'Things', thing('grouped'), group),
      post('d', '$t/Datastreams', { ...datastream, Sensor: sensor, ObservedProperty: property }, group),
      post('o', '$d/Observations', observation, group),
      post('many', 'CreateObservations', last, group),
    ]
    const before = await count('Observations')
    expect(statuses(await batch(requests('nothing')))).toHaveLength(4)
    expect(await count('Observations')).toBe(before)
    const rows = [
      {
        Datastream: { '@iot.id': '$d' },
        components: ['phenomenonTime', 'result'],
        dataArray: [['2026-03-02T00:00:00Z', 5]],
      },
    ]
    expect(statuses(await batch(requests(rows))).map(([, status]) => status)).toEqual([201, 201, 201, 201])
    expect(await count('Observations')).toBe(before + 2)
  })

  it('gives nobody more rights than the requests have on their own', async () => {
    const other = await signInAs(server, 'data-expert')
    const clerk = await signInAs(server, 'clerk')
    const made = (await send('POST', 'Things', thing('mine'))).json()
    const requests = [
      { id: 'read', method: 'GET', url: 'Things/$count' },
      post('write', 'Things', thing('x')),
      { id: 'delete', method: 'DELETE', url: `Things(${made['@iot.id']})` },
    ]
    const go = { prefer: 'continue-on-error' }
    const as = async (who: TestActor | undefined) =>
      ((await batch(requests, go, { who })).responses ?? []).map(({ status }) => status)
    expect(await as(undefined)).toEqual([200, 401, 401])
    expect(await as(clerk)).toEqual([200, 403, 403])
    expect(await as(other)).toEqual([200, 201, 403])
    await sql`update catalogue.dataset set access = 'restricted' where owner_id = ${actor.organisationId}`.execute(
      server.database.db,
    )
    expect(await as(other)).toEqual([200, 201, 404])
    await sql`update catalogue.dataset set access = 'open' where owner_id = ${actor.organisationId}`.execute(
      server.database.db,
    )
  })

  it.each([
    ['an address elsewhere', 'https://example.org/sta/v1.1/Things', 400],
    ['an address of the own API', '/api/v1/tokens', 404],
    ['a batch', '$batch', 405],
    ['a batch written otherwise', '%24batch', 405],
  ])('does not send anything to %s', async (_, url, status) => {
    expect(statuses(await batch([post('a', url, { requests: [] })]))).toEqual([['a', status]])
  })

  it('is refused as a whole, with what is wrong, before anything is done', async () => {
    const before = await count('Things')
    const bad = await server.request({
      method: 'POST',
      url: '/sta/v1.1/$batch',
      headers: { ...actor.headers, 'content-type': 'application/json' },
      payload: JSON.stringify({ requests: [post('a', 'Things', thing('x')), { id: 'b' }] }),
    })
    expect(bad.statusCode).toBe(400)
    expect(bad.json().errors).toEqual([expect.objectContaining({ pointer: '/requests/1/method' })])
    expect(await count('Things')).toBe(before)
    const many = Array.from({ length: 1001 }, (_, index) => ({
      id: `${index}`,
      method: 'GET',
      url: 'Things',
    }))
    expect((await batch(many)).status).toBe(400)
  })
})

const place = {
  name: 'here',
  description: 'd',
  encodingType: 'application/geo+json',
  location: { type: 'Point', coordinates: [5, 52] },
}

const MULTIPART = `--batch (1)
Content-Type: application/http

GET /sta/v1.1/Things/$count
Host: host


--batch (1)
Content-Type: multipart/mixed;boundary=changes

--changes
Content-Type: application/http
Content-ID: sensor1

POST /sta/v1.1/Sensors HTTP/1.1
Content-Type: application/json

${JSON.stringify(sensor)}
--changes
Content-Type: application/http
Content-ID: thing

POST ${ROOT}/Things HTTP/1.1
Content-Type: application/json

${JSON.stringify(thing('é'))}
--changes
Content-Type: application/http

POST $thing/Datastreams HTTP/1.1
Content-Type: application/json

${JSON.stringify({ ...datastream, Sensor: { '@iot.id': '$sensor1' }, ObservedProperty: property })}
--changes--
--batch (1)
Content-Type: application/http

GET Things(9223372036854775807) HTTP/1.1
Host: host


--batch (1)--
`

describe('a multipart batch', () => {
  it.each(['\r\n', '\n'])('is done and answered in order, with lines that end in %j', async (lineEnd) => {
    const { status, type, text } = await multipart(MULTIPART, lineEnd)
    expect(status, text).toBe(200)
    const boundary = type.slice('multipart/mixed;boundary='.length)
    const parts = text.split(`--${boundary}\r\n`).slice(1)
    expect(parts).toHaveLength(3)
    expect(parts[0]).toMatch(
      /^Content-Type: application\/http\r\n\r\nHTTP\/1\.1 200 OK\r\nContent-Type: text\/plain/,
    )
    expect(parts[1]).toMatch(/^Content-Type: multipart\/mixed;boundary=/)
    expect(parts[1]?.match(/HTTP\/1\.1 201 Created/g)).toHaveLength(3)
    expect(parts[1]).toMatch(
      /Content-ID: thing\r\n\r\nHTTP\/1\.1 201 Created\r\n.*\r\nLocation: http.*Things\(\d+\)\r\n/,
    )
    expect(parts[2]).toContain('HTTP/1.1 404 Not Found')
    expect(text.endsWith(`--${boundary}--\r\n`)).toBe(true)
  })

  it('has one answer for a change set of which nothing was done', async () => {
    const things = await count('Things')
    const { text } = await multipart(MULTIPART.replace('"$sensor1"', '"$nothing"'))
    expect(text.match(/HTTP\/1\.1 /g)).toHaveLength(2)
    expect(text).toContain('HTTP/1.1 400 Bad Request')
    expect(text).not.toContain('multipart/mixed')
    expect(await count('Things')).toBe(things)
  })

  it('is refused without an end', async () => {
    expect((await multipart(MULTIPART.replace('--batch (1)--', ''))).status).toBe(400)
  })
})
