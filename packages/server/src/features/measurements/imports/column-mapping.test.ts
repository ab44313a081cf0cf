import { readFileSync } from 'node:fs'
import { CRS_CODES } from '@samenspel/standards/geo'
import { KNOWN_MAPPINGS, PROPERTIES, REFUSAL_REASONS, UNITS } from '@samenspel/standards/tabular'
import { OVERLAP_RULES, TIME_FORMATS } from '@samenspel/standards/times'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'

const DOCUMENT = readFileSync(new URL('../../../../../../docs/column-mapping.md', import.meta.url), 'utf8')

/** The text of a block of the document, such as `json wide mapping`. */
function block(name: string): string {
  const [, text] = DOCUMENT.split(`\`\`\`${name}\n`)
  return text?.split('```')[0] ?? expect.unreachable(`the document has no block ${name}`)
}

/** What is expected of an answer that may say more. */
function part(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(part)
  if (typeof value !== 'object' || value === null) return value
  return expect.objectContaining(
    Object.fromEntries(Object.entries(value).map(([key, item]) => [key, part(item)])),
  )
}

const server = useServer()
let actor: TestActor
beforeAll(async () => {
  actor = await signInAs(server, 'data-expert')
})

const store = (mapping: unknown) =>
  server.request({
    method: 'POST',
    url: '/api/v1/import-mappings',
    headers: actor.headers,
    payload: { mapping },
  })

describe('docs/column-mapping.md', () => {
  it.each(['wide', 'long'])('gives for its %s example the report that the import gives', async (shape) => {
    const mapping = JSON.parse(block(`json ${shape} mapping`))
    expect((await store(mapping)).statusCode).toBe(201)
    const answer = await server.request({
      method: 'POST',
      url: `/api/v1/observation-imports?mapping=${mapping.name}`,
      headers: { ...actor.headers, 'content-type': 'text/csv' },
      payload: block(`csv ${shape} file`),
    })
    expect(answer.json()).toEqual(part(JSON.parse(block(`json ${shape} report`))))
  })

  it.each([
    ...[...TIME_FORMATS, ...OVERLAP_RULES, ...CRS_CODES],
    ...[UNITS, PROPERTIES, REFUSAL_REASONS, KNOWN_MAPPINGS].flatMap((list) => Object.keys(list)),
  ])('names %s', (code) => {
    expect(DOCUMENT).toMatch(new RegExp(`[\`"]${code.replace(/[[\]/]/g, '\\$&')}[\`"]`))
  })
})

describe('a mapping is found', () => {
  const get = (key: string) =>
    server.request({ url: `/api/v1/import-mappings/${key}`, headers: actor.headers })

  it('by the name of a ready one', async () => {
    expect((await get('rivm-samen-meten')).json()).toEqual({
      id: 'rivm-samen-meten',
      ownerId: null,
      name: 'rivm-samen-meten',
      mapping: KNOWN_MAPPINGS['rivm-samen-meten'],
    })
  })

  it('by the id or name of a stored one, and by id only when several have the name', async () => {
    const mapping = { ...KNOWN_MAPPINGS['knmi-example'], name: 'weather' }
    const first = (await store(mapping)).json()
    expect((await get(first.id)).json()).toEqual(first)
    expect((await get('weather')).json()).toEqual(first)
    const second = (await store(mapping)).json()
    const answer = await get('weather')
    expect(answer.statusCode).toBe(400)
    for (const { id } of [first, second]) expect(answer.json().detail).toContain(id)
    expect((await get(second.id)).json()).toEqual(second)
  })

  it('not by a name of another organisation, or of nothing', async () => {
    await store({ ...KNOWN_MAPPINGS['knmi-example'], name: 'ours' })
    const { headers } = await signInAs(server, 'data-expert')
    const url = '/api/v1/import-mappings/ours'
    expect((await server.request({ url, headers })).statusCode).toBe(404)
    expect((await get('nothing')).json().errors).toEqual([
      expect.objectContaining({ in: 'path', pointer: '/id' }),
    ])
  })
})

describe('a stored mapping', () => {
  const at = (
    id: string,
    method: 'GET' | 'PUT' | 'DELETE',
    payload?: object,
    headers: Record<string, string> = actor.headers,
  ) => server.request({ method, url: `/api/v1/import-mappings/${id}`, headers, ...(payload && { payload }) })
  const mapping = KNOWN_MAPPINGS['knmi-example']

  it('is replaced, and deleted, by who may write for its owner', async () => {
    const { id } = (await store({ ...mapping, name: 'to-replace' })).json()
    const changed = { ...mapping, name: 'replaced', note: 'Winter time' }
    const answer = await at(id, 'PUT', { mapping: changed })
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { id, ownerId: actor.organisationId, name: 'replaced', mapping: changed },
    ])
    expect((await at('replaced', 'GET')).json()).toMatchObject({ id, mapping: { note: 'Winter time' } })
    const other = await signInAs(server, 'data-expert')
    expect((await at(id, 'PUT', { mapping: changed }, other.headers)).statusCode).toBe(404)
    expect((await at(id, 'DELETE', undefined, other.headers)).statusCode).toBe(404)
    expect((await at(id, 'DELETE')).statusCode).toBe(204)
    expect((await at(id, 'GET')).statusCode).toBe(404)
    expect((await at(id, 'DELETE')).statusCode).toBe(404)
  })

  it('stays as it is when the new one is wrong, in the language that was asked', async () => {
    const { id } = (await store({ ...mapping, name: 'good' })).json()
    const { name: _name, ...nameless } = mapping
    const answer = await at(id, 'PUT', { mapping: nameless }, { ...actor.headers, 'accept-language': 'nl' })
    expect(answer.json()).toMatchObject({
      status: 400,
      errors: [{ pointer: '/mapping/name', detail: '/name ontbreekt.' }],
    })
    expect((await at(id, 'GET')).json()).toMatchObject({ name: 'good' })
  })

  it('is not one of the ready ones', async () => {
    expect((await at('knmi-example', 'DELETE')).statusCode).toBe(403)
    expect((await at('knmi-example', 'PUT', { mapping })).statusCode).toBe(403)
  })
})
