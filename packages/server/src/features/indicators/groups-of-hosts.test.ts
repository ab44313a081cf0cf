import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useResidents } from './testing/residents.ts'
import { DUST, MARCH, steady } from './testing/world.ts'

const { server, run, create, measure, addStation, choose, figures, made } = useResidents()

/** Puts another sensor at the place of a resident, that measures a number all day. */
async function addSensorOf(thingId: number, value: number) {
  const added = await addStation()
  await measure(MARCH, steady(value), added.datastreamId)
  await run(sql`update measurements.thing set dataset_id = ${made.personal},
    host_id = (select host_id from measurements.thing where id = ${thingId}), place = (select place from measurements.thing where id = ${thingId})
    where id = ${added.thingId}`)
  await run(
    sql`update measurements.datastream set dataset_id = ${made.personal} where id = ${added.datastreamId}`,
  )
}

/** The figures of an indicator of the residents, that differs in something. */
async function figuresOf(change: object) {
  const of = { ...DUST, level: 'neighbourhood', datasetIds: [made.personal], signalRule: null }
  const { slug } = await create({ ...of, ...change })
  await server.deliver()
  return figures(slug)
}

it('counts each host the same, however many sensors one has: the mean would be about theirs', async () => {
  const ids = made.stations.slice(0, 3).map(({ thingId }) => thingId)
  for (let n = 0; n < 6; n += 1) await addSensorOf(ids[2] ?? 0, 100)
  for (const id of ids) await choose(id, {})
  // 0, 1, and of the third one sensor with 2 and six with 100.
  const third = (2 + 6 * 100) / 7
  expect(await figures()).toEqual([['BU1', expect.closeTo((0 + 1 + third) / 3, 9), 5]])
  const answer = await server.request({ url: `/api/v1/indicators/${made.slug}/values` })
  expect(answer.json().items[0]).toMatchObject({ coverage: 1, hours: 120, expected: 120 })
  expect(await figuresOf({ statistic: 'sum' })).toEqual([
    ['BU1', expect.closeTo((24 * (0 + 1 + third)) / 3, 7), 5],
  ])
}, 30_000)

it('counts who measures per hour apart from who measures what adds up: a sum would have both, and a mean one of them', async () => {
  const of = { property: 'PM2.5', unit: 'mm', statistic: 'sum' }
  const unit = (symbol: string, ids: number[]) =>
    run(sql`update measurements.datastream set unit_of_measurement = ${JSON.stringify({ name: symbol, symbol, definition: '' })}::json
      where id = any(${ids}::int8[])`)
  const streams = made.stations.map(({ datastreamId }) => datastreamId)
  await unit('mm', streams.slice(0, 3))
  await unit('mm/h', streams.slice(3, 4))
  for (const { thingId } of made.stations.slice(0, 4)) await choose(thingId, {})
  expect(await figuresOf({ ...of, statistic: 'mean', period: 'hour' })).toContainEqual(['BU1', 1, 5])
  // Four times 1.5 less three times 1 would be what the fourth measured.
  const sums = await figuresOf({ ...of, period: 'hour' })
  expect(sums).toHaveLength(24)
  expect(sums).toContainEqual(['BU1', 1, 5])
  expect(sums).not.toContainEqual(['BU1', 1.5, 5])
}, 30_000)

it('tells nobody how many series of residents cannot be converted', async () => {
  const [first, second] = made.stations
  await run(sql`update measurements.datastream set unit_of_measurement = '{"name":"ppm","symbol":"ppm","definition":""}'
    where id = ${second?.datastreamId}`)
  for (const station of [first, second]) await choose(station?.thingId ?? 0, {})
  const of = { ...DUST, level: 'neighbourhood', datasetIds: [made.personal], signalRule: null }
  const { slug } = await create(of)
  await server.deliver()
  const answer = await server.request({ url: `/api/v1/indicators/${slug}` })
  expect(answer.json().leftOutSeries).toBe(0)
}, 30_000)

it('never tells of no stations where there is a figure', async () => {
  await run(sql`update catalogue.dataset set minimum_group = 2 where id = ${made.personal}`)
  for (const { thingId } of made.stations.slice(0, 2)) await choose(thingId, {})
  expect(await figures()).toEqual([['BU1', 0.5, 5]])
}, 30_000)
