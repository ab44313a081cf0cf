import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { listCounting } from './index.ts'
import { useResidents } from './testing/residents.ts'
import { DUST, MARCH } from './testing/world.ts'

const { server, expert, create, run, choose, figures, made } = useResidents()

it('counts residents who consent to that, when there are enough of them, and tells no exact numbers', async () => {
  expect(await figures()).toEqual([])
  const ids = made.stations.map(({ thingId }) => thingId)
  for (const id of ids.slice(0, 2)) await choose(id, {})
  expect(await figures()).toEqual([])
  await choose(ids[2] ?? 0, { inGroups: false })
  expect(await figures()).toEqual([])
  await choose(ids[2] ?? 0, { place: 'area' })
  expect(await figures()).toEqual([['BU1', 1, 5]])
  await choose(ids[2] ?? 0, { place: '500m' })
  expect(await figures()).toEqual([['BU1', 1, 5]])
  await choose(ids[0] ?? 0, 'no')
  expect(await figures()).toEqual([])
}, 30_000)

it('tells residents in which figures their sensor counted, and only where it did', async () => {
  const things = made.stations.map(({ thingId }) => thingId)
  const counted = async () => {
    const found: number[] = []
    for (const [n, id] of things.entries()) {
      const indicators = await listCounting(server.database.db, [id], server.now)
      if (indicators.some((each) => each.slug === made.slug)) found.push(n)
    }
    return found
  }
  for (const id of things.slice(0, 2)) await choose(id, {})
  expect(await counted()).toEqual([])
  await choose(things[2] ?? 0, {})
  // Too few in the other neighbourhood: with theirs, the figure of the first would not be there either.
  expect(await counted()).toEqual([0, 1, 2])
  await choose(things[3] ?? 0, { inGroups: false })
  expect(await counted()).toEqual([0, 1, 2])
  await choose(things[0] ?? 0, 'no')
  expect(await counted()).toEqual([])
}, 30_000)

it('leaves out a group that would tell of the one beside it, which is too small', async () => {
  const ids = made.stations.map(({ thingId }) => thingId)
  for (const id of ids.slice(0, 4)) await choose(id, {})
  expect(await figures()).toEqual([['BU1', 1.5, 5]])
  // One in the other neighbourhood of the district: with the figure of the district, this one would tell it.
  await choose(ids[5] ?? 0, {})
  expect(await figures()).toEqual([])
  for (const id of ids.slice(6)) await choose(id, {})
  expect(await figures()).toEqual([
    ['BU1', 1.5, 5],
    ['BU2', 6, 5],
  ])
}, 30_000)

it('gives of a group only means and sums: others are values of one, or lead to them', async () => {
  for (const { thingId } of made.stations) await choose(thingId, {})
  for (const change of [
    { statistic: 'maximum' },
    { statistic: 'percentile', percentile: 50 },
    { statistic: 'share-above', norm: 1, normUnit: 'µg/m³', unit: '%' },
  ]) {
    const of = { ...DUST, ...change, level: 'neighbourhood', datasetIds: [made.personal], signalRule: null }
    made.slug = (await create(of)).slug
    await server.deliver()
    expect(await figures()).toEqual([])
  }
}, 30_000)

it('counts all sensors of a host as one, and no hour in which too few measured', async () => {
  const ids = made.stations.slice(0, 5).map(({ thingId }) => thingId)
  const first = made.stations[0]?.datastreamId
  await run(
    sql`delete from measurements.hour_rollup where start = ${new Date(MARCH + 5 * 3_600_000)} and datastream_id <> ${first}`,
  )
  for (const id of ids) await choose(id, {})
  expect(await figures()).toEqual([['BU1', 2, 5]])
  const answer = await server.request({ url: `/api/v1/indicators/${made.slug}/values` })
  expect(answer.json().items[0]).toMatchObject({ hours: 114, expected: 120 })
  await run(sql`update measurements.thing set host_id = (select host_id from measurements.thing where id = ${ids[0]})
    where id = any(${ids.slice(1)}::int8[])`)
  await choose(ids[0] ?? 0, {})
  expect(await figures()).toEqual([])
}, 30_000)

