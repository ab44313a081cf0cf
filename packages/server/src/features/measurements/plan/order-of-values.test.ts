import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { planWorld } from './testing/world.ts'

/*
 * In another order the last digits of a sum can differ. Who sees hours or days sees the same digits, whatever the order of what was measured in
 * them, and however it came in.
 */

const server = useServer()
const world = planWorld(server)
let owner: TestActor

beforeAll(async () => {
  server.now = new Date('2026-03-02T10:10:00Z')
  owner = await signInAs(server, 'data-expert')
  await sql`insert into areas.area (code, level, name, search_name, label_point, geometry)
    select 'BU1', 'neighbourhood', 'Oeverwijk', 'oeverwijk', ST_PointOnSurface(shape), ST_Multi(shape)
    from (select ST_MakeEnvelope(5.2, 52, 5.6, 52.3, 4326) as shape) a`.execute(server.database.db)
}, 60_000)

const at = (n: number) => new Date(Date.parse('2026-03-01T10:00:00Z') + n * 600_000).toISOString()

/** Values of two hours, of which each sum depends on the order; those of cold weather add up to nothing. */
const VALUES = {
  'are large': [30.3, 30.07, 28.33, 29.81, 30.64, 31.29, 0.1, 0.2, 0.3, 0.7, 0.4, 0.6],
  'add up to nothing': [-0.3, 0.1, 0.2, -0.7, 0.3, 0.4, 0.1, 0.7, -0.8, -0.1, 0.3, -0.2],
  'have many digits': [
    1 / 3,
    2 / 7,
    5 / 11,
    1 / 13,
    8 / 17,
    3 / 19,
    1 / 23,
    5 / 29,
    7 / 31,
    3 / 37,
    4 / 41,
    1 / 43,
  ],
}

/** Each hour begins with another of its values. */
const turned = (values: readonly number[], by: number) =>
  values.map((_, n) => values[n - (n % 6) + ((n + by) % 6)] ?? 0)

async function station(time: 'hour' | 'day', property: string) {
  const datasetId = await world.publish(owner, { kind: 'open', time })
  const { datastreamId } = await world.station(owner, datasetId, {
    name: `meter ${property}`,
    point: [5.39, 52.15],
    property,
    observations: [],
  })
  return { datastreamId, datasetId }
}

async function store(datastreamId: number, values: readonly (readonly [time: string, result: number])[]) {
  const answer = await server.request({
    method: 'POST',
    url: '/sta/v1.1/CreateObservations',
    headers: { ...owner.headers, 'content-type': 'application/json' },
    payload: JSON.stringify([
      {
        Datastream: { '@iot.id': datastreamId },
        components: ['phenomenonTime', 'result'],
        dataArray: values,
      },
    ]),
  })
  expect(answer.statusCode, answer.body).toBe(201)
}

const QUESTIONS = (datastreamId: number, property: string) => [
  ...['hour', 'day'].map(
    (resolution) =>
      `/api/v1/series?datastream=${datastreamId}&resolution=${resolution}&from=2026-02-28T00:00:00Z&to=2026-03-03T00:00:00Z`,
  ),
  `/api/v1/stations?property=${property}`,
  `/api/v1/station-values?property=${property}&day=2026-03-01`,
  `/api/v1/station-values?property=${property}&year=2026`,
  `/api/v1/tiles/stations/7/65/42?property=${property}&day=2026-03-01`,
  ...['hour', 'day', 'month'].map(
    (step) =>
      `/api/v1/explorations?what=property:${property}&where=datastream:${datastreamId}&where=area:BU1&step=${step}&from=2026-03-01&to=2026-03-01`,
  ),
]

async function askAll(datastreamId: number, property: string) {
  const answers: string[] = []
  for (const url of QUESTIONS(datastreamId, property)) {
    const { statusCode, body } = await server.request({ url })
    answers.push(`${url} ${statusCode} ${body}`)
  }
  return answers
}

describe.each(['hour', 'day'] as const)('of who sees each %s', (time) => {
  it.each(Object.entries(VALUES))('values that %s tell nothing of their order', async (words, values) => {
    const property = `${words} ${time}`.replaceAll(' ', '-')
    const { datastreamId } = await station(time, property)
    await store(
      datastreamId,
      values.map((value, n) => [at(n), value]),
    )
    const before = await askAll(datastreamId, property)
    expect(before.filter((answer) => !answer.includes(' 200 '))).toEqual([])
    for (const by of [1, 2, 5]) {
      await store(
        datastreamId,
        turned(values, by).map((value, n) => [at(n), value]),
      )
      expect(await askAll(datastreamId, property)).toEqual(before)
    }
    // Judged anew, hours are added up from their values.
    await sql`update measurements.hour_rollup set flagged = 1 where datastream_id = ${datastreamId}`.execute(
      server.database.db,
    )
    expect((await askAll(datastreamId, property)).slice(2)).toEqual(before.slice(2))
  })
})

it('knows of no order, whether values came together or one by one', async () => {
  const values = VALUES['are large']
  const told = await Promise.all(
    [[0], values.map((_, n) => n), values.map((_, n) => n).toReversed()].map(async (begins, n) => {
      const property = `besides-${n}`
      const { datastreamId } = await station('hour', property)
      if (begins.length === 1)
        await store(
          datastreamId,
          values.map((value, k) => [at(k), value]),
        )
      else for (const k of begins) await store(datastreamId, [[at(k), values[k] ?? 0]])
      const [url = ''] = QUESTIONS(datastreamId, property)
      return (await server.request({ url })).json().points
    }),
  )
  expect(told[1]).toEqual(told[0])
  expect(told[2]).toEqual(told[0])
})
