import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../testing/actors.ts'
import { useServer } from '../../testing/server.ts'
import { areaCodesAt } from './index.ts'

const server = useServer()
const shared = new URL(process.env.SAMENSPEL_SHARED ?? '../shared', `file://${process.cwd()}/`).pathname
let expert: TestActor

beforeAll(async () => {
  expert = await signInAs(server, 'data-expert')
})

function post(path: string, query: Record<string, string>, contentType: string, payload: Buffer) {
  const headers = { ...expert.headers, 'content-type': contentType }
  return server.request({ method: 'POST', url: `/api/v1/${path}`, query, headers, payload })
}

const importShapes = (payload: Buffer, query: Record<string, string>) =>
  post('area-imports', { level: 'neighbourhood', ...query }, 'application/geo+json', payload)

const importStatistics = (payload: Buffer, query: Record<string, string>) =>
  post('area-statistic-imports', query, 'text/csv', payload)

describe('real borders and figures', () => {
  const boundaries = `${shared}/data/boundaries`
  const cbs = `${shared}/data/cbs/kwb2020-84799NED.csv.gz`

  it.skipIf(!existsSync(boundaries))(
    'imports the municipalities and the neighbourhoods of Zwolle',
    async () => {
      const municipalities = await importShapes(
        readFileSync(`${boundaries}/gemeentegrenzen-algoritmeregister.json`),
        { level: 'municipality', codeProperty: 'statcode', nameProperty: 'statnaam' },
      )
      expect(municipalities.json()).toMatchObject({ rows: 342, created: 342, refused: [] })
      const neighbourhoods = await importShapes(readFileSync(`${boundaries}/zwolle-buurten-2014.geojson`), {
        codeProperty: 'STATCODE',
        nameProperty: 'BU_NAAM',
      })
      expect(neighbourhoods.json()).toMatchObject({ rows: 78, created: 78, refused: [] })
      expect(await areaCodesAt(server.database.db, [6.0919, 52.5121])).toMatchObject({
        municipality: 'GM0193',
      })
      const own = { codeProperty: 'BRTNR', nameProperty: 'OMSCHR', parentCode: 'GM0193' }
      const inRd = readFileSync(`${boundaries}/zwolle-demographics_buurt_2024_mapped.geojson`)
      const first = (await importShapes(inRd, own)).json()
      expect(first).toMatchObject({ rows: 78, created: 78, crs: 'EPSG:28992', refused: [] })
      expect((await importShapes(inRd, own)).json()).toMatchObject({ created: 0, changed: 0, unchanged: 78 })
      const [werkeren] = (await server.request({ url: '/api/v1/areas?q=werkeren&parent=GM0193' })).json()
        .items
      expect(werkeren).toMatchObject({ code: '223', municipalityCode: 'GM0193' })
      const shapes = await server.request({ url: '/api/v1/area-shapes', query: { level: 'municipality' } })
      expect(shapes.json().features.length).toBeGreaterThanOrEqual(342)
    },
    120_000,
  )

  it.skipIf(!existsSync(boundaries) || !existsSync(cbs))(
    'imports the key figures of CBS for the areas that are here',
    async () => {
      const report = await importStatistics(gunzipSync(readFileSync(cbs)), {
        year: '2020',
        edition: '84799NED',
      })
      expect(report.statusCode).toBe(201)
      expect(report.json()).toMatchObject({ rows: 17_341 })
      const { statistics } = (await server.request({ url: '/api/v1/areas/GM0193' })).json()
      expect(statistics).toContainEqual(
        expect.objectContaining({ measure: 'population', year: 2020, value: 128_840 }),
      )
    },
    120_000,
  )
})
