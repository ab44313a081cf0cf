import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { signInAs, signInAsPerson } from '../../../testing/actors.ts'
import type { Signal } from '../schema.ts'
import { HOUR, MARCH, steady, useIndicators } from '../testing/world.ts'
import { markAllWatching, markWatching } from './store.ts'

const { server, create, measure, send, expert, post } = useIndicators()
const DAY = 24 * HOUR

const signalsOf = async (query: string, headers = {}) =>
  (await server.request({ url: `/api/v1/signals?${query}`, headers })).json<{ items: Signal[] }>().items

/** Lets the platform look at what there is, at a moment. */
async function look(now: number) {
  server.now = new Date(now)
  await markAllWatching(server.database.db)
  await server.deliver()
}

/** Writes figures of days, as if they had been computed. */
async function writeFigures(indicatorId: string, areaCode: string, start: number, values: (number | null)[]) {
  await server.deliver()
  await sql`insert into indicators.value (indicator_id, area_code, period_start, period_end, value, hours, expected, stations)
    select ${indicatorId}, ${areaCode}, (d + n * interval '1 day') at time zone 'Europe/Amsterdam',
      (d + (n + 1) * interval '1 day') at time zone 'Europe/Amsterdam', v, 24, 24, 1
    from unnest(${values}::float8[]) with ordinality as u (v, m) cross join lateral (select m - 1 as n) x
      cross join (select ${new Date(start)}::timestamptz at time zone 'Europe/Amsterdam' as d) s
    on conflict (indicator_id, area_code, period_start) do update set value = excluded.value`.execute(
    server.database.db,
  )
  await markWatching(server.database.db, indicatorId, start)
}

/** Noise that is the same every time. */
function noise(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const first = (state + 1) / 2 ** 32
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.sqrt(-2 * Math.log(first)) * Math.cos((2 * Math.PI * state) / 2 ** 32)
  }
}

beforeEach(async () => {
  await sql`truncate indicators.indicator cascade`.execute(server.database.db)
})

describe('figures that stay away', () => {
  it('give a signal once, that ends when they are back, and is withdrawn when late figures fill the gap', async () => {
    const { id } = await create({ signalRule: null, watchRules: [{ kind: 'absence', periods: 3 }] })
    await measure(MARCH, steady(10, 48))
    await look(MARCH + 4 * DAY + HOUR)
    expect(await signalsOf(`indicatorId=${id}`)).toEqual([])
    await look(MARCH + 5 * DAY + HOUR)
    await look(MARCH + 6 * DAY + HOUR)
    const [signal, ...more] = await signalsOf(`indicatorId=${id}`)
    expect(more).toEqual([])
    expect(signal).toMatchObject({
      kind: 'absence',
      state: 'open',
      line: null,
      peakValue: null,
      evidence: { definitionVersion: 1, periods: 4, change: null, goal: null },
      sentence: {
        nl: 'Er is vanaf 3 maart 2026 geen cijfer van Fijnstof per dag in Waterrijk: 4 dagen zonder cijfer.',
      },
    })
    expect(Date.parse(signal?.openedAt ?? '')).toBe(MARCH + 4 * DAY)

    await measure(MARCH + 6 * DAY, steady(10, 24))
    await look(MARCH + 7 * DAY + HOUR)
    expect(await signalsOf(`indicatorId=${id}`)).toMatchObject([
      { id: signal?.id, state: 'cleared', clearedAt: new Date(MARCH + 6 * DAY).toISOString() },
    ])
    await measure(MARCH + 2 * DAY, steady(10, 4 * 24))
    await look(MARCH + 8 * DAY)
    expect(await signalsOf(`indicatorId=${id}&state=withdrawn`)).toMatchObject([{ id: signal?.id }])
  })

  it('give none any more, nor keep one, when the rule goes', async () => {
    const { id, slug } = await create({ signalRule: null, watchRules: [{ kind: 'absence', periods: 1 }] })
    await measure(MARCH, steady(10, 24))
    await look(MARCH + 20 * DAY)
    expect(await signalsOf(`indicatorId=${id}`)).toHaveLength(1)
    expect((await send('PATCH', `/api/v1/indicators/${slug}`, { watchRules: [] })).statusCode).toBe(200)
    await server.deliver()
    expect(await signalsOf(`indicatorId=${id}`)).toEqual([])
  })
})

