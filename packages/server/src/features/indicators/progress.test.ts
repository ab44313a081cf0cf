import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../testing/actors.ts'
import { useServer } from '../../testing/server.ts'
import { DUST } from './testing/world.ts'

const server = useServer()
const DAY = 86_400_000
let officer: TestActor
let indicatorId: string
let challenge: string

/** Midnight in Amsterdam in winter, so that every period of these tests begins at it. */
const midnight = (day: string) => Date.parse(`${day}T00:00:00+01:00`)

beforeAll(async () => {
  officer = await signInAs(server, 'policy-officer')
  const expert = await signInAs(server, 'data-expert')
  await importAreas(expert, 'municipality', ['GM9001', 'GM9002'])
  await importAreas(expert, 'neighbourhood', ['BU90010101', 'BU90010102'], 'GM9001')
  indicatorId = (await post('indicators', { ...DUST, level: 'neighbourhood', unit: 'cm' })).id
  challenge = (await post('challenges', { title: 'Droge voeten', areaCodes: ['GM9001'] })).slug
})

async function importAreas(expert: TestActor, level: string, codes: string[], parentCode?: string) {
  const features = codes.map((code, index) => {
    const [west, east] = [6 + index, 6.5 + index]
    const ring = [
      [west, 52],
      [east, 52],
      [east, 52.5],
      [west, 52.5],
      [west, 52],
    ]
    return {
      type: 'Feature',
      properties: { code, name: `Buurt ${code.at(-1)}` },
      geometry: { type: 'Polygon', coordinates: [ring] },
    }
  })
  const query = {
    level,
    crs: 'EPSG:4326',
    codeProperty: 'code',
    nameProperty: 'name',
    ...(parentCode && { parentCode }),
  }
  const payload = { type: 'FeatureCollection', features }
  const sent = { method: 'POST', url: '/api/v1/area-imports', query, payload } as const
  expect((await server.request({ ...sent, headers: expert.headers })).statusCode).toBe(201)
}

async function post(path: string, payload: object) {
  const answer = await server.request({
    method: 'POST',
    url: `/api/v1/${path}`,
    payload,
    headers: officer.headers,
  })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ id: string; slug: string }>()
}

/** Stores figures per day of one neighbourhood, as they would have been computed. */
async function store(areaCode: string, from: string, values: (number | null)[]) {
  for (let index = 0; index < values.length; index += 500) {
    const rows = values.slice(index, index + 500).map((value, offset) => {
      const start = midnight(from) + (index + offset) * DAY
      return sql`(${indicatorId}::uuid, ${areaCode}, ${new Date(start)}::timestamptz,
        ${new Date(start + DAY)}::timestamptz, ${value}::float8, 24, 24, 1)`
    })
    await sql`insert into indicators.value values ${sql.join(rows)}
      on conflict (indicator_id, area_code, period_start) do update set value = excluded.value`.execute(
      server.database.db,
    )
  }
}

async function progressOf(goal: object) {
  const made = await post(`challenges/${challenge}/goals`, {
    title: 'Nergens dieper dan 10 centimeter',
    indicatorId,
    unit: 'cm',
    baseline: 30,
    baselineDate: '2024-12-31',
    target: 10,
    targetDate: '2030-01-01',
    direction: 'lower',
    ...goal,
  })
  const url = `/api/v1/challenges/${challenge}/progress`
  const answer = await server.request({ url, headers: officer.headers })
  expect(answer.statusCode).toBe(200)
  const { items } = answer.json<{ items: { goalId: string }[] }>()
  return items.find(({ goalId }) => goalId === made.id)
}

const dry = (days: number) => Array.from({ length: days }, () => 0)

