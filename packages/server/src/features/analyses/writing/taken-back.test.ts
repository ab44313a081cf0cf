import { COLUMNS, readQuestion, textOfQuery, writePlace } from '@samenspel/standards/explorations'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAsPerson } from '../../../testing/actors.ts'
import { forgetHostedValues } from '../../measurements/index.ts'
import { type Answer, QUESTION, useAnalyses } from '../testing/world.ts'
import { placesOfFew } from './freeze.ts'
import type { Rerun } from './schema-rerun.ts'
import { noteForgotten } from './store-taken-back.ts'
import { removeTakenBack } from './taken-back.ts'

const { server, world, send, draft, published } = useAnalyses()
const run = (statement: ReturnType<typeof sql<unknown>>) => statement.execute(server.database.db)
const setAccess = (access: string) =>
  run(sql`update catalogue.dataset set access = ${access} where slug = 'tuinen'`)
const status = async (slug: string) => (await send('GET', `${slug}/versions/1/answers/0`)).statusCode

/** The first of the two stations of the neighbourhood is one of a resident. */
let thingId = 0
beforeAll(async () => {
  const { personId } = await signInAsPerson(server)
  const { rows } = await sql<{ id: number }>`update measurements.thing set host_id = ${personId}
    where id = (select thing_id from measurements.datastream where id = ${world().streams[0]}) returning id`.execute(
    server.database.db,
  )
  thingId = rows[0]?.id ?? 0
})

it('keeps an answer as long as everybody may see the sensor of a resident that is in it', async () => {
  const { slug } = await published()
  await removeTakenBack(server.database.db, server.now)
  expect(await status(slug)).toBe(200)
})

it('removes the answer when its host takes the sensor back, and what is left can still be checked', async () => {
  const { slug, evidence } = await published()
  const steering = async () => (await send('GET', `${slug}/versions/1/steering-check`)).statusCode
  expect(await steering()).toBe(200)
  const elsewhere = QUESTION.replace('area:BU1', `datastream:${world().streams[1]}`)
  const other = await published({ charts: [{ question: elsewhere, caption: '' }], claim: null })
  await setAccess('personal')
  await removeTakenBack(server.database.db, server.now)
  await setAccess('open')
  expect(await status(slug)).toBe(404)
  expect(await steering()).toBe(404)
  const after = (await send('GET', slug)).json<Answer>().evidence
  expect(after).toMatchObject({
    sha256: evidence?.sha256,
    answers: [{ removedAt: server.now.toISOString() }],
  })
  expect(after?.answers[0]?.sha256).toBe(evidence?.answers[0]?.sha256)
  expect((await send('GET', `${slug}/versions/1/rerun`)).json<Rerun>().charts).toMatchObject([
    { state: 'removed', comparison: null },
  ])
  // Nothing of the resident is in this one.
  expect(await status(other.slug)).toBe(200)
})

it('removes the answer when its host lets everybody see the sensor less precisely than then, at the moment it is read', async () => {
  const { slug } = await published()
  expect(await status(slug)).toBe(200)
  // As if it had been seen more precisely than it is now.
  await run(sql`update analyses.answer_resident set time_level = -1 where thing_id = ${thingId}`)
  expect(await status(slug)).toBe(404)
  expect((await send('GET', `${slug}/versions/1/steering-check`)).statusCode).toBe(404)
})

it('is not published when its host has the values forgotten while it is answered', async () => {
  const { slug } = await draft()
  const forget = () =>
    server.database.db
      .transaction()
      .execute((transaction) => noteForgotten(transaction, [thingId], server.now))
  await forget()
  const publish = () => send('POST', `${slug}/publication`, undefined, world().writer)
  const refused = await publish()
  expect(refused.statusCode).toBe(409)
  expect(refused.json()).toMatchObject({ detail: expect.stringContaining('measurements deleted') })
  // What is asked after that has nothing of it any more.
  server.now = new Date(server.now.getTime() + 1)
  expect((await publish()).statusCode).toBe(200)
})

describe('a place of few stations', () => {
  const places = (chart: string, rows: unknown[][]) => {
    const { question } = readQuestion(
      textOfQuery(new URLSearchParams(`${QUESTION.replace('lines', chart)}&where=all`)),
    )
    if (!question) throw new Error('The question is right.')
    const columns = [...COLUMNS[question.chart]]
    return placesOfFew({ question, columns, rows } as Parameters<typeof placesOfFew>[0]).map(writePlace)
  }
  const row = (series: string, value: number | null, n: number) => ['t', series, value, n, 1, null, null]

  it('is one where any value is of few, however many measured in the whole period', () => {
    const rows = [row('area:BU1', 3, 9), row('area:BU1', 3, 1), row('all', 3, 9), row('all', null, 0)]
    expect(places('lines', rows)).toEqual(['area:BU1'])
    expect(places('lines', [row('area:BU1', 3, 5), row('all', 3, 5)])).toEqual([])
  })

  it('is each one of a chart that does not say of how many a value is', () => {
    expect(places('day', [[0, 'all', 3, 30, 1, 5]])).toEqual(['area:BU1', 'all'])
  })
})

it('removes the answer when its host has the values forgotten', async () => {
  server.now = new Date(server.now.getTime() + 60_000)
  const { slug } = await published()
  await server.database.db.transaction().execute((transaction) => forgetHostedValues(transaction, thingId))
  await server.deliver()
  expect(await status(slug)).toBe(404)
})