describe('a change', () => {
  const START = Date.parse('2022-12-31T23:00:00Z')
  const YEARS = 3
  const made = (seed: number, shift: number) => {
    const next = noise(seed)
    return Array.from(
      { length: YEARS * 365 },
      (_, day) =>
        20 + 6 * Math.cos((2 * Math.PI * day) / 365.25) + 2 * next() + (day >= 2.6 * 365 ? shift : 0),
    )
  }

  it('of level gives one signal with how much, since when, and how often that is wrong', async () => {
    const { id } = await create({ signalRule: null, watchRules: [{ kind: 'change', against: 'itself' }] })
    await writeFigures(id, 'GM9001', START, made(1, 3))
    await look(START + YEARS * 365 * DAY)
    const found = await signalsOf(`indicatorId=${id}`)
    expect(found).toHaveLength(1)
    const change = found[0]?.evidence.change
    expect(change).toMatchObject({ of: 'level', against: 'itself', step: 'week' })
    expect(change?.size).toBeGreaterThan(2)
    expect(change?.size).toBeLessThan(4)
    const since = (Date.parse(found[0]?.since ?? '') - START) / DAY
    expect(Math.abs(since - 2.6 * 365)).toBeLessThan(60)
    expect(found[0]?.sentence.nl).toMatch(/ongeveer 3(,\d)? µg\/m³ hoger dan ervoor\.$|ongeveer 2,\d µg/)

    await writeFigures(id, 'GM9001', START, made(1, 0))
    await look(START + YEARS * 365 * DAY)
    expect(await signalsOf(`indicatorId=${id}&state=withdrawn`)).toHaveLength(1)
  })

  it('that all areas have is none beside the others; of one area it is', async () => {
    const areas = ['BU1', 'BU2', 'BU3', 'BU4', 'BU5', 'BU6', 'BU7', 'BU8', 'BU9']
    const { id } = await create({
      signalRule: null,
      level: 'neighbourhood',
      watchRules: [{ kind: 'change', against: 'others' }],
    })
    for (const [index, code] of areas.entries()) {
      const own = noise(index + 5)
      const values = made(99, 8).map((value, day) => value + own() + (code === 'BU3' && day > 400 ? 2 : 0))
      await writeFigures(id, code, START, values)
    }
    await look(START + YEARS * 365 * DAY)
    const found = await signalsOf(`indicatorId=${id}`)
    expect(found.map(({ areaCode }) => areaCode)).toEqual(['BU3'])
  })
})

describe('a goal that will be missed', () => {
  const START = Date.parse('2023-12-31T23:00:00Z')
  const DAYS = 850
  /** Figures of days with a season, a week and noise. */
  const made = () => {
    const next = noise(3)
    return Array.from(
      { length: DAYS },
      (_, day) =>
        20 + 6 * Math.cos((2 * Math.PI * day) / 365) + 2 * Math.cos((2 * Math.PI * day) / 7) + 1.5 * next(),
    )
  }

  it('gives a signal with the probability and the forecast that says so, which ends when the goal becomes easy', async () => {
    const { organisationId } = expert()
    const officer = await signInAs(server, 'policy-officer', { organisationId })
    const challenge = (
      await post('/api/v1/challenges', { title: 'Schone lucht', areaCodes: ['GM9001'] }, officer)
    ).json<{ id: string }>()
    const path = `/api/v1/challenges/${challenge.id}`
    const { id } = await create({
      signalRule: null,
      challengeId: challenge.id,
      watchRules: [{ kind: 'goal-missed', probability: 0.8 }],
    })
    const goal = {
      title: 'Minder fijnstof',
      indicatorId: id,
      unit: 'µg/m³',
      target: 5,
      targetDate: '2026-05-20',
      direction: 'lower',
    }
    const source = { kind: 'coalition-agreement', title: 'Akkoord', citation: 'Schone lucht, p. 3' }
    await post(`${path}/sources`, source, officer)
    const goalId = (await post(`${path}/goals`, goal, officer)).json<{ id: string }>().id
    const published = { affected: 'Iedereen', dataRole: 'Meten', published: true }
    expect((await send('PATCH', path, published, officer)).statusCode).toBe(200)

    await writeFigures(id, 'GM9001', START, made())
    const now = START + DAYS * DAY
    await look(now)
    const [signal, ...more] = await signalsOf(`indicatorId=${id}`)
    expect(more).toEqual([])
    expect(signal).toMatchObject({ kind: 'goal-missed', state: 'open', areaCode: 'GM9001', line: null })
    expect(signal?.evidence.goal).toMatchObject({ goalId, target: 5, direction: 'lower' })
    const { probability, error, naiveError, low, high, expected } = signal?.evidence.goal ?? {}
    expect(probability).toBeGreaterThan(0.99)
    expect(error).toBeLessThan(Number(naiveError))
    expect(low).toBeLessThan(Number(expected))
    expect(high).toBeGreaterThan(Number(expected))

    // A goal that the forecast reaches leaves no ground; the same figures say so, so that the signal is withdrawn.
    expect((await send('PATCH', `${path}/goals/${goalId}`, { target: 60 }, officer)).statusCode).toBe(200)
    await look(now)
    expect(await signalsOf(`indicatorId=${id}`)).toEqual([])
    expect(await signalsOf(`indicatorId=${id}&state=withdrawn`)).toHaveLength(1)
  })
})

