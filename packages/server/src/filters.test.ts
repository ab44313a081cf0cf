import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createTestStation } from './features/measurements/testing/datastreams.ts'
import { explainEmpty } from './platform/http/named.ts'
import { signInAs } from './testing/actors.ts'
import { useServer } from './testing/server.ts'

const server = useServer()
const NOBODY = '00000000-0000-4000-8000-000000000009'

it.each([
  ['stations?area=BU99999999', '/area'],
  ['stations?dataset=nothing', '/dataset'],
  ['station-counts?area=GM9998&area=GM9999', '/area'],
  ['station-counts?dataset=nothing', '/dataset'],
  ['latest-values?dataset=nothing', '/dataset'],
  ['areas?parent=GM9999', '/parent'],
  ['area-shapes?parent=GM9999', '/parent'],
  ['challenges?area=GM9999', '/area'],
  [`datasets?ownerId=${NOBODY}`, '/ownerId'],
  [`mandates?organisationId=${NOBODY}`, '/organisationId'],
  [`indicators?challengeId=${NOBODY}`, '/challengeId'],
  [`signals?indicatorId=${NOBODY}`, '/indicatorId'],
  [`signals?challengeId=${NOBODY}`, '/challengeId'],
  ['signals?area=GM9999', '/area'],
  [`decisions?challengeId=${NOBODY}`, '/challengeId'],
  [`decisions?signalId=${NOBODY}`, '/signalId'],
  [`inbound-sources?dataset=${NOBODY}`, '/dataset'],
  [`connectors?dataset=${NOBODY}`, '/dataset'],
  [`dead-letters?dataset=${NOBODY}`, '/dataset'],
  [`dead-letter-counts?dataset=${NOBODY}`, '/dataset'],
])('refuses a filter on what is not there: %s', async (address, pointer) => {
  const { headers } = await signInAs(server, 'data-expert')
  const answer = await server.request({ url: `/api/v1/${address}`, headers })
  expect(answer.statusCode).toBe(404)
  const { errors } = answer.json<{ errors: { in: string; pointer: string }[] }>()
  expect(new Set(errors.map((error) => `${error.in} ${error.pointer}`))).toEqual(
    new Set([`query ${pointer}`]),
  )
})

it('asks only for an empty list whether what its filters name is there', async () => {
  let asked = 0
  const find = () => [Promise.resolve([]).finally(() => asked++)]
  await explainEmpty(['found'], find)
  expect(asked).toBe(0)
  await explainEmpty([], find)
  expect(asked).toBe(1)
})

it('takes a filter on an area without a border of its own, for its parts', async () => {
  const { db } = server.database
  await sql`insert into areas.area (code, level, name, search_name, parent_code, municipality_code, label_point, geometry)
    select 'BU09930101', 'neighbourhood', 'Deel', 'deel', 'WK099301', 'GM0993', ST_Centroid(g), ST_Multi(g)
    from ST_MakeEnvelope(6.09, 52.49, 6.11, 52.51, 4326) as g`.execute(db)
  const { thingId } = await createTestStation(db, { count: 1 })
  await sql`update measurements.thing set area_code = 'BU09930101' where id = ${thingId}`.execute(db)
  await sql`insert into challenges.challenge (slug, title, summary, question, affected, data_role, phase, published,
      owner_id, area_codes, created_at, updated_at)
    values ('deel', 'Deel', '', '', '', '', 'exploring', true, ${NOBODY}, '{BU09930101}', now(), now())`.execute(db)
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

it('names everything that a filter names in vain', async () => {
  const headers = { 'accept-language': 'nl' }
  const url = `/api/v1/signals?indicatorId=${NOBODY}&challengeId=${NOBODY}&area=GM9999`
  expect((await server.request({ url, headers })).json()).toMatchObject({
    status: 404,
    errors: [
      { pointer: '/indicatorId', detail: expect.stringContaining('Deze indicator bestaat niet') },
      { pointer: '/challengeId', detail: expect.stringContaining('Deze opgave bestaat niet') },
      { pointer: '/area', detail: expect.stringContaining('Er is geen gebied met code GM9999.') },
    ],
  })
})

it.each([
  ['bbox=6.2,52,6,53', 'west,zuid'],
  ['bbox=6,53,6.2,52', 'west,zuid'],
  ['bbox=52,6,53,6.2', 'andersom'],
  ['bbox=6,52,6.2', 'west,zuid,oost,noord'],
  ['bbox=6,52,6.2,99', 'graden'],
  ['near=52.5,6.1', 'andersom'],
  ['near=200,6.1', 'graden'],
])('says what is wrong with a place: %s', async (query, words) => {
  const url = `/api/v1/stations?${query}`
  const answer = await server.request({ url, headers: { 'accept-language': 'nl' } })
  expect(answer.statusCode).toBe(400)
  expect(answer.json().errors).toEqual([
    { in: 'query', pointer: `/${query.split('=')[0]}`, detail: expect.stringContaining(words) },
  ])
})

it('takes a place abroad', async () => {
  const answer = await server.request({ url: '/api/v1/stations?bbox=10,48,11,49' })
  expect(answer.json()).toEqual({ items: [], next: null })
})
