import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { HOUR, MARCH, steady, useIndicators } from '../testing/world.ts'

const { server, expert, create, measure, send, addStation } = useIndicators()

type Check = {
  claims: {
    kind: string
    conclusion: { nl: string; en: string }
    sentence: { nl: string }
    total: number
    supporting: number
    findings: { kind: string; sentence: { nl: string }; answer: { text: string } | null }[]
    specifications: { chosen: boolean; low: number; estimate: number; high: number }[]
  }[]
  findings: { kind: string; sentence: { nl: string }; answer: { text: string } | null }[]
}

const LINES = [{ title: 'Norm', value: 40, kind: 'norm', source: 'EU', sourceUrl: null }]

it('checks what the figures of an indicator seem to say', async () => {
  const { slug } = await create({ lines: LINES, published: true })
  const days = Array.from({ length: 40 }, (_, day) => steady(10 + day / 4 + (day % 3)))
  await measure(MARCH, days.flat())
  server.now = new Date(MARCH + 60 * 24 * HOUR)
  const answer = await server.request({ url: `/api/v1/indicators/${slug}/steering-check?area=GM9001` })
  expect(answer.statusCode).toBe(200)
  const { claims } = answer.json<Check>()
  expect(claims.map(({ kind }) => kind)).toEqual(['rises', 'below'])
  const [rises] = claims
  expect(rises?.conclusion.nl).toContain(
    'is gestegen van 1 maart 2026 tot en met 9 april 2026. Dat is minder dan een jaar, dus het seizoen zit erin.',
  )
  expect(rises?.findings.map(({ kind }) => kind)).toEqual(['few-data'])
  expect(rises?.findings[0]?.sentence.nl).toContain('seizoen')
  expect(rises?.specifications).toHaveLength(rises?.total ?? 0)
  expect(rises?.specifications.filter(({ chosen }) => chosen)).toHaveLength(1)
})

it('shows the check of a draft to its editors only, and says where there are no figures', async () => {
  const { slug } = await create({ title: 'Concept', published: false })
  await measure(MARCH, steady(10))
  const url = `/api/v1/indicators/${slug}/steering-check?area=GM9001`
  expect((await server.request({ url })).statusCode).toBe(404)
  expect((await server.request({ url, headers: expert().headers })).statusCode).toBe(200)
  expect(
    (await send('GET' as 'POST', `/api/v1/indicators/${slug}/steering-check?area=GM0000`)).statusCode,
  ).toBe(404)
})

it('lets the authors answer a finding, which stays', async () => {
  const { slug } = await create({ title: 'Beantwoord', published: true })
  server.now = new Date(MARCH + 60 * 24 * HOUR)
  const url = `/api/v1/indicators/${slug}/steering-answers`
  const answer = { respect: 'trend', finding: 'few-data', text: ' Volgend jaar weten we meer. ' }
  const put = (payload: object, headers: Record<string, string>) =>
    server.request({ method: 'PUT', url, payload, headers })
  expect((await put(answer, {})).statusCode).toBe(401)
  expect((await put({ ...answer, finding: 'nothing' }, expert().headers)).statusCode).toBe(400)
  expect((await put(answer, expert().headers)).statusCode).toBe(200)
  const read = async () => {
    const check = await server.request({ url: `/api/v1/indicators/${slug}/steering-check?area=GM9001` })
    return check.json<Check>().claims[0]?.findings
  }
  await server.deliver()
  expect(await read()).toMatchObject([{ kind: 'few-data', answer: { text: 'Volgend jaar weten we meer.' } }])
  await put({ ...answer, text: '' }, expert().headers)
  expect(await read()).toMatchObject([{ kind: 'few-data', answer: null }])
})

it('tries figures without those that rest on doubtful values', async () => {
  const { slug } = await create({ title: 'Twijfelachtig', property: 'PM10', published: true })
  const { datastreamId } = await addStation('PM10')
  const isFaulty = (day: number) => day > 40 && day % 3 === 0
  // No hour is exactly like the one before: what stays the same too long is doubtful by itself.
  const days = Array.from({ length: 80 }, (_, day) =>
    steady(isFaulty(day) ? 30 : 10 + (day % 5)).map((value, hour) => value + (hour % 7) / 10),
  )
  await measure(MARCH, days.flat(), datastreamId)
  server.now = new Date(MARCH + 100 * 24 * HOUR)
  const url = `/api/v1/indicators/${slug}/steering-check?area=GM9001`
  const check = async () => (await server.request({ url })).json<Check>().claims[0]
  const before = await check()
  expect(before?.kind).toBe('rises')
  expect(before?.findings.map(({ kind }) => kind)).not.toContain('values')
  // An outlier that the neighbours do not see.
  const faulty = days.flatMap((_, day) => (isFaulty(day) ? [new Date(MARCH + day * 24 * HOUR)] : []))
  await sql`update measurements.observation o set quality = 8 from unnest(${faulty}::timestamptz[]) d
    where datastream_id = ${datastreamId} and o.phenomenon_start >= d and o.phenomenon_start < d + interval '24 hours'`.execute(
    server.database.db,
  )
  await sql`update measurements.hour_rollup h set flagged = 1 from unnest(${faulty}::timestamptz[]) d
    where datastream_id = ${datastreamId} and h.start >= d and h.start < d + interval '24 hours'`.execute(
    server.database.db,
  )
  // Until then the check of before can be given, while the next is made.
  server.now = new Date(server.now.getTime() + 6 * 60_000)
  expect((await check())?.findings.map(({ kind }) => kind)).toContain('values')
})

it('looks at what is written with an indicator, and lets its authors answer that', async () => {
  const { slug } = await create({
    title: 'Schonere lucht',
    description: 'De lucht is schoner dankzij de milieuzone.',
    published: true,
  })
  const read = async () =>
    (await server.request({ url: `/api/v1/indicators/${slug}/steering-check?area=GM9001` })).json<Check>()
      .findings
  expect(await read()).toMatchObject([{ kind: 'cause', answer: null }])
  const answer = { respect: 'text', finding: 'cause', text: 'Dat is onderzocht.' }
  await server.request({
    method: 'PUT',
    url: `/api/v1/indicators/${slug}/steering-answers`,
    payload: answer,
    headers: expert().headers,
  })
  expect(await read()).toMatchObject([{ kind: 'cause', answer: { text: 'Dat is onderzocht.' } }])
})
