import { beforeAll, describe, expect, it } from 'vitest'
import { ANONYMOUS } from '../../platform/actor.ts'
import { signInAs, type TestActor } from '../../testing/actors.ts'
import { useServer } from '../../testing/server.ts'
import { findChallenge } from './index.ts'

const server = useServer()
let officer: TestActor
let stranger: TestActor
let made = 0

beforeAll(async () => {
  officer = await signInAs(server, 'policy-officer')
  stranger = await signInAs(server, 'policy-officer')
  await importArea('GM9001', 'municipality', 6, 0.1)
  await importArea('BU90010101', 'neighbourhood', 6, 0.01, 'GM9001')
  await importArea('BU90010102', 'neighbourhood', 6.02, 0.01, 'GM9001')
})

async function importArea(code: string, level: string, west: number, size: number, parentCode?: string) {
  const [east, south, north] = [west + size, 52, 52 + size]
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  const expert = await signInAs(server, 'data-expert')
  const geometry = { type: 'Polygon', coordinates: [ring] }
  const answer = await server.request({
    method: 'POST',
    url: '/api/v1/area-imports',
    query: { level, codeProperty: 'code', nameProperty: 'code', ...(parentCode ? { parentCode } : {}) },
    headers: expert.headers,
    payload: { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { code }, geometry }] },
  })
  expect(answer.statusCode).toBe(201)
}

type Method = 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'GET'

