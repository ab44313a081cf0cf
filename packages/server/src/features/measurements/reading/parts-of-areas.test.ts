import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useServer } from '../../../testing/server.ts'
import { createTestStation } from '../testing/datastreams.ts'
import { placeThings } from '../things/place-things.ts'

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

it('puts a station in the smallest area that is known around it', async () => {
  const { db } = server.database
  const { thingId } = await createTestStation(db, { count: 1 })
  await sql`update measurements.location l set geometry = 'SRID=4326;POINT(4.05 51.05)'
    from measurements.thing_location tl where tl.location_id = l.id and tl.thing_id = ${thingId}`.execute(db)
  const areas = [
    ['GM0977', 'municipality', 'GM0977', 4, 51, 4.2, 51.2],
    ['WK097701', 'district', 'GM0977', 4, 51, 4.1, 51.1],
    ['BU09770101', 'neighbourhood', 'GM0977', 4.04, 51.04, 4.06, 51.06],
  ] as const
  for (const [code, level, municipality, ...box] of areas) {
    await sql`insert into areas.area (code, level, name, search_name, municipality_code, label_point, geometry)
      select ${code}, ${level}, 'Deel', 'deel', ${municipality}, ST_Centroid(g), ST_Multi(g)
      from ST_MakeEnvelope(${sql.join(box)}, 4326) as g`.execute(db)
    await placeThings(db)
    const answer = await server.request({ url: `/api/v1/stations/${thingId}` })
    expect(answer.json()).toMatchObject({ areaCode: code })
    expect((await server.request({ url: '/api/v1/station-counts?area=GM0977' })).json()).toEqual({
      stations: 1,
    })
  }
})
