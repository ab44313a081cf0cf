import { request } from 'node:http'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { createTestStation, findWrongRollups } from '../testing/datastreams.ts'

const server = useServer()
let actor: TestActor
let datasetId: string
let ids: number[]

beforeAll(async () => {
  actor = await signInAs(server, 'data-expert')
  await station()
})

/** Makes a new dataset with a station of two datastreams, which the following requests are about. */
async function station(corrections: 'replace' | 'refuse' = 'replace') {
  const made = await createTestStation(server.database.db, {
    count: 2,
    corrections,
    ownerId: actor.organisationId,
  })
  datasetId = made.datasetId
  ids = made.datastreamIds
  await sql`update measurements.thing set source_key = 'NL1' where id = ${made.thingId}`.execute(
    server.database.db,
  )
  await sql`update measurements.datastream set source_key = 'pm25' where id = ${ids[1]}`.execute(
    server.database.db,
  )
}

async function start(format: 'csv' | 'ndjson' = 'csv'): Promise<string> {
  const answer = await server.request({
    method: 'POST',
    url: '/api/v1/observation-uploads',
    headers: actor.headers,
    payload: { format, dataset: datasetId },
  })
  expect(answer.statusCode, answer.body).toBe(201)
  expect(answer.headers['upload-offset']).toBe('0')
  return String(answer.headers.location)
}

async function send(
  url: string,
  offset: number,
  payload: string | Buffer | Readable,
  isLast = false,
  headers = actor.headers,
) {
  const answer = await server.request({
    method: 'PATCH',
    url,
    headers: {
      ...headers,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
      ...(isLast ? { 'upload-complete': '?1' } : {}),
    },
    payload,
  })
  return { status: answer.statusCode, offset: Number(answer.headers['upload-offset']), body: answer.json() }
}