function call(method: Method, path: string, payload?: object | string, actor: TestActor | null = officer) {
  return server.request({
    method,
    url: `/api/v1/challenges${path}`,
    headers: {
      ...(actor ? actor.headers : {}),
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(payload === undefined ? {} : { payload }),
  })
}

const source = {
  kind: 'coalition-agreement',
  title: 'Akkoord 2026',
  citation: '“Schone lucht voor iedereen”, p. 12',
}
const goal = {
  title: 'Minder fijnstof',
  indicatorText: 'Etmaalgemiddelde PM2.5',
  unit: 'µg/m³',
  baseline: 12,
  baselineDate: '2025-12-31',
  target: 5,
  targetDate: '2030-12-31',
  direction: 'lower',
}
const texts = { affected: 'Mensen met een longziekte', dataRole: 'Bewoners meten zelf mee' }

async function start(fields: object = {}): Promise<string> {
  made++
  const answer = await call('POST', '', { title: `Schone lucht ${made}`, ...fields })
  expect(answer.statusCode).toBe(201)
  return answer.json().slug
}

async function publishNew(fields: object = {}): Promise<string> {
  const slug = await start({ ...texts, ...fields })
  await call('POST', `/${slug}/sources`, source)
  await call('POST', `/${slug}/goals`, goal)
  expect((await call('PATCH', `/${slug}`, { published: true })).statusCode).toBe(200)
  return slug
}

const pointersOf = (answer: { json(): { errors: { pointer: string }[] } }) => [
  ...new Set(answer.json().errors.map(({ pointer }) => pointer)),
]

describe('a challenge', () => {
  it('starts as a draft that only its owner knows', async () => {
    const answer = await call('POST', '', { title: 'Koele wijken', areaCodes: ['GM9001'] })
    expect(answer.statusCode).toBe(201)
    expect(answer.headers.location).toBe('/api/v1/challenges/koele-wijken')
    const challenge = answer.json()
    expect(challenge).toMatchObject({
      slug: 'koele-wijken',
      phase: 'formulating',
      published: false,
      ownerId: officer.organisationId,
      areaCodes: ['GM9001'],
      sources: [],
      goals: [],
      parties: [],
      createdAt: '2026-03-02T10:00:00.000Z',
    })
    expect((await call('GET', `/${challenge.id}`)).json()).toEqual(challenge)
    const clerk = await signInAs(server, 'clerk', { organisationId: officer.organisationId })
    expect((await call('GET', '/koele-wijken', undefined, clerk)).statusCode).toBe(200)
    expect((await call('PATCH', '/koele-wijken', { title: 'x' }, clerk)).statusCode).toBe(403)
    for (const other of [null, stranger]) {
      expect((await call('GET', '/koele-wijken', undefined, other)).statusCode).toBe(404)
      expect((await call('GET', `/${challenge.id}`, undefined, other)).statusCode).toBe(404)
      const list = await call('GET', '?q=koele', undefined, other)
      expect(list.json().items).toEqual([])
    }
    expect((await call('PATCH', '/koele-wijken', { title: 'x' }, stranger)).statusCode).toBe(404)
    expect((await call('POST', '/koele-wijken/sources', source, stranger)).statusCode).toBe(404)
    expect(await findChallenge(server.database.db, ANONYMOUS, 'koele-wijken')).toBeUndefined()
  })

  it('changes only what is given', async () => {
    const slug = await start({ summary: 'Eerst', question: 'Hoe?' })
    server.now = new Date('2026-03-03T08:00:00Z')
    const changed = (await call('PATCH', `/${slug}`, { summary: 'Daarna', phase: 'agreeing' })).json()
    expect(changed).toMatchObject({
      slug,
      summary: 'Daarna',
      question: 'Hoe?',
      phase: 'agreeing',
      createdAt: '2026-03-02T10:00:00.000Z',
      updatedAt: '2026-03-03T08:00:00.000Z',
    })
    server.now = new Date('2026-03-02T10:00:00Z')
  })

  it('is published only when complete, and then told once', async () => {
    const slug = await start()
    const refused = await call('PATCH', `/${slug}`, { published: true, summary: 'x' })
    expect(refused.statusCode).toBe(422)
    expect(refused.json().type).toBe('urn:samenspel:problem:not-ready')
    expect(pointersOf(refused)).toEqual(['/sources', '/goals', '/affected', '/dataRole'])
    expect((await call('GET', `/${slug}`)).json()).toMatchObject({ published: false, summary: '' })
    await call('POST', `/${slug}/sources`, source)
    await call('POST', `/${slug}/goals`, goal)
    const published = await call('PATCH', `/${slug}`, { ...texts, published: true })
    expect(published.json()).toMatchObject({ published: true, sources: [source], goals: [goal] })
    await call('PATCH', `/${slug}`, { published: true })
    const { rows } = await server.database.pool.query(
      `select payload from platform.outbox where kind = 'challenges.challenge-published' and payload->>'slug' = $1`,
      [slug],
    )
    expect(rows).toEqual([{ payload: { challengeId: published.json().id, slug } }])
    expect((await call('GET', `/${slug}`, undefined, null)).json()).toEqual(
      (await call('GET', `/${slug}`)).json(),
    )
    expect((await call('PATCH', `/${slug}`, { title: 'x' }, stranger)).statusCode).toBe(403)
  })

  it('stays complete and public once it is', async () => {
    const slug = await publishNew()
    const { sources, goals } = (await call('GET', `/${slug}`)).json()
    expect((await call('DELETE', `/${slug}/sources/${sources[0].id}`)).statusCode).toBe(422)
    expect((await call('DELETE', `/${slug}/goals/${goals[0].id}`)).statusCode).toBe(422)
    expect(pointersOf(await call('PATCH', `/${slug}`, { affected: ' ', dataRole: '' }))).toEqual([
      '/affected',
      '/dataRole',
    ])
    expect((await call('PATCH', `/${slug}`, { published: false })).statusCode).toBe(409)
    expect((await call('GET', `/${slug}`)).json()).toMatchObject({
      sources,
      goals,
      ...texts,
      published: true,
    })
  })
})

describe('parts', () => {
  it('adds, changes and removes sources and goals', async () => {
    const slug = await start()
    for (const [path, body, change] of [
      ['sources', source, { citation: 'p. 13', url: 'https://example.org/akkoord', date: '2026-05-01' }],
      ['goals', goal, { target: 4, indicatorId: '3f9f3b1e-8f63-4f41-9d2b-0b6c0f0f5a11' }],
    ] as const) {
      const added = await call('POST', `/${slug}/${path}`, body)
      expect(added.statusCode).toBe(201)
      expect(added.json()).toMatchObject(body)
      const { id } = added.json()
      expect(added.headers.location).toBe(`/api/v1/challenges/${slug}/${path}/${id}`)
      expect((await call('GET', `/${slug}/${path}/${id}`)).json()).toEqual(added.json())
      expect((await call('GET', `/${slug}/${path}/${id}`, undefined, null)).statusCode).toBe(404)
      const changed = await call('PATCH', `/${slug}/${path}/${id}`, change)
      expect(changed.json()).toEqual({ ...added.json(), ...change, revision: expect.any(String) })
      expect((await call('DELETE', `/${slug}/${path}/${id}`)).statusCode).toBe(204)
      expect((await call('DELETE', `/${slug}/${path}/${id}`)).statusCode).toBe(404)
    }
  })

  it('does not reach parts of another challenge', async () => {
    const [mine, other] = [await start(), await start()]
    const { id } = (await call('POST', `/${other}/sources`, source)).json()
    expect((await call('PATCH', `/${mine}/sources/${id}`, { title: 'x' })).statusCode).toBe(404)
    expect((await call('DELETE', `/${mine}/sources/${id}`)).statusCode).toBe(404)
  })

  it('refuses a goal that contradicts itself', async () => {
    const slug = await start()
    const refused = await call('POST', `/${slug}/goals`, { ...goal, target: 20, baselineDate: '2031-01-01' })
    expect(refused.statusCode).toBe(400)
    expect(pointersOf(refused)).toEqual(['/target', '/targetDate'])
    const { id } = (await call('POST', `/${slug}/goals`, goal)).json()
    expect(pointersOf(await call('PATCH', `/${slug}/goals/${id}`, { direction: 'higher' }))).toEqual([
      '/target',
    ])
  })

  it('lets organisations take part', async () => {
    const slug = await start()
    const path = `/${slug}/parties/${stranger.organisationId}`
    const added = await call('PUT', path, { role: 'partner', contribution: 'Meetpunten' })
    expect(added.json()).toEqual({
      organisationId: stranger.organisationId,
      name: 'Gemeente Waterrijk',
      role: 'partner',
      contribution: 'Meetpunten',
      revision: expect.any(String),
    })
    await call('PUT', path, { role: 'advisor' })
    expect((await call('GET', `/${slug}`)).json().parties).toMatchObject([
      { role: 'advisor', contribution: '' },
    ])
    const unknown = await call('PUT', `/${slug}/parties/00000000-0000-4000-8000-000000000000`, {
      role: 'lead',
    })
    expect(unknown.statusCode).toBe(400)
    expect(pointersOf(unknown)).toEqual(['/organisationId'])
    expect((await call('DELETE', path)).statusCode).toBe(204)
    expect((await call('DELETE', path)).statusCode).toBe(404)
  })
})

describe('lists', () => {
  it('finds by phase, words, and areas above and below', async () => {
    const slug = await publishNew({
      title: 'Fijnstof in de Kom',
      areaCodes: ['BU90010101'],
      phase: 'measuring',
    })
    const find = async (query: string) =>
      (await call('GET', query, undefined, null)).json().items.map((item: { slug: string }) => item.slug)
    expect(await find('?area=BU90010101')).toEqual([slug])
    expect(await find('?area=GM9001')).toEqual([slug])
    expect(await find('?area=BU90010102')).toEqual([])
    expect((await call('GET', '?area=GM0001', undefined, null)).json().errors).toMatchObject([
      { pointer: '/area' },
    ])
    expect(await find('?phase=measuring&q=fijnstof')).toEqual([slug])
    expect(await find('?q=%25')).toEqual([])
    const wide = await publishNew({ title: 'Heel Waterrijk', areaCodes: ['GM9001'] })
    expect((await find('?area=BU90010101')).sort()).toEqual([slug, wide].sort())
  })

  it('pages through everything once', async () => {
    const seen: string[] = []
    let cursor = ''
    do {
      const { items, next } = (await call('GET', `?pageSize=2${cursor}`)).json()
      seen.push(...items.map(({ id }: { id: string }) => id))
      cursor = next ? `&cursor=${next}` : ''
    } while (cursor)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThanOrEqual(made)
  })
})

describe('bad input', () => {
  it('names every mistake with its place', async () => {
    const answer = await call('POST', '', {
      title: '',
      summary: 7,
      phase: 'dreaming',
      areaCodes: ['ok', 'not ok', 3],
      published: true,
      slug: 'mine',
    })
    expect(answer.statusCode).toBe(400)
    expect(pointersOf(answer).sort()).toEqual(
      ['/areaCodes/1', '/areaCodes/2', '/phase', '/published', '/slug', '/summary', '/title'].sort(),
    )
    const areas = await call('POST', '', { title: 'x', areaCodes: ['GM9001', 'GM0001', 'GM0002'] })
    expect(pointersOf(areas)).toEqual(['/areaCodes/1', '/areaCodes/2'])
    const ownerId = '00000000-0000-4000-8000-000000000000'
    const all = await call('POST', '', { title: '', areaCodes: ['GM9001', 'GM0001'], ownerId })
    expect(pointersOf(all).sort()).toEqual(['/areaCodes/1', '/ownerId', '/title'])
    const slug = await start()
    const bad = await call('POST', `/${slug}/goals`, {
      title: 'x',
      unit: '',
      target: 'five',
      targetDate: '0000-01-01',
      baselineDate: '9999-12-31',
      direction: 'up',
    })
    expect(pointersOf(bad).sort()).toEqual(['/baselineDate', '/direction', '/target', '/targetDate', '/unit'])
    const where = { ...source, url: 'javascript:alert(1)', date: '2026-02-30', citation: '  ' }
    expect(pointersOf(await call('POST', `/${slug}/sources`, where)).sort()).toEqual([
      '/citation',
      '/date',
      '/url',
    ])
  })

  const nested = `${'{"title":'.repeat(100)}1${'}'.repeat(100)}`
  it.each([
    ['NUL', '{"title":"a\\u0000b"}'],
    ['a huge text', JSON.stringify({ title: 'x', summary: 'x'.repeat(30_000) })],
    ['a huge number', '{"title":1e999}'],
    ['100 levels', nested],
    ['a list', '[]'],
    ['null', 'null'],
    ['broken JSON', '{"title":'],
    ['nothing', ''],
  ])('refuses %s', async (_name, payload) => {
    expect((await call('POST', '', payload)).statusCode).toBe(400)
  })

  it('refuses infinite numbers and dates out of range', async () => {
    const slug = await start()
    const body = JSON.stringify(goal).replace('"target":5', '"target":1e999')
    const answer = await call('POST', `/${slug}/goals`, body)
    expect([answer.statusCode, pointersOf(answer)]).toEqual([400, ['/target']])
  })

  it('keeps SQL as text', async () => {
    const text = "'; drop table challenges.challenge; --"
    const slug = await start({ title: text, summary: text, affected: text })
    expect((await call('GET', `/${slug}`)).json()).toMatchObject({
      title: text,
      summary: text,
      affected: text,
    })
    expect((await call('GET', `?q=${encodeURIComponent(text)}`)).json().items).toHaveLength(1)
  })

  it('answers anonymous writers with 401 and unknown query words with 400', async () => {
    expect((await call('POST', '', { title: 'x' }, null)).statusCode).toBe(401)
    expect(
      (await call('DELETE', '/x/sources/3f9f3b1e-8f63-4f41-9d2b-0b6c0f0f5a11', undefined, null)).statusCode,
    ).toBe(401)
    expect((await call('GET', '?colour=red')).statusCode).toBe(400)
    expect((await call('GET', '?cursor=x')).statusCode).toBe(400)
    expect((await call('GET', '/%00')).statusCode).toBe(400)
  })
})