describe('a rule', () => {
  it.each([
    [{ period: 'year', watchRules: [{ kind: 'change', against: 'itself' }] }, '/watchRules/0'],
    [{ period: 'hour', watchRules: [{ kind: 'goal-missed', probability: 0.8 }] }, '/watchRules/0'],
    [
      {
        watchRules: [
          { kind: 'absence', periods: 1 },
          { kind: 'absence', periods: 2 },
        ],
      },
      '/watchRules/1',
    ],
  ])('%o is refused', async (change, pointer) => {
    const answer = await post('/api/v1/indicators', {
      title: 'x',
      unit: 'µg/m³',
      property: 'PM2.5',
      statistic: 'mean',
      period: 'day',
      level: 'municipality',
      ...change,
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors).toMatchObject([{ pointer }])
  })
})

describe('who answers for a signal', () => {
  it('are the policy officers of the owner, until another is chosen or it is handed over', async () => {
    const { id, slug } = await create()
    await measure(MARCH, steady(20))
    await look(MARCH + DAY + HOUR)
    const { organisationId } = expert()
    const [signal] = await signalsOf(`indicatorId=${id}`)
    expect(signal?.owner).toMatchObject({ organisationId, role: 'policy-officer', isMine: false })

    const officer = await signInAsPerson(server, [{ organisationId, role: 'policy-officer' }])
    const mine = (actor: { headers: object }) => signalsOf(`mine=true&indicatorId=${id}`, actor.headers)
    expect(await mine(officer)).toHaveLength(1)

    const clerk = await signInAsPerson(server, [{ organisationId, role: 'clerk' }])
    const { rows } = await sql<{
      email: string
    }>`select email from parties.person where id = ${clerk.personId}`.execute(server.database.db)
    const email = rows[0]?.email
    const handed = await server.request({
      method: 'PUT',
      url: `/api/v1/signals/${signal?.id}/owner`,
      headers: officer.headers,
      payload: { email },
    })
    expect(handed.json()).toMatchObject({ owner: { role: 'clerk', personName: 'Persoon', isMine: false } })
    expect(await mine(officer)).toEqual([])
    expect(await mine(clerk)).toHaveLength(1)
    // Handing it to who has it is no news.
    const told = async () =>
      (
        await sql`select 1 from platform.outbox where payload->>'what' = 'handed-over'`.execute(
          server.database.db,
        )
      ).rows.length
    const before = await told()
    const again = await server.request({
      method: 'PUT',
      url: `/api/v1/signals/${signal?.id}/owner`,
      headers: officer.headers,
      payload: { email },
    })
    expect([again.statusCode, await told()]).toEqual([200, before])
    // Who works elsewhere is not to be found out.
    const elsewhere = await signInAs(server, 'policy-officer')
    const foreign = await server.request({
      method: 'PUT',
      url: `/api/v1/indicators/${slug}/signal-owner`,
      headers: expert().headers,
      payload: { organisationId: elsewhere.organisationId, email },
    })
    expect(foreign.json()).toMatchObject({ errors: [{ pointer: '/email' }] })
    expect(foreign.json().detail).toContain('do not work for')
    // Who is not of the organisation is not told a name.
    expect((await signalsOf(`indicatorId=${id}`))[0]?.owner).toMatchObject({
      organisationId,
      personName: null,
    })

    const unknown = await server.request({
      method: 'PUT',
      url: `/api/v1/indicators/${slug}/signal-owner`,
      headers: expert().headers,
      payload: { email: 'niemand@example.org' },
    })
    expect(unknown.json().errors).toMatchObject([{ pointer: '/email' }])
  })
})