const ask = async (url: string) => (await server.request({ url, headers: actor.headers })).json()
const offsetOf = async (url: string): Promise<number> => (await ask(url)).offset
const countStored = async () => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from measurements.observation
    where datastream_id = any(${ids})`.execute(server.database.db)
  return rows[0]?.n
}

async function countRows() {
  const { rows } = await sql`select (select count(*)::int from measurements.import) as uploads,
    (select count(*)::int from catalogue.dataset) as datasets`.execute(server.database.db)
  return rows[0]
}

/** Sends a part over a real connection, and closes that before the end. */
async function breakOff(url: string, bytes: string) {
  const address = await server.app.http.listen({ port: 0, host: '127.0.0.1' })
  const sending = request(new URL(url, address), {
    method: 'PATCH',
    headers: {
      ...actor.headers,
      'content-type': 'text/csv',
      'content-length': Buffer.byteLength(bytes) + 1_000,
      'upload-offset': '0',
      'upload-complete': '?1',
    },
  })
  sending.on('error', () => {})
  await new Promise((resolve) => sending.write(bytes, resolve))
  await new Promise((resolve) => setTimeout(resolve, 200))
  sending.destroy()
  await new Promise((resolve) => sending.once('close', resolve))
}

const HEADER = 'datastream,phenomenonTime,result\n'
const lineOf = (minute: number, id = ids[0]) =>
  `${id},${new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString()},${minute / 4}\n`
const linesOf = (count: number) => Array.from({ length: count }, (_, minute) => lineOf(minute)).join('')

describe('an upload', () => {
  it('takes whole lines, and goes on where it was', async () => {
    const url = await start()
    const file = HEADER + linesOf(100)
    const cut = HEADER.length + linesOf(40).length + 10
    const first = await send(url, 0, file.slice(0, cut))
    expect(first).toMatchObject({
      status: 200,
      offset: cut - 10,
      body: { stored: 40, lines: 41, finishedAt: null },
    })
    expect(await ask(url)).toMatchObject({ offset: cut - 10, rows: 40 })
    const last = await send(url, first.offset, file.slice(first.offset), true)
    expect(last.body).toMatchObject({
      offset: file.length,
      lines: 101,
      rows: 100,
      stored: 100,
      refused: [],
      refusedRowsUrl: null,
    })
    expect(last.body.finishedAt).not.toBeNull()
    expect(await countStored()).toBe(100)
    expect(await findWrongRollups(server.database.db)).toEqual([])
  })

  it('takes the last line without a line end only when the file ends there', async () => {
    await station()
    const url = await start()
    const file = HEADER + lineOf(1).trimEnd()
    const open = await send(url, 0, file)
    expect(open).toMatchObject({ offset: HEADER.length, body: { rows: 0 } })
    const done = await send(url, HEADER.length, file.slice(HEADER.length), true)
    expect(done).toMatchObject({ offset: file.length, body: { stored: 1 } })
  })

  it('keeps what came when a part breaks off, and stores nothing twice when it is sent again', async () => {
    await station()
    const url = await start()
    const file = HEADER + linesOf(30_000)
    await breakOff(url, file.slice(0, file.length - 1_000))
    await expect
      .poll(async () => (await ask(url)).offset, { timeout: 20_000 })
      .toBe(file.lastIndexOf('\n', file.length - 1_001) + 1)
    const { offset, stored } = await ask(url)
    expect(offset).toBeGreaterThan(0)
    expect(await countStored()).toBe(stored)
    // The same bytes once more are refused with the place to go on from, however often they come.
    const again = await send(url, 0, file)
    expect(again).toMatchObject({ status: 409, offset })
    const rest = await send(url, offset, file.slice(offset), true)
    expect(rest.body).toMatchObject({ offset: file.length, rows: 30_000, stored: 30_000, unchanged: 0 })
    expect(await countStored()).toBe(30_000)
  }, 60_000)

  it('takes one of two senders at the same place', async () => {
    await station()
    const url = await start()
    const part = HEADER + linesOf(50)
    const answers = await Promise.all([send(url, 0, part, true), send(url, 0, part, true)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await ask(url)).toMatchObject({ stored: 50, unchanged: 0, rows: 50 })
    expect((await send(url, part.length, lineOf(51))).status).toBe(409)
  })

  it('says per reason which lines it refused', async () => {
    await station('refuse')
    await send(await start(), 0, HEADER + lineOf(7), true)
    const elsewhere = (await createTestStation(server.database.db, { count: 1 })).datastreamIds[0]
    const url = await start()
    const file = [
      HEADER.trimEnd(),
      lineOf(1).trimEnd(),
      '',
      `${ids[0]},yesterday,1`,
      `${ids[0]},2026-01-01T00:05:00Z`,
      `${elsewhere},2026-01-01T00:00:00Z,1`,
      '999999,2026-01-01T00:00:00Z,1',
      `${ids[0]},2026-01-01T00:07:00Z,77`,
      `${ids[0]},2026-01-01T00:06:00Z,\u00ff`,
    ]
    const bytes = Buffer.concat([Buffer.from(file.join('\r\n')), Buffer.from('\r\n')])
    bytes[bytes.length - 4] = 0xc3
    bytes[bytes.length - 3] = 0x28
    const { body } = await send(url, 0, bytes, true)
    expect(body).toMatchObject({ rows: 7, stored: 1, refusedRows: 6 })
    const reasons = body.refused.map((each: { reason: string; examples: { line: number }[] }) => [
      each.reason,
      each.examples.map(({ line }) => line),
    ])
    expect(Object.fromEntries(reasons)).toEqual({
      'bad-time': [4],
      'bad-row': [5, 9],
      'unknown-datastream': [6, 7],
      'differs-from-stored': [8],
    })
    const kept = await server.request({ url: body.refusedRowsUrl, headers: actor.headers })
    expect(
      kept.body
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')[0]),
    ).toEqual(['4', '5', '6', '7', '8', '9'])
    expect(kept.body).toMatch(/^line,reason,column,value,message,datastream,phenomenonTime,result\r\n/)
    for (const line of kept.body.trim().split('\r\n').slice(1, -1)) {
      const original = file[Number(line.split(',')[0]) - 1] ?? ''
      expect(line.endsWith(`,${original}`), `${line} has the cells of ${original}`).toBe(true)
    }
  })

  it('does not know a datastream whose id is larger than any that is given out', async () => {
    await station()
    const large = [2 ** 31, 2 ** 32 + (ids[0] ?? 0), '9223372036854775807']
    const file = `${HEADER}${large.map((id) => `${id},2026-01-01T00:00:00Z,1\n`).join('')}${lineOf(1)}`
    const { body } = await send(await start(), 0, file, true)
    expect(body).toMatchObject({ rows: 4, stored: 1, refusedRows: 3 })
    expect(body.refused).toMatchObject([{ reason: 'unknown-datastream', count: 3 }])
  })

  it('keeps the first of lines with the same datastream and time, whatever the dataset says of corrections', async () => {
    await station('replace')
    const file = [
      HEADER.trimEnd(),
      `${ids[0]},2026-01-01T00:00:00Z,1`,
      `NL1-pm25,,`,
      `${ids[0]},2026-01-01T01:00:00+01:00,2`,
      `${ids[1]},2026-01-01T00:00:00Z,2`,
      `${ids[0]},2026-01-01T00:00:00Z,1`,
    ].join('\n')
    const first = await send(await start(), 0, file, true)
    expect(first.body).toMatchObject({ rows: 5, stored: 2, refusedRows: 3 })
    expect(first.body.refused).toContainEqual({
      reason: 'duplicate',
      of: 'row',
      title: { nl: 'Staat er dubbel in', en: 'Occurs twice' },
      count: 2,
      examples: [4, 6].map((line) => ({
        line,
        column: null,
        value: null,
        message: {
          nl: 'Regel 2 heeft dezelfde meetreeks en dezelfde tijd.',
          en: 'Line 2 has the same datastream and time.',
        },
      })),
    })
    const again = await send(await start(), 0, file, true)
    expect(again.body).toMatchObject({ stored: 0, corrected: 0, unchanged: 2, refusedRows: 3 })
    const { refusedRowsUrl } = again.body
    const inDutch = await server.request({
      url: refusedRowsUrl,
      headers: { ...actor.headers, 'accept-language': 'nl' },
    })
    expect(inDutch.headers['content-language']).toBe('nl')
    expect(inDutch.body).toContain('Regel 2 heeft dezelfde meetreeks')
  })

  it('keeps the first line that can be stored, and tells of another dataset’s datastream only that', async () => {
    await station('refuse')
    const [own] = ids
    await send(
      await start('ndjson'),
      0,
      `{"datastream":${own},"phenomenonTime":"2026-01-02T00:00:00Z","result":5}\n`,
    )
    const elsewhere = (await createTestStation(server.database.db, { count: 1 })).datastreamIds[0]
    const line = (datastream: unknown, day: number, result: unknown) =>
      `${JSON.stringify({ datastream, phenomenonTime: `2026-01-0${day}T00:00:00Z`, result })}\n`
    const file = [
      line(own, 1, 1e200),
      line(own, 1, 3),
      line(own, 1, 3),
      line(elsewhere, 1, 1),
      line(elsewhere, 1, 1),
      line(own, 2, 6),
      line(own, 2, 5),
    ]
    const url = await start('ndjson')
    const first = await send(url, 0, file.join(''))
    expect(first.body).toMatchObject({ rows: 7, stored: 1, unchanged: 1, refusedRows: 5 })
    const reasons = first.body.refused.map((each: { reason: string; examples: { line: number }[] }) => [
      each.reason,
      each.examples.map((example) => example.line),
    ])
    expect(Object.fromEntries(reasons)).toEqual({
      'not-finite': [1],
      duplicate: [3],
      'unknown-datastream': [4, 5],
      'differs-from-stored': [6],
    })
  })

  it('takes NDJSON, and datastreams by the keys of their source', async () => {
    await station()
    const url = await start('ndjson')
    const broken = await send(
      await start('ndjson'),
      0,
      `{"datastream":${ids[0]}}\n{"datastream":${ids[0]},}\n`,
      true,
    )
    expect(broken.body.refused).toContainEqual(
      expect.objectContaining({
        reason: 'bad-row',
        examples: [
          expect.objectContaining({
            line: 2,
            message: {
              nl: expect.stringMatching(/: op teken \d+ klopt “}” niet/),
              en: expect.stringMatching(/: “}” at column \d+ is not right/),
            },
          }),
        ],
      }),
    )
    const time = '2026-01-01T00:00:00Z'
    const file = [
      { datastream: ids[0], phenomenonTime: time, result: 1, parameters: { a: 1 } },
      { thingKey: 'NL1', datastreamKey: 'pm25', phenomenonTime: time, result: 2 },
      { thingKey: 'NL1', datastreamKey: 'other', phenomenonTime: time, result: 2 },
    ]
    const { body } = await send(url, 0, file.map((line) => `${JSON.stringify(line)}\n`).join(''), true)
    expect(body).toMatchObject({ stored: 2, refusedRows: 1, refused: [{ reason: 'unknown-datastream' }] })
    const { rows } =
      await sql`select datastream_id as id, result_number as result from measurements.observation
      where datastream_id = any(${ids}) order by 1`.execute(server.database.db)
    expect(rows).toEqual([
      { id: ids[0], result: 1 },
      { id: ids[1], result: 2 },
    ])
  })

  it('is refused for a line without end', async () => {
    expect((await send(await start(), 0, `${HEADER}${'x'.repeat(1_100_000)}`)).status).toBe(413)
  })

  it('leaves nothing when it is refused for its header', async () => {
    const url = await start()
    const before = await countRows()
    const another = await start()
    expect((await send(another, 0, 'a,b\n1,2\n')).status).toBe(422)
    expect((await server.request({ url: another, headers: actor.headers })).statusCode).toBe(404)
    expect(await countRows()).toEqual(before)
    expect((await send(url, 0, HEADER + lineOf(1), true)).status).toBe(200)
  })

  it('makes no dataset: without one there are no datastreams', async () => {
    const newcomer = await signInAs(server, 'data-expert')
    const before = await countRows()
    const answer = await server.request({
      method: 'POST',
      url: '/api/v1/observation-uploads',
      headers: newcomer.headers,
      payload: { format: 'csv' },
    })
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ pointer: '/dataset' }] })
    expect(await countRows()).toEqual(before)
  })

  it('counts with the imports of an organisation that are received at once', async () => {
    await station()
    const urls = await Promise.all([1, 2, 3, 4].map(() => start()))
    const slow = urls.map(() => {
      const { promise: isRead, resolve } = Promise.withResolvers<void>()
      return { isRead, body: new Readable({ read: () => resolve() }) }
    })
    const sent = urls.map((url, index) => send(url, 0, slow[index]?.body ?? Readable.from([]), true))
    const fifth = await start()
    // Who reads has a place: before that the fifth could take that of another.
    await Promise.all(slow.map(({ isRead }) => isRead))
    expect((await send(fifth, 0, '')).status).toBe(503)
    for (const { body } of slow) {
      body.push(HEADER + lineOf(1))
      body.push(null)
    }
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect((await send(fifth, await offsetOf(fifth), '')).status).toBe(200)
  })

  it('needs to be told where a part starts', async () => {
    const url = await start()
    expect((await send(url, 5, 'x')).status).toBe(409)
    const without = await server.request({
      method: 'PATCH',
      url,
      headers: { ...actor.headers, 'content-type': 'text/csv' },
      payload: HEADER,
    })
    expect(without.statusCode).toBe(400)
    const json = await server.request({
      method: 'PATCH',
      url,
      headers: { ...actor.headers, 'content-type': 'application/json', 'upload-offset': '0' },
      payload: '{}',
    })
    expect(json.statusCode).toBe(415)
    expect(json.json().detail).toContain(
      'Send application/offset+octet-stream, text/csv or application/x-ndjson',
    )
    const asImport = await server.request({
      method: 'POST',
      url: '/api/v1/observation-imports?mapping=rivm-samen-meten',
      headers: { ...actor.headers, 'content-type': 'application/x-ndjson' },
      payload: '{}',
    })
    expect(asImport.statusCode).toBe(415)
    expect(asImport.json().detail).toContain('NDJSON go to /api/v1/observation-uploads')
  })

  it('says of a file that is no text what it is, and leaves nothing', async () => {
    const url = await start()
    const refused = await send(url, 0, gzipSync(HEADER + linesOf(10_000)), true)
    expect(refused).toMatchObject({ status: 422, body: { detail: expect.stringContaining('gzip') } })
    expect((await server.request({ url, headers: actor.headers })).statusCode).toBe(404)
  })

  it('is not there for someone of another organisation', async () => {
    const url = await start()
    const other = await signInAs(server, 'data-expert')
    expect((await server.request({ url, headers: other.headers })).statusCode).toBe(404)
    expect((await send(url, 0, HEADER, false, other.headers)).status).toBe(404)
    const refused = await server.request({
      method: 'POST',
      url: '/api/v1/observation-uploads',
      headers: other.headers,
      payload: { format: 'csv', dataset: datasetId },
    })
    expect([403, 404]).toContain(refused.statusCode)
  })
})