it('leaves out a group of another district when the municipality would tell of one that is alone', async () => {
  await run(sql`update areas.area set municipality_code = 'GM1'`)
  await run(sql`update areas.area set parent_code = 'WK2' where code = 'BU2'`)
  const ids = made.stations.map(({ thingId }) => thingId)
  for (const id of [...ids.slice(0, 4), ids[5] ?? 0]) await choose(id, {})
  expect(await figures()).toEqual([])
  await run(
    sql`update areas.area set parent_code = 'WK1', municipality_code = null where level = 'neighbourhood'`,
  )
}, 30_000)

it('leaves out a group that with the figure of the municipality would tell of who lies between the borders of the others', async () => {
  // Borders of two years: between BU2 and the border of the municipality lies a strip that is in no neighbourhood.
  const borders = (east: number, municipality: string | null) =>
    run(sql`update areas.area set municipality_code = ${municipality}, geometry = case code
      when 'BU2' then ST_Multi(ST_MakeEnvelope(6.1, 52, ${east}::float8, 52.6, 4326)) else geometry end where level = 'neighbourhood'`)
  await borders(6.18, 'GM9001')
  await run(sql`insert into areas.area (code, level, name, search_name, municipality_code, label_point, geometry)
    select 'WK1', 'district', 'WK1', 'WK1', 'GM9001', ST_PointOnSurface(shape), ST_Multi(shape) from (values
      (ST_MakeEnvelope(6, 52, 6.18, 52.6, 4326))) as a (shape)`)
  const ids = made.stations.map(({ thingId }) => thingId)
  await run(
    sql`update measurements.thing set place = ST_SetSRID(ST_MakePoint(6.19, 52.5), 4326) where id = ${ids[7]}`,
  )
  await run(
    sql`update measurements.thing set place = ST_SetSRID(ST_MakePoint(6.15, 52.5), 4326) where id = ${ids[4]}`,
  )
  const { slug: whole } = await create({ ...DUST, datasetIds: [made.personal], signalRule: null })
  for (const id of ids.slice(0, 7)) await choose(id, {})
  expect((await figures()).map(([code]) => code)).toEqual(['BU1', 'BU2'])
  await choose(ids[7] ?? 0, {})
  const inside = await figures()
  const parts = made.slug
  made.slug = whole
  const [all] = await figures()
  // All eight less the four of BU1 and the three of BU2, or the seven of their district, would be what the eighth measures.
  expect([all?.[0], all?.[1], inside]).toEqual(['GM9001', 3.5, []])
  made.slug = parts
  // Without districts the larger of the two can be told: what is left are four.
  await run(sql`delete from areas.area where level = 'district'`)
  await choose(ids[7] ?? 0, {})
  expect(await figures()).toEqual([['BU1', 1.5, 5]])
  await borders(6.2, null)
}, 30_000)

it('leaves out a group that with the figure of its district would tell of who lies where the border of another sticks out', async () => {
  // BU2 is a part of WK2, and reaches into WK1 for a strip.
  await run(sql`insert into areas.area (code, level, name, search_name, municipality_code, label_point, geometry)
    select code, 'district', code, code, 'GM9001', ST_PointOnSurface(shape), ST_Multi(shape) from (values
      ('WK1', ST_MakeEnvelope(6, 52, 6.12, 52.6, 4326)), ('WK2', ST_MakeEnvelope(6.12, 52, 6.2, 52.6, 4326))) as a (code, shape)`)
  await run(sql`update areas.area set parent_code = 'WK2' where code = 'BU2'`)
  const ids = made.stations.map(({ thingId }) => thingId)
  await run(
    sql`update measurements.thing set place = ST_SetSRID(ST_MakePoint(6.11, 52.5), 4326) where id = ${ids[3]}`,
  )
  const { slug: districts } = await create({
    ...DUST,
    level: 'district',
    datasetIds: [made.personal],
    signalRule: null,
  })
  for (const id of ids.filter((_, n) => n !== 4)) await choose(id, {})
  // The four of WK1 less the three of BU1 would be what the fourth measures, in whose neighbourhood there are three others.
  expect(await figures()).toEqual([['BU2', 6, 5]])
  made.slug = districts
  expect(await figures()).toEqual([
    ['WK1', 1.5, 5],
    ['WK2', 6, 5],
  ])
  await run(sql`delete from areas.area where level = 'district'`)
  await run(sql`update areas.area set parent_code = 'WK1' where code = 'BU2'`)
}, 30_000)

