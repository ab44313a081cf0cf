import { beforeAll, describe, expect, it } from 'vitest'
import { ANONYMOUS } from '../../platform/actor.ts'
import { signInAs, type TestActor } from '../../testing/actors.ts'
import { useServer } from '../../testing/server.ts'
import {
  canReadDataset,
  defaultDataset,
  findDataset,
  findNamedDataset,
  findUnreadableDatasets,
  LICENCES,
} from './index.ts'

const server = useServer()
const [CC0, , , , NOT_OPEN] = LICENCES
const body = {
  title: 'Luchtkwaliteit in tuinen',
  licence: CC0,
  access: 'open',
  theme: 'environment',
  contact: 'x',
}
let expert: TestActor
let stranger: TestActor

beforeAll(async () => {
  expert = await signInAs(server, 'data-expert')
  stranger = await signInAs(server, 'data-expert')
})

const post = (payload: unknown, actor = expert) =>
  server.request({
    method: 'POST',
    url: '/api/v1/datasets',
    headers: actor.headers,
    payload: payload as object,
  })

const patch = (key: string, payload: object, actor = expert) =>
  server.request({ method: 'PATCH', url: `/api/v1/datasets/${key}`, headers: actor.headers, payload })

const get = (key: string, actor?: TestActor) =>
  server.request({ url: `/api/v1/datasets/${key}`, ...(actor ? { headers: actor.headers } : {}) })

const listOf = async (q: string, actor?: TestActor) => {
  const answer = await server.request({
    url: '/api/v1/datasets',
    query: { q },
    ...(actor ? { headers: actor.headers } : {}),
  })
  return answer.json<{ items: { id: string }[] }>().items.map(({ id }) => id)
}

it('adds a dataset, and gives the next one with the same title its own address', async () => {
  const made = await post(body)
  expect(made.statusCode).toBe(201)
  expect(made.headers.location).toBe('/api/v1/datasets/luchtkwaliteit-in-tuinen')
  expect(made.json()).toMatchObject({
    ...body,
    description: '',
    ownerId: expert.organisationId,
    ownerName: 'Gemeente Waterrijk',
    precision: { place: 'exact', time: 'raw', delayMinutes: 0, minimumGroup: 1 },
    retention: { rawDays: null, hourDays: null },
    corrections: 'replace',
    createdAt: '2026-03-02T10:00:00.000Z',
  })
  const same = await Promise.all([post(body), post(body), post(body)])
  expect(same.map((answer) => answer.json().slug).sort()).toEqual([
    'luchtkwaliteit-in-tuinen-2',
    'luchtkwaliteit-in-tuinen-3',
    'luchtkwaliteit-in-tuinen-4',
  ])
  expect((await get(made.json().id)).json()).toEqual(made.json())
  expect((await get('luchtkwaliteit-in-tuinen')).json()).toEqual(made.json())
})

it('keeps its address when another dataset has its id as title', async () => {
  const victim = (await post({ ...body, title: 'Van wie het is' })).json()
  const other = (await post({ ...body, title: victim.id }, stranger)).json()
  expect(other.slug).toBe(`titel-${victim.id}`)
  expect((await get(victim.id)).json()).toEqual(victim)
  expect((await get(other.slug)).json()).toEqual(other)
})

it('hides what is restricted from everyone but the owner, in lists too', async () => {
  const made = await post({ ...body, title: 'Verborgen', access: 'restricted' })
  const { slug, id } = made.json()
  expect((await get(slug, expert)).statusCode).toBe(200)
  expect((await get(slug)).statusCode).toBe(404)
  expect((await get(id, stranger)).statusCode).toBe(404)
  expect((await patch(slug, { title: 'x' }, stranger)).statusCode).toBe(404)
  expect(await listOf('verborgen')).toEqual([])
  expect(await listOf('verborgen', stranger)).toEqual([])
  expect(await listOf('verborgen', expert)).toEqual([id])
  expect(await findDataset(server.database.db, ANONYMOUS, slug)).toBeUndefined()
})

it('tells everyone which personal data there is, and gives nobody more than that', async () => {
  const made = await post({
    ...body,
    title: 'Thuismeters',
    access: 'personal',
    precision: { minimumGroup: 5 },
  })
  const { slug, id } = made.json()
  for (const actor of [undefined, stranger, expert]) {
    expect((await get(slug, actor)).json()).toEqual(made.json())
    expect(await listOf('thuismeters', actor)).toEqual([id])
  }
  expect((await patch(slug, { title: 'x' }, stranger)).statusCode).toBe(403)
  const { db } = server.database
  expect(await findDataset(db, ANONYMOUS, slug)).toBeUndefined()
  expect(await findNamedDataset(db, ANONYMOUS, slug)).toHaveLength(1)
  expect(await findUnreadableDatasets(db, ANONYMOUS, [id], '/datasetIds')).toMatchObject([
    { pointer: '/datasetIds/0' },
  ])
  expect(canReadDataset(ANONYMOUS, made.json())).toBe(false)
})

