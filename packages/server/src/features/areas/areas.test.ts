import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { refusedRowsKeptFrom } from '../../platform/refused-rows.ts'
import { signInAs, type TestActor } from '../../testing/actors.ts'
import { useServer } from '../../testing/server.ts'
import { areaCodesAt, findArea, listAreasByCodes } from './index.ts'
import { forgetRefused } from './store/imports.ts'
import { collection, feature, openSender, type Ring, square } from './testing/files.ts'

const server = useServer()
let expert: TestActor

beforeAll(async () => {
  expert = await signInAs(server, 'data-expert')
})

const { importShapes, importStatistics } = openSender(server, () => expert)

async function countAreas(): Promise<number> {
  const { rows } = await server.database.pool.query('select count(*) as count from areas.area')
  return rows[0].count
}

describe('importing borders', () => {
  it('stores areas once, and says so the second time', async () => {
    const municipality = collection(feature('GM9001', 'Súdwest-Waterrijk', square(6, 52, 0.1)))
    const first = await importShapes(municipality, { level: 'municipality' })
    expect(first.statusCode).toBe(201)
    expect(first.json()).toMatchObject({ rows: 1, created: 1, changed: 0, unchanged: 0, refused: [] })
    expect(first.headers.location).toBe(`/api/v1/area-imports/${first.json().id}`)
    await importShapes(collection(feature('WK900101', 'Wijk 01', square(6, 52, 0.05))), { level: 'district' })
    const two = collection(
      feature('BU90010101', 'De Kom', square(6, 52)),
      feature('BU90010102', 'Achter de dijk', square(6.02, 52)),
    )
    await importShapes(two)
    expect((await importShapes(two)).json()).toMatchObject({ created: 0, changed: 0, unchanged: 2 })
    const moved = collection(
      feature('BU90010101', 'De Kom', square(6, 52)),
      feature('BU90010102', 'Achter de dijk', square(6.021, 52)),
    )
    expect((await importShapes(moved)).json()).toMatchObject({ created: 0, changed: 1, unchanged: 1 })
    const area = await server.request({ url: '/api/v1/areas/BU90010102' })
    expect(area.json()).toMatchObject({
      name: 'Achter de dijk',
      level: 'neighbourhood',
      parentCode: 'WK900101',
      municipalityCode: 'GM9001',
      geometry: { type: 'MultiPolygon' },
      statistics: [],
      children: [],
    })
    const district = await server.request({ url: '/api/v1/areas/WK900101' })
    expect(district.json().children).toEqual([
      { code: 'BU90010102', name: 'Achter de dijk', level: 'neighbourhood' },
      { code: 'BU90010101', name: 'De Kom', level: 'neighbourhood' },
    ])
  })

  it('tells what it did to colleagues who import, and to nobody else who does', async () => {
    const report = (await importShapes(collection(feature('own-1', 'Eigen', square(6, 52))))).json()
    const { organisationId } = expert
    const colleague = await signInAs(server, 'administrator', { organisationId })
    const stranger = await signInAs(server, 'data-expert')
    const path = `/api/v1/area-imports/${report.id}`
    for (const url of [path, `${path}/refused-rows`]) {
      expect((await server.request({ url, headers: colleague.headers })).statusCode).toBe(200)
      expect((await server.request({ url, headers: stranger.headers })).statusCode).toBe(404)
    }
  })

  it('reads RD New, by the file’s word or the caller’s', async () => {
    const ring: Ring = [
      [202_000, 502_000],
      [203_000, 502_000],
      [203_000, 503_000],
      [202_000, 503_000],
      [202_000, 502_000],
    ]
    const stated = await importShapes(collection(feature('rd-1', 'RD', ring)), { crs: 'EPSG:28992' })
    expect(stated.json()).toMatchObject({ created: 1, crs: 'EPSG:28992' })
    const declared = {
      ...collection(feature('rd-1', 'RD', ring)),
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::28992' } },
    }
    expect((await importShapes(declared)).json()).toMatchObject({ unchanged: 1, crs: 'EPSG:28992' })
    const contradicted = await importShapes(declared, { crs: 'EPSG:4326' })
    expect(contradicted.statusCode).toBe(422)
    expect(contradicted.json().errors).toMatchObject([{ pointer: '/crs' }])
    const point = (await server.request({ url: '/api/v1/areas/rd-1' })).json().labelPoint
    expect(point[0]).toBeCloseTo(6.09, 1)
    expect(point[1]).toBeCloseTo(52.5, 1)
  })

  it('refuses features one by one, with number and reason, and stores the others', async () => {
    const bowTie: Ring = [
      [6, 52],
      [6.01, 52.01],
      [6.01, 52],
      [6, 52.01],
      [6, 52],
    ]
    const report = await importShapes(
      collection(
        feature('ok-1', 'Goed', square(6.2, 52)),
        feature('twist-1', 'Gekruist', bowTie),
        feature('ok-1', 'Nog eens', square(6.3, 52)),
        feature('BU1', '', square(6.3, 52)),
        feature('bad code', 'Naam', square(6.3, 52)),
        feature('WK900102', 'Verkeerd niveau', square(6.3, 52)),
        feature('swap-1', 'Verwisseld', square(52, 6)),
        {
          type: 'Feature',
          properties: { code: 'p', name: 'p' },
          geometry: { type: 'Point', coordinates: [6, 52] },
        },
        { type: 'Feature', properties: { code: 'n', name: 'n' }, geometry: null },
        feature('nul-1', 'a\u0000b', square(6.3, 52)),
        'not a feature' as never,
        feature('rd-2', 'RD zonder opgaaf', [
          [202_000, 502_000],
          [203_000, 502_000],
          [203_000, 503_000],
          [202_000, 502_000],
        ]),
        feature('GM9001', 'Al een gemeente', square(6, 52)),
      ),
    )
    expect(report.statusCode).toBe(201)
    const { created, refused, refusedRowsUrl } = report.json()
    expect(created).toBe(1)
    const byReason = Object.fromEntries(
      refused.map(({ reason, count }: { reason: string; count: number }) => [reason, count]),
    )
    expect(byReason).toEqual({
      'bad-geometry': 3,
      'invalid-geometry': 1,
      'not-an-area': 1,
      'duplicate-code': 1,
      'bad-code': 1,
      'bad-name': 2,
      'other-level': 2,
      'swapped-position': 1,
    })
    const invalid = refused.find(({ reason }: { reason: string }) => reason === 'invalid-geometry')
    expect(invalid.examples).toEqual([
      {
        position: 2,
        code: expect.any(String),
        message: {
          nl: expect.stringContaining('de grens kruist zichzelf op 6.005, 52.005'),
          en: expect.stringContaining('self-intersection at 6.005, 52.005'),
        },
      },
    ])
    const list = await server.request({ url: refusedRowsUrl, headers: expert.headers })
    expect(list.headers['content-type']).toContain('text/csv')
    expect(list.body.trim().split('\r\n')).toHaveLength(13)
    const inDutch = await server.request({
      url: refusedRowsUrl,
      headers: { ...expert.headers, 'accept-language': 'nl' },
    })
    expect(inDutch.body).toContain('de grens kruist zichzelf')
    expect((await server.request({ url: refusedRowsUrl })).statusCode).toBe(401)
  })

  it('keeps refused features for 90 days, and the report after that', async () => {
    const { db } = server.database
    const { id, refusedRowsUrl, refused } = (
      await importShapes(
        collection(feature('kept', 'Goed', square(6, 52)), feature('!', 'Fout', square(6, 52))),
      )
    ).json()
    const began = server.now
    server.now = new Date(began.getTime() + 91 * 86_400_000)
    await forgetRefused(db, refusedRowsKeptFrom(server.now))
    const gone = await server.request({ url: refusedRowsUrl, headers: expert.headers })
    expect(gone.json()).toMatchObject({ status: 404, detail: expect.stringContaining('after 90 days') })
    const report = await server.request({ url: `/api/v1/area-imports/${id}`, headers: expert.headers })
    expect(report.json()).toMatchObject({ refused, refusedRowsUrl: null })
    server.now = began
    const { rows } = await sql<{
      refused: unknown
    }>`select refused from areas.import where id = ${id}`.execute(db)
    expect(rows).toEqual([{ refused: [] }])
  })

  it('asks whether longitude and latitude are swapped, and takes the Caribbean Netherlands', async () => {
    const swapped = feature('swapped', 'Verwisseld', square(52, 6))
    const caribbean = feature('bonaire', 'Bonaire', square(-68.3, 12.2))
    const { created, refused } = (await importShapes(collection(swapped, caribbean))).json()
    expect(created).toBe(1)
    expect(refused).toMatchObject([
      {
        reason: 'swapped-position',
        title: { en: 'Longitude and latitude swapped?' },
        examples: [
          { position: 1, code: 'swapped', message: { nl: expect.stringContaining('eerst de lengte') } },
        ],
      },
    ])
  })

  it('leaves the database as it was when nothing can be stored', async () => {
    const before = await countAreas()
    const bad = await importShapes(collection(feature('', 'x', square(6, 52))))
    expect(bad.statusCode).toBe(422)
    expect(bad.json()).toMatchObject({ type: 'urn:samenspel:problem:import-refused' })
    expect(bad.json().errors[0].pointer).toBe('/features/0')
    expect(await countAreas()).toBe(before)
  })

  const nested = `{"type":"FeatureCollection","features":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  it.each([
    ['cut off', JSON.stringify(collection(feature('a', 'a', square(6, 52)))).slice(0, -20), 400],
    ['packed', gzipSync('{}'), 422],
    ['not UTF-8', Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d]), 422],
    ['empty', '', 400],
    ['a number', '7', 422],
    ['null', 'null', 422],
    ['no features', '{"type":"FeatureCollection","features":[]}', 422],
    ['nested too deep', nested, 422],
  ])('answers a file that is %s with a problem', async (_name, payload, status) => {
    const before = await countAreas()
    const answer = await importShapes(payload)
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(await countAreas()).toBe(before)
  })

  it('names all mistakes in the query at once, and takes only GeoJSON from a data expert', async () => {
    const query = { level: 'street', codeProperty: '', extra: '1' }
    const answer = await importShapes(collection(), query)
    expect(answer.statusCode).toBe(400)
    expect(
      answer
        .json()
        .errors.map(({ pointer }: { pointer: string }) => pointer)
        .sort(),
    ).toEqual(['/codeProperty', '/extra', '/level'])
    const clerk = await signInAs(server, 'clerk')
    const url = '/api/v1/area-imports?level=district&codeProperty=a&nameProperty=b'
    const post = { method: 'POST', url, payload: '{}' } as const
    const asClerk = await server.request({
      ...post,
      headers: { ...clerk.headers, 'content-type': 'application/json' },
    })
    expect(asClerk.statusCode).toBe(403)
    const asText = await server.request({
      ...post,
      headers: { ...expert.headers, 'content-type': 'text/plain' },
    })
    expect(asText.json()).toMatchObject({
      status: 415,
      detail: expect.stringMatching(/“text\/plain”.*Send application\/geo\+json or application\/json,/),
    })
  })
})

describe('finding areas', () => {
  it('finds by name without accents, by level, parent and point', async () => {
    const find = async (query: Record<string, string>) =>
      (await server.request({ url: '/api/v1/areas', query }))
        .json()
        .items.map(({ code }: { code: string }) => code)
    expect(await find({ q: 'sudwest' })).toEqual(['GM9001'])
    expect(await find({ q: "%'; drop table areas.area; --" })).toEqual([])
    expect(await find({ q: '%' })).toEqual([])
    expect(await find({ parent: 'WK900101' })).toEqual(['BU90010102', 'BU90010101'])
    expect(await find({ at: '6.025,52.005', level: 'neighbourhood' })).toEqual(['BU90010102'])
    expect(await find({ at: '6.025,52.005' })).toEqual(['BU90010102', 'GM9001', 'WK900101'])
    expect(await find({ code: 'WK900101' })).toEqual(['WK900101'])
    const several = await server.request({ url: '/api/v1/areas?code=WK900101&code=GM9001&code=GM0000' })
    expect(several.json().items).toMatchObject([{ code: 'GM9001' }, { code: 'WK900101' }])
  })

  it('pages through a list without losing or repeating', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { items, next } = (
        await server.request({
          url: '/api/v1/areas',
          query: { pageSize: '2', q: 'd', ...(cursor ? { cursor } : {}) },
        })
      ).json()
      seen.push(...items.map(({ code }: { code: string }) => code))
      cursor = next ?? undefined
    } while (cursor)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen[0]).toBe('BU90010101')
    expect(seen).toEqual(expect.arrayContaining(['BU90010102', 'GM9001']))
  })

  it.each([
    [{ at: '52.5,6.1' }, '/at'],
    [{ at: 'x' }, '/at'],
    [{ level: 'street' }, '/level'],
    [{ parent: "'; --" }, '/parent'],
    [{ q: 'a\u0000' }, '/q'],
    [{ cursor: 'nonsense' }, '/cursor'],
    [{ cursor: Buffer.from('["9","a","b"]').toString('base64url') }, '/cursor'],
    [{ cursor: Buffer.from('["1","a\\u0000","b"]').toString('base64url') }, '/cursor'],
    [{ unknown: '1' }, '/unknown'],
  ])('refuses %j', async (query, pointer) => {
    const answer = await server.request({ url: '/api/v1/areas', query })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors).toMatchObject([{ in: 'query', pointer }])
  })

  it('does not know an area that is not there', async () => {
    expect((await server.request({ url: '/api/v1/areas/GM0000' })).statusCode).toBe(404)
    expect((await server.request({ url: '/api/v1/areas/%00' })).statusCode).toBe(400)
  })

  it('draws shapes that a browser keeps until they change', async () => {
    const query = { level: 'neighbourhood', parent: 'WK900101' }
    const first = await server.request({ url: '/api/v1/area-shapes', query })
    expect(first.headers['content-type']).toContain('application/geo+json')
    expect(first.headers['cache-control']).toContain('public')
    expect(first.json().features).toMatchObject([
      { id: 'BU90010101', properties: { code: 'BU90010101', name: 'De Kom', level: 'neighbourhood' } },
      { id: 'BU90010102' },
    ])
    const headers = { 'if-none-match': String(first.headers.etag) }
    const again = await server.request({ url: '/api/v1/area-shapes', query, headers })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    await importShapes(collection(feature('BU90010101', 'De Nieuwe Kom', square(6, 52))))
    const changed = await server.request({ url: '/api/v1/area-shapes', query, headers })
    expect(changed.statusCode).toBe(200)
  })

  it('opens its door to other slices', async () => {
    const { db } = server.database
    expect(await findArea(db, 'BU90010101')).toMatchObject({
      name: 'De Nieuwe Kom',
      municipalityCode: 'GM9001',
    })
    expect(await findArea(db, 'nowhere')).toBeUndefined()
    expect((await listAreasByCodes(db, ['GM9001', 'x', 'BU90010102'])).map(({ code }) => code)).toEqual([
      'BU90010102',
      'GM9001',
    ])
    expect(await areaCodesAt(db, [6.025, 52.005])).toEqual({
      neighbourhood: 'BU90010102',
      district: 'WK900101',
      municipality: 'GM9001',
    })
    expect(await areaCodesAt(db, [4, 51])).toEqual({})
  })
})

describe('who may import', () => {
  it('changes areas of the own municipality only, unless one runs the platform', async () => {
    const { db } = server.database
    const { organisationId } = expert
    const { rows } = await sql<{
      id: string
    }>`insert into parties.organisation (name, kind, tooi, registered_by)
      values ('Gemeente Eigen', 'municipality', 'https://identifier.overheid.nl/tooi/id/gemeente/gm9877',
        ${organisationId}) returning id`.execute(db)
    const own = await signInAs(server, 'data-expert', { organisationId: rows[0]?.id ?? '' })
    const before = expert
    expert = own
    try {
      const send = (code: string) =>
        importShapes(collection(feature(code, 'Naam', square(5, 52, 0.01))), { level: 'municipality' })
      expect((await send('GM9877')).statusCode).toBe(201)
      expect((await send('GM9876')).statusCode).toBe(403)
      expect((await send('zelfbedacht')).statusCode).toBe(403)
      const figures = (code: string, unit = 'personen') =>
        importStatistics(`area,measure,title,unit,value\n${code},inwoners,Inwoners,${unit},7\n`, {
          layout: 'long',
        })
      expect((await figures('GM9877')).statusCode).toBe(201)
      expect((await figures('GM9001')).statusCode).toBe(403)
      const inAnotherUnit = await figures('GM9877', 'duizenden')
      expect(inAnotherUnit.statusCode).toBe(422)
      expect(inAnotherUnit.json().errors[0].detail).toContain('“inwoners” is already here in personen')
    } finally {
      expert = before
    }
  })
})
