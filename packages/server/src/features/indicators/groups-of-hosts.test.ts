import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useResidents } from './testing/residents.ts'
import { DUST, MARCH, steady } from './testing/world.ts'

const { server, expert, run, create, measure, addStation, choose, figures, made } = useResidents()

/** Gives a resident another sensor, at the place of a station and in a dataset, that measures a number all day. */
async function addSensorOf(
  thingId: number,
  value: number,
  { at = thingId, datasetId = made.personal }: { at?: number | undefined; datasetId?: string } = {},
): Promise<number> {
  const added = await addStation()
  await measure(MARCH, steady(value), added.datastreamId)
  await run(sql`update measurements.thing set dataset_id = ${datasetId},
    host_id = (select host_id from measurements.thing where id = ${thingId}), place = (select place from measurements.thing where id = ${at})
    where id = ${added.thingId}`)
  await run(
    sql`update measurements.datastream set dataset_id = ${datasetId} where id = ${added.datastreamId}`,
  )
  return added.thingId
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

it('shares out who has sensors in two neighbourhoods: subtracting both from the whole would leave the mean of that one', async () => {
  const ids = made.stations.map(({ thingId }) => thingId)
  await addSensorOf(ids[4] ?? 0, 100, { at: ids[5] })
  for (const id of ids) await choose(id, {})
  const parts = await figures()
  const [whole] = await figuresOf({ level: 'municipality' })
  expect(parts).toEqual([
    ['BU1', expect.closeTo((0 + 1 + 2 + 3 + 4 / 2) / 4.5, 9), 5],
    ['BU2', expect.closeTo((5 + 6 + 7 + 100 / 2) / 3.5, 9), 5],
  ])
  expect(whole).toEqual(['GM9001', expect.closeTo((0 + 1 + 2 + 3 + (4 + 100) / 2 + 5 + 6 + 7) / 8, 9), 10])
}, 30_000)

it('leaves out an area in which one has nearly all the weight, as the others have most of their sensors elsewhere', async () => {
  const ids = made.stations.map(({ thingId }) => thingId)
  const move = (id: number | undefined, to: number | undefined) =>
    run(
      sql`update measurements.thing t set place = o.place from measurements.thing o where t.id = ${id} and o.id = ${to}`,
    )
  for (const id of ids.slice(1, 5)) await move(id, ids[5])
  // Alone in BU1 with all of theirs; two others have one of four sensors there.
  for (const id of ids.slice(1, 3)) {
    await addSensorOf(id, 50, { at: ids[0] })
    for (let n = 0; n < 2; n += 1) await addSensorOf(id, 50)
  }
  for (const id of ids) await choose(id, {})
  expect(await figures()).toEqual([])
}, 30_000)

it('counts who is in two datasets in each: what both have together is the sum of them', async () => {
  const { rows } = await sql<{ id: string }>`
    with other as (
      insert into catalogue.dataset (slug, title, description, owner_id, licence, access, place, time, delay_minutes, minimum_group, theme,
        contact, corrections, created_at, updated_at)
      select slug || '-2', title, description, owner_id, licence, access, place, time, delay_minutes, minimum_group, theme, contact,
        corrections, created_at, updated_at from catalogue.dataset where id = ${made.personal} returning id, owner_id),
    notice as (
      insert into consent.notice (dataset_id, owner_id, purpose, created_at)
      select id, owner_id, 'https://w3id.org/dpv#DataAltruism', now() from other returning id, dataset_id)
    insert into consent.version (notice_id, number, state, content, reason, published_at, updated_at)
    select id, 1, 'published', '{}', '', now(), now() from notice
    returning (select id from other)`.execute(server.database.db)
  const other = rows[0]?.id ?? ''
  const ids = made.stations.map(({ thingId }) => thingId)
  const moved = { datasetId: other }
  const second = await addSensorOf(ids[3] ?? 0, 100, moved)
  const others = [await addSensorOf(ids[5] ?? 0, 5, moved), await addSensorOf(ids[6] ?? 0, 6, moved)]
  for (const id of [...ids.slice(0, 4), second, ...others]) await choose(id, {})
  const of = { level: 'municipality' }
  const meanOf = async (datasetIds: string[]) => (await figuresOf({ ...of, datasetIds }))[0]?.[1]
  expect(await meanOf([made.personal])).toBeCloseTo(6 / 4, 9)
  expect(await meanOf([other])).toBeCloseTo(111 / 3, 9)
  expect(await meanOf([made.personal, other])).toBeCloseTo((6 + 111) / 7, 9)
}, 30_000)

it('forgets what the figures of a withdrawn signal were: beside those of now they would tell of who left', async () => {
  const ids = made.stations.map(({ thingId }) => thingId)
  const signalRule = { line: 1.2, direction: 'above', clearLine: 1.1, minimumPeriods: 1 }
  for (const id of ids.slice(0, 4)) await choose(id, {})
  const of = { ...DUST, level: 'neighbourhood', datasetIds: [made.personal], signalRule }
  const { id: indicatorId, slug } = await create(of)
  await server.deliver()
  const ask = async (query: string) =>
    (await server.request({ url: `/api/v1/signals?indicatorId=${indicatorId}${query}` })).json().items
  expect(await ask('')).toMatchObject([{ openedValue: 1.5, peakValue: 1.5 }])
  await choose(ids[3] ?? 0, 'no')
  expect(await figures(slug)).toEqual([['BU1', 1, 5]])
  expect(await ask('')).toEqual([])
  // Four times 1.5 less three times 1 would be what the fourth measured.
  for (const query of ['&state=withdrawn', '&order=changed']) {
    const [signal] = await ask(query)
    expect(signal).toMatchObject({ openedValue: null, peakAt: null, peakValue: null })
    expect(JSON.stringify(signal)).not.toContain('1,5')
  }
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

it('names no unit of residents who did not consent to who defines an indicator', async () => {
  const [first] = made.stations
  await run(sql`update measurements.datastream set unit_of_measurement = '{"name":"ppm","symbol":"ppm","definition":""}'
    where id = ${first?.datastreamId}`)
  const of = {
    ...DUST,
    unit: 'furlong',
    level: 'neighbourhood',
    datasetIds: [made.personal],
    signalRule: null,
  }
  const ask = () =>
    server.request({ method: 'POST', url: '/api/v1/indicators', payload: of, headers: expert().headers })
  expect((await ask()).body).not.toContain('ppm')
  for (const { thingId } of made.stations.slice(1, 4)) await choose(thingId, {})
  const refused = await ask()
  expect(refused.statusCode).toBe(400)
  expect(refused.body).toContain('µg/m³')
  expect(refused.body).not.toContain('ppm')
}, 30_000)

it('never tells of no stations where there is a figure', async () => {
  await run(sql`update catalogue.dataset set minimum_group = 2 where id = ${made.personal}`)
  for (const { thingId } of made.stations.slice(0, 2)) await choose(thingId, {})
  expect(await figures()).toEqual([['BU1', 0.5, 5]])
}, 30_000)