it('counts who shares days apart from who shares hours: figures of hours and of days differ in the others', async () => {
  for (const { thingId } of made.stations.slice(0, 4)) await choose(thingId, {})
  await choose(made.stations[4]?.thingId ?? 0, { time: 'day' })
  const of = { ...DUST, level: 'neighbourhood', datasetIds: [made.personal], signalRule: null }
  const hourly = (await create({ ...of, period: 'hour' })).slug
  await server.deliver()
  // With the fifth, the mean of the day would be 2, and five times 2 less four times 1.5 is what it measured.
  expect(await figures()).toEqual([['BU1', 1.5, 5]])
  made.slug = hourly
  expect((await figures())[0]).toEqual(['BU1', 1.5, 5])
}, 30_000)

it('counts what is published per day by its days, and nothing before it is over', async () => {
  for (const { thingId } of made.stations.slice(0, 3)) await choose(thingId, { time: 'day' })
  expect(await figures()).toEqual([['BU1', 1, 5]])
  server.now = new Date(MARCH + 23 * 3_600_000)
  for (const { thingId } of made.stations.slice(0, 3)) await choose(thingId, { time: 'day' })
  expect(await figures()).toEqual([])
}, 30_000)

it('tells of a group no more than its figure: no series, no interval, and not what was left out', async () => {
  for (const { thingId } of made.stations.slice(0, 4)) await choose(thingId, {})
  const periodStart = new Date(MARCH).toISOString()
  const url = `/api/v1/indicators/${made.slug}/opened-figure?area=BU1&periodStart=${periodStart}`
  for (const headers of [{}, expert().headers]) {
    const { figure, items } = (await server.request({ url, headers })).json()
    expect(figure).toMatchObject({ value: 1.5, low: null, high: null })
    expect(figure.leftOut).toEqual({ values: null, series: null, days: null })
    expect(items).toEqual([])
  }
}, 30_000)

it('does not count residents who share in groups only where figures could be subtracted from each other', async () => {
  for (const { thingId } of made.stations) await choose(thingId, {})
  for (const change of [
    { step: 'mean' },
    { leftOutFlags: ['range', 'manual', 'outlier'] },
    { level: 'group', groups: [{ key: 'alle', title: 'Alle', datasetIds: [made.personal], thingIds: [] }] },
  ]) {
    const of = { ...DUST, level: 'neighbourhood', datasetIds: [made.personal], signalRule: null, ...change }
    made.slug = (await create(of)).slug
    await server.deliver()
    expect(await figures()).toEqual([])
  }
}, 30_000)

it('never tells exactly how many there are: not by asking more coverage each time, nor by a sum beside a mean, nor by a day beside its hours', async () => {
  const of = { ...DUST, level: 'neighbourhood', datasetIds: [made.personal], signalRule: null }
  for (const { thingId } of made.stations.slice(0, 4)) await choose(thingId, {})
  server.now = new Date(MARCH + 48 * 3_600_000)
  // One of the four missed an hour in which the others measured something else: 4 times 120 hours less one.
  const missed = new Date(MARCH + 5 * 3_600_000)
  const others = made.stations.slice(1, 4).map(({ datastreamId }) => datastreamId)
  await run(
    sql`delete from measurements.hour_rollup where start = ${missed} and datastream_id = ${made.stations[0]?.datastreamId}`,
  )
  await run(
    sql`update measurements.hour_rollup set sum = sum + count * 24 where start = ${missed} and datastream_id = any(${others})`,
  )
  const valuesOf = async (change: object): Promise<(number | null)[]> => {
    made.slug = (await create({ ...of, ...change })).slug
    await server.deliver()
    return (await figures()).map(([, value]) => value as number | null)
  }
  for (const minimumCoverage of [0.976, 0.9979, 0.998, 1]) {
    expect((await valuesOf({ minimumCoverage })).map((value) => value !== null)).toEqual([true])
  }
  const hours = await valuesOf({ period: 'hour' })
  expect(hours).toContain(26)
  const [mean = null] = await valuesOf({})
  const ofHours = hours.reduce<number>((sum, hour) => sum + (hour ?? 0), 0)
  expect(mean).toBeCloseTo(ofHours / hours.length, 10)
  const [sum = null] = await valuesOf({ statistic: 'sum' })
  expect(sum).toBeCloseTo(ofHours, 10)
}, 30_000)
