import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Db } from '../../platform/database/connect.ts'
import { useDatabase } from '../../testing/server.ts'
import { createTestStation } from './testing/datastreams.ts'

const opened = useDatabase()
let db: Db
let undo: () => Promise<unknown>
beforeEach(async () => {
  const transaction = await opened.database.db.startTransaction().execute()
  db = transaction
  undo = () => transaction.rollback().execute()
})
afterEach(() => undo())

/** The statements of a migration, to be run again. */
const statementsOf = (name: string) => readFile(new URL(`./migrations/${name}.sql`, import.meta.url), 'utf8')

it('stored mappings without “within” keep taking stations anywhere', async () => {
  const mappings = [
    { file: { header: true }, position: { x: 'a', crs: 'EPSG:4326' }, note: 'anywhere' },
    { position: { within: [1, 2, 3, 4] } },
    { station: { fixed: 'x' } },
  ]
  await sql`insert into measurements.import_mapping (owner_id, name, mapping, created_at)
    select ${crypto.randomUUID()}, 'm' || ordinality, mapping, now()
    from json_array_elements(${JSON.stringify(mappings)}::json) with ordinality as m (mapping, ordinality)`.execute(
    db,
  )
  await sql.raw(await statementsOf('0025-mappings-anywhere')).execute(db)
  const { rows } = await sql<{ mapping: unknown }>`select mapping from measurements.import_mapping
    where name in ('m1', 'm2', 'm3') order by name`.execute(db)
  expect(rows.map(({ mapping }) => mapping)).toEqual([
    { ...mappings[0], position: { ...mappings[0]?.position, within: [-180, -90, 180, 90] } },
    mappings[1],
    mappings[2],
  ])
})

it('days get the hours in which there are values, also on a day of 25, and those of which the hours are gone none', async () => {
  const {
    datastreamIds: [datastreamId],
  } = await createTestStation(db, { count: 1 })
  await sql`insert into measurements.hour_rollup
    select ${datastreamId}::int, start::timestamptz, 1, 1, 1, 1, 1, 1, 1, 0
    from unnest(array['2025-10-25T22:00Z', '2025-10-26T01:00Z', '2025-10-26T22:00Z', '2025-10-26T23:00Z']) as start`.execute(
    db,
  )
  await sql`insert into measurements.day_rollup (datastream_id, start, count, sum, sum_squares, minimum, maximum, first, last, flagged)
    select ${datastreamId}::int, start::timestamptz, 1, 1, 1, 1, 1, 1, 1, 0
    from unnest(array['2025-10-25T22:00Z', '2025-10-26T23:00Z', '2025-10-27T23:00Z']) as start`.execute(db)
  await sql`alter table measurements.day_rollup drop column hours cascade`.execute(db)
  await sql.raw((await statementsOf('0038-hours-of-a-day')).replace('or replace', '')).execute(db)
  const { rows } = await sql<{ hours: number | null }>`select hours from measurements.usable_day
    where datastream_id = ${datastreamId} order by start`.execute(db)
  expect(rows.map(({ hours }) => hours)).toEqual([(1 << 24) | (1 << 3) | 1, 1, null])
})

it('reports with half a character get both languages, and rows that are too old are not written again', async () => {
  await sql`alter table measurements.refused_row drop column message_nl`.execute(db)
  await sql`alter table measurements.refused_row rename column message_en to message`.execute(db)
  const { datasetId } = await createTestStation(db, { count: 1 })
  const reasons =
    '{"refused":[{"reason":"bad-time","examples":[{"line":2,"value":"x\\ud83d","message":"y\\ud83d\\ude00"}]}]}'
  const { rows: imports } = await sql<{ id: string }>`
    insert into measurements.import (dataset_id, mapping_name, columns, rows, refused_rows, stored, unchanged, corrected, refused,
      created_by, created_at)
    select ${datasetId}, 'm', '{}', 1, 1, 0, 0, 0, ${reasons}::json, 'x', now() - days * interval '1 day'
    from unnest(array[1, 91]) as days returning id`.execute(db)
  await sql`insert into measurements.refused_row (import_id, number, line, reason, message)
    select id, 1, 2, 'bad-time', 'y' from measurements.import where dataset_id = ${datasetId}`.execute(db)
  await sql.raw(await statementsOf('0021-both-languages')).execute(db)
  const { rows: reports } = await sql<{ refused: unknown }>`select refused from measurements.import
    where dataset_id = ${datasetId}`.execute(db)
  const example = { line: 2, value: 'x\ufffd', message: { nl: 'y😀', en: 'y😀' } }
  const report = { refused: [{ reason: 'bad-time', examples: [example] }], remarks: [] }
  expect(reports.map(({ refused }) => refused)).toEqual([report, report])
  const { rows: kept } =
    await sql`select import_id as id, message_nl, message_en from measurements.refused_row
    join measurements.import i on i.id = import_id where i.dataset_id = ${datasetId}`.execute(db)
  expect(kept).toEqual([{ id: imports[0]?.id, message_nl: 'y', message_en: 'y' }])
})

it('stations without a neighbourhood lie in their municipality', async () => {
  const { thingId } = await createTestStation(db, { count: 1 })
  await sql`insert into areas.area (code, level, name, search_name, municipality_code, label_point, geometry)
    select 'GM0977', 'municipality', 'Deel', 'deel', 'GM0977', ST_Centroid(g), ST_Multi(g)
    from ST_MakeEnvelope(5, 51, 7, 53, 4326) as g`.execute(db)
  const codeAfter = async (place: string, code: string | null) => {
    await sql`update measurements.thing set place = ${place}, area_code = ${code} where id = ${thingId}`.execute(
      db,
    )
    await sql.raw(await statementsOf('0027-place-in-smallest-area')).execute(db)
    const { rows } = await sql`select area_code from measurements.thing where id = ${thingId}`.execute(db)
    return rows
  }
  expect(await codeAfter('SRID=4326;POINT(6 52)', null)).toEqual([{ area_code: 'GM0977' }])
  expect(await codeAfter('SRID=4326;POINT(6 52)', 'BU00000000')).toEqual([{ area_code: 'BU00000000' }])
  expect(await codeAfter('SRID=4326;POINT(4 52)', null)).toEqual([{ area_code: null }])
})

it('computes the places of things without a search path, as when a backup is restored', async () => {
  const { thingId } = await createTestStation(db, { count: 1 })
  await sql`update measurements.thing set place = 'SRID=4326;POINT(6 52)' where id = ${thingId}`.execute(db)
  await sql`set local search_path to ''`.execute(db)
  const { rows } = await sql<{ is: boolean }>`select measurements.snap(place, 100) is not null as is
    from measurements.thing where id = ${thingId}`.execute(db)
  expect(rows).toEqual([{ is: true }])
})