describe('changing', () => {
  it('merges what is given, and tells when', async () => {
    const { slug } = (await post({ ...body, title: 'Regen' })).json()
    server.now = new Date('2026-03-02T11:00:00Z')
    const changed = await patch(slug, { title: 'Regenval', precision: { delayMinutes: 10 } })
    expect(changed.json()).toMatchObject({
      slug,
      title: 'Regenval',
      licence: CC0,
      precision: { place: 'exact', delayMinutes: 10 },
      createdAt: '2026-03-02T10:00:00.000Z',
      updatedAt: '2026-03-02T11:00:00.000Z',
    })
    const refused = await patch(slug, { licence: NOT_OPEN, retention: { hourDays: 3 } })
    expect(refused.statusCode).toBe(400)
    expect(refused.json().errors).toMatchObject([{ pointer: '/licence' }, { pointer: '/retention/rawDays' }])
    expect((await patch(slug, { slug: 'other' })).statusCode).toBe(400)
  })

  it('is for a role with the owner', async () => {
    const { slug } = (await post({ ...body, title: 'Van ons' })).json()
    expect((await patch(slug, { title: 'x' }, stranger)).statusCode).toBe(403)
    const clerk = await signInAs(server, 'clerk', { organisationId: expert.organisationId })
    expect((await patch(slug, { title: 'x' }, clerk)).statusCode).toBe(403)
    expect((await post({ ...body, ownerId: expert.organisationId }, stranger)).json().errors).toMatchObject([
      { pointer: '/ownerId' },
    ])
    const both = await post({ ...body, title: '', ownerId: expert.organisationId }, stranger)
    expect(both.json().errors).toMatchObject([{ pointer: '/title' }, { pointer: '/ownerId' }])
    expect(
      (await server.request({ method: 'POST', url: '/api/v1/datasets', payload: body })).statusCode,
    ).toBe(401)
  })
})

it('makes the default dataset of an organisation once', async () => {
  const { db } = server.database
  const all = await Promise.all(
    [1, 2, 3].map(() => defaultDataset(db, stranger.organisationId, new Date('2026-01-01T00:00:00Z'))),
  )
  expect(new Set(all.map(({ id }) => id)).size).toBe(1)
  expect(all[0]).toMatchObject({ title: 'Metingen van Gemeente Waterrijk', access: 'open', licence: CC0 })
  const nobody = '00000000-0000-0000-0000-000000000001'
  await expect(defaultDataset(db, nobody, new Date())).rejects.toMatchObject({ code: 'not-found' })
  const { rows } = await server.database.pool.query(
    'select title, corrections from catalogue.v_dataset where id = $1',
    [all[0]?.id],
  )
  expect(rows).toEqual([{ title: 'Metingen van Gemeente Waterrijk', corrections: 'replace' }])
})

it('pages by title', async () => {
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const query = { pageSize: '2', ...(cursor ? { cursor } : {}) }
    const { items, next } = (await server.request({ url: '/api/v1/datasets', query })).json()
    seen.push(...items.map(({ title, id }: { title: string; id: string }) => `${title} ${id}`))
    cursor = next ?? undefined
  } while (cursor)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.length).toBeGreaterThan(5)
})

describe('bad input', () => {
  it('names every mistake with its place', async () => {
    const answer = await post({
      title: 7,
      licence: 'MIT',
      access: 'open',
      theme: 'environment',
      contact: '',
      precision: { place: 'Mars', time: 'raw', delayMinutes: -1, extra: true },
      retention: { rawDays: 1.5 },
      unknown: 1,
    })
    expect(answer.statusCode).toBe(400)
    const pointers = answer.json().errors.map(({ pointer }: { pointer: string }) => pointer)
    expect(pointers).toEqual(
      expect.arrayContaining([
        '/title',
        '/licence',
        '/contact',
        '/precision/place',
        '/precision/delayMinutes',
        '/precision/extra',
        '/retention/rawDays',
        '/unknown',
      ]),
    )
  })

  const nested = `${'{"title":'.repeat(100)}1${'}'.repeat(100)}`
  it.each([
    ['NUL', JSON.stringify({ ...body, title: 'a\u0000b' })],
    ['a huge text', JSON.stringify({ ...body, description: 'x'.repeat(30_000) })],
    ['100 levels', nested],
    ['a list', '[]'],
    ['broken JSON', '{"title":'],
    ['nothing', ''],
    ['NaN', '{"title":NaN}'],
    ['a prototype', '{"__proto__":{"a":1}}'],
  ])('refuses %s', async (_name, payload) => {
    const answer = await server.request({
      method: 'POST',
      url: '/api/v1/datasets',
      headers: { ...expert.headers, 'content-type': 'application/json' },
      payload,
    })
    expect(answer.statusCode).toBe(400)
  })

  it('keeps SQL as text', async () => {
    const title = "'; drop table catalogue.dataset; --"
    const made = await post({ ...body, title, description: title, contact: title })
    expect(made.json()).toMatchObject({ title, description: title, slug: 'drop-table-catalogue-dataset' })
    const found = await server.request({ url: '/api/v1/datasets', query: { q: title } })
    expect(found.json().items).toHaveLength(1)
  })

  it.each(["x'--", 'A%00', 'x'.repeat(300), '%F0%9F%98%80'])('refuses the key %s', async (key) => {
    expect((await get(key)).statusCode).toBe(400)
  })

  it.each([
    ['nonsense'],
    [Buffer.from('["a","b"]').toString('base64url')],
    [Buffer.from('[1]').toString('base64url')],
  ])('refuses the cursor %s', async (cursor) => {
    expect((await server.request({ url: '/api/v1/datasets', query: { cursor } })).statusCode).toBe(400)
  })
})