describe('how far a goal is', () => {
  it('cannot be said without figures, nor of another indicator than one may see', async () => {
    expect(await progressOf({})).toMatchObject({ state: 'no-figures', share: null, latest: null })
    expect(await progressOf({ indicatorId: null })).toMatchObject({ state: 'no-indicator', indicator: null })
  })

  it('is judged in its own area, or else in the worst of all, by the worst day of a whole year after the baseline', async () => {
    // The first is dry except before the baseline; in the second it rained in June.
    await store('BU90010101', '2024-12-01', [28.8, ...dry(400)])
    await store('BU90010102', '2024-12-01', dry(401))
    await store('BU90010102', '2025-06-10', [25])

    const own = await progressOf({ areaCode: 'BU90010101' })
    expect(own).toMatchObject({
      state: 'measured',
      share: 1.5,
      areas: 1,
      worst: { areaCode: 'BU90010101', value: 0 },
    })
    const everywhere = await progressOf({})
    expect(everywhere).toMatchObject({
      state: 'measured',
      share: 0.25,
      areas: 2,
      latest: { value: 0, periodStart: '2026-01-04T23:00:00Z' },
      worst: { areaCode: 'BU90010102', areaName: 'Buurt 2', value: 25, periodStart: '2025-06-09T23:00:00Z' },
    })
    // A municipality is all neighbourhoods in it, and one that has none says so.
    expect(await progressOf({ areaCode: 'GM9001' })).toMatchObject({
      state: 'measured',
      share: 0.25,
      areas: 2,
    })
    expect(await progressOf({ areaCode: 'GM9002' })).toMatchObject({
      state: 'no-areas',
      areas: 0,
      indicator: { id: indicatorId },
    })
    // Where higher is better, the lowest day counts.
    const higher = await progressOf({ direction: 'higher', baseline: -10, target: 10 })
    expect(higher).toMatchObject({ state: 'measured', share: 0.5, worst: { value: 0 } })
  })

  it.each([
    ['no-baseline', { baseline: null, baselineDate: null }],
    ['baseline-undated', { baselineDate: null }],
    ['nothing-since-baseline', { baselineDate: '2026-01-05' }],
    ['less-than-a-year', { baselineDate: '2025-01-06' }],
    ['other-unit', { unit: 'mm' }],
  ])('has no share, but says why: %s', async (state, goal) => {
    expect(await progressOf(goal)).toMatchObject({ state, share: null, latest: { value: 0 } })
  })

  it('counts no period that is still going on, and a year of which too little was measured does not count', async () => {
    server.now = new Date(midnight('2026-01-10') + DAY / 2)
    await store('BU90010101', '2026-01-10', [99])
    expect(await progressOf({})).toMatchObject({ latest: { value: 0 }, worst: { value: 25 } })
    const unmeasured = Array.from({ length: 200 }, () => null)
    await store('BU90010101', '2025-02-01', unmeasured)
    expect(await progressOf({ areaCode: 'BU90010101' })).toMatchObject({
      state: 'too-few-figures',
      share: null,
    })
  })

  it('tells that a goal lies in an area smaller than those of its indicator', async () => {
    const { id } = await post('indicators', { ...DUST, title: 'Hele gemeente', level: 'municipality' })
    const goal = { areaCode: 'BU90010101', indicatorId: id }
    expect(await progressOf(goal)).toMatchObject({ state: 'no-areas', areas: 0, share: null })
  })

  it('is not reached by the areas that happen to be measured', async () => {
    await store('BU90010101', '2025-01-01', dry(370))
    await store('BU90010102', '2025-06-10', [0])
    expect(await progressOf({})).toMatchObject({ state: 'measured', share: 1.5, areas: 2, measuredAreas: 2 })
    await importAreas(await signInAs(server, 'data-expert'), 'neighbourhood', ['BU90010103'], 'GM9001')
    expect(await progressOf({})).toMatchObject({
      state: 'too-few-figures',
      share: null,
      areas: 3,
      measuredAreas: 2,
    })
    // A day further only one of them has a figure.
    server.now = new Date(midnight('2026-01-12'))
    await store('BU90010103', '2026-01-10', [3])
    expect(await progressOf({})).toMatchObject({
      measuredAreas: 2,
      latestAreas: 2,
      latest: { areaCode: 'BU90010101', value: 99 },
    })
  })

  it('says nothing of now by a year that ended long ago', async () => {
    server.now = new Date(midnight('2027-01-11'))
    expect(await progressOf({ areaCode: 'BU90010101' })).toMatchObject({ state: 'measured' })
    server.now = new Date(midnight('2027-01-11') + 1)
    expect(await progressOf({ areaCode: 'BU90010101' })).toMatchObject({
      state: 'outdated',
      share: null,
      since: null,
      worst: null,
      latest: { value: 99 },
    })
  })

  it('names an area that does not exist', async () => {
    const payload = { title: 't', unit: 'cm', target: 1, targetDate: '2030-01-01', direction: 'lower' }
    const answer = await server.request({
      method: 'POST',
      url: `/api/v1/challenges/${challenge}/goals`,
      payload: { ...payload, areaCode: 'BU00000000' },
      headers: officer.headers,
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors).toMatchObject([{ in: 'body', pointer: '/areaCode' }])
  })
})
