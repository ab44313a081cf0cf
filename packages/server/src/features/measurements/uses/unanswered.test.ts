import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Actor } from '../../../platform/actor.ts'
import { beginTrace } from '../../../platform/trace.ts'
import { useServer } from '../../../testing/server.ts'
import { openLogbook } from '../../logbook/index.ts'
import { answerRead, readAddress, readRequest } from '../sta/read.ts'
import { createUses } from './recording.ts'
import { addResidents, type Residents } from './testing/residents.ts'

/*
 * A request that gives no data can still tell of it: how many match, that something cannot be computed, or how long that takes.
 */

const server = useServer()
let all: Residents

beforeAll(async () => {
  all = await addResidents(server)
}, 60_000)
beforeEach(async () => {
  await all.takeRecorded()
})

const observations = () => `Datastreams(${all.people.anna.datastreamId})/Observations`
const ofAnna = () => [{ hosts: ['anna'], partyId: all.partner.organisationId, agreementId: all.agreementId }]

const remove = (address: string) =>
  server.request({ method: 'DELETE', url: `/sta/v1.1/${address}`, headers: all.partner.headers })

it('records who is looked at to delete what matches, whether something does or not', async () => {
  for (const [filter, status] of [
    ['result ge 5', 403],
    ['result ge 6', 200],
  ] as const) {
    expect((await remove(`${observations()}?$filter=${filter}`)).statusCode).toBe(status)
    expect(await all.takeRecorded()).toEqual(ofAnna())
  }
  await remove("Locations?$filter=startswith(name,'n')")
  expect((await all.takeRecorded())[0]?.hosts).toEqual(['anna', 'bert'])
})

it('deletes nothing when that cannot be recorded', async () => {
  const rename = (from: string, to: string) =>
    sql`alter table ${sql.id('logbook', from)} rename to ${sql.id(to)}`.execute(server.database.db)
  await rename('record', 'away')
  const answer = await remove(`${observations()}?$filter=result ge 5`)
  await rename('away', 'record')
  expect(answer.statusCode).toBe(503)
})

it('records who was asked about when the answer is that it cannot be computed or takes too long', async () => {
  const { platform } = server.app
  const actor: Actor = {
    kind: 'token',
    tokenId: '',
    name: '',
    organisationId: all.partner.organisationId,
    role: 'data-expert',
    purpose: 'https://w3id.org/dpv#AcademicResearch',
    datasetId: undefined,
  }
  const ask = (code: string, isBegun = true) =>
    answerRead(
      platform.reading,
      readRequest(readAddress(`${observations()}?$filter=result gt 2`), '/sta/v1.1', actor, server.now),
      {
        uses: createUses(platform, openLogbook(platform))({ actor, trace: beginTrace() }),
        client: {
          gone: new AbortController().signal,
          cancels: false,
          async inTurn(work) {
            if (isBegun) await work()
            throw Object.assign(new Error('As the database says it.'), { code })
          },
        },
      },
    )
  for (const code of ['57014', '22003', 'XX000']) {
    await expect(ask(code)).rejects.toMatchObject({ code: 'invalid-query' })
    expect(await all.takeRecorded()).toEqual(ofAnna())
  }
  await expect(ask('57014', false)).rejects.toMatchObject({ code: 'invalid-query' })
  expect(await all.takeRecorded()).toEqual([])
})

it('records whose series it is that has too many points for an answer', async () => {
  const { datastreamId } = all.people.anna
  await sql`insert into measurements.observation (datastream_id, phenomenon_start, id, result_number)
    select ${datastreamId}, '2026-03-01T00:00:00Z'::timestamptz + n * interval '1 second', 1000000 + n, 1
    from generate_series(1, 50001) n`.execute(server.database.db)
  const answer = await server.request({
    url: `/api/v1/series?datastream=${datastreamId}&resolution=raw&from=2026-03-01T00:00:00Z&to=2026-03-03T00:00:00Z`,
    headers: all.partner.headers,
  })
  expect(answer.statusCode).toBe(400)
  expect(await all.takeRecorded()).toEqual(ofAnna())
})
