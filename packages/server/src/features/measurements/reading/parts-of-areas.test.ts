import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useServer } from '../../../testing/server.ts'
import { createTestStation } from '../testing/datastreams.ts'

const server = useServer()
const NOBODY = '00000000-0000-4000-8000-000000000009'

it('takes a filter on an area without a border of its own, for its parts', async () => {
  const { db } = server.database
  await sql`insert into areas.area (code, level, name, search_name, parent_code, municipality_code, label_point, geometry)
    select 'BU09930101', 'neighbourhood', 'Deel', 'deel', 'WK099301', 'GM0993', ST_Centroid(g), ST_Multi(g)
    from ST_MakeEnvelope(6.09, 52.49, 6.11, 52.51, 4326) as g`.execute(db)
  const { thingId } = await createTestStation(db, { count: 1 })
  await sql`update measurements.thing set area_code = 'BU09930101' where id = ${thingId}`.execute(db)
  await sql`insert into challenges.challenge (slug, title, summary, question, affected, data_role, phase, published,
      owner_id, area_codes, created_at, updated_at)
    values ('deel', 'Deel', '', '', '', '', 'exploring', true, ${NOBODY}, '{BU09930101}', now(), now())`.execute(
    db,
  )
  const read = async (address: string) => {
    const answer = await server.request({ url: `/api/v1/${address}` })
    expect(answer.statusCode, answer.body).toBe(200)
    return answer.json()
  }
  expect((await read('areas?parent=WK099301')).items).toMatchObject([{ code: 'BU09930101' }])
  expect((await read('areas?parent=GM0993')).items).toEqual([])
  expect((await read('area-shapes?parent=WK099301')).features).toMatchObject([{ id: 'BU09930101' }])
  expect((await read('stations?area=GM0993')).items).toMatchObject([{ thingId }])
  expect(await read('station-counts?area=GM0993')).toEqual({ stations: 1 })
  expect((await read('signals?area=GM0993')).items).toEqual([])
  expect((await read('challenges?area=GM0993')).items).toMatchObject([{ slug: 'deel' }])
})
