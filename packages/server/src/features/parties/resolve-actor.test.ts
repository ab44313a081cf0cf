import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { ROLES } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { signInAs } from '../../testing/actors.ts'
import { useServer } from '../../testing/server.ts'
import { createPartiesSlice, createToken } from './index.ts'
import { createResolveActor } from './resolve-actor.ts'

const OPERATORS_SECRET = 'a-secret-that-the-operator-chose'
const server = useServer({ BOOTSTRAP_TOKEN: OPERATORS_SECRET })

const resolve = (headers: Record<string, string>) =>
  createPartiesSlice(server.app.platform).resolveActor(headers)

it('knows every role of a token, and the organisation it speaks for', async () => {
  for (const role of ROLES) {
    const { headers, organisationId } = await signInAs(server, role)
    expect(await resolve(headers)).toMatchObject({ kind: 'token', role, organisationId })
  }
})

it('gives an empty database an administrator, once', async () => {
  const { db } = server.database
  const headers = { authorization: `Bearer ${OPERATORS_SECRET}` }
  expect(await resolve(headers)).toMatchObject({ kind: 'token', role: 'administrator' })
  const count = () => sql`select 1 from parties.token`.execute(db).then(({ rows }) => rows.length)
  const before = await count()
  await createPartiesSlice(server.app.platform).prepare()
  expect(await count()).toBe(before)
})

it('binds a token to a purpose and a dataset, and stores no secret', async () => {
  const { db } = server.database
  const { organisationId } = await signInAs(server, 'clerk')
  const datasetId = '00000000-0000-4000-8000-000000000001'
  const { id, secret } = await createToken(db, {
    organisationId,
    name: 'weather station',
    role: 'data-expert',
    purpose: 'heat',
    datasetId,
  })
  expect(secret).toMatch(/^ssp_[\w-]{43}$/)
  expect(await resolve({ authorization: `bearer ${secret}` })).toEqual({
    kind: 'token',
    tokenId: id,
    name: 'weather station',
    organisationId,
    role: 'data-expert',
    purpose: 'heat',
    datasetId,
  })
  const { rows } = await sql<{
    row: string
  }>`select row_to_json(t)::text as row from parties.token t`.execute(db)
  expect(rows.some(({ row }) => row.includes(secret.slice(4)))).toBe(false)
})

it('refuses a token that is unknown, malformed, expired or revoked', async () => {
  const { db } = server.database
  const { organisationId } = await signInAs(server, 'clerk')
  const make = (expiresAt: Date | null) =>
    createToken(db, { organisationId, name: 'x', role: 'clerk', expiresAt })
  const { secret: expired } = await make(server.now)
  const revoked = await make(null)
  await sql`update parties.token set revoked_at = now() where id = ${revoked.id}`.execute(db)
  const unknown = `ssp_${'x'.repeat(43)}`
  for (const secret of [expired, revoked.secret, unknown, 'short', '', "' or 1=1 --".padEnd(40, 'x')]) {
    await expect(resolve({ authorization: `Bearer ${secret}` })).rejects.toMatchObject({
      code: 'not-signed-in',
    })
  }
  const valid = await make(new Date(server.now.getTime() + 1))
  expect(await resolve({ authorization: `Bearer ${valid.secret}` })).toMatchObject({ kind: 'token' })
})

it('takes who brings nothing, or another scheme, as anonymous', async () => {
  expect(await resolve({})).toEqual({ kind: 'anonymous' })
  expect(await resolve({ authorization: 'Basic YTpi' })).toEqual({ kind: 'anonymous' })
})

it('asks the database nothing without a token or a signed session', async () => {
  const closed = new Proxy({} as Db, {
    get() {
      throw new Error('The database was asked.')
    },
  })
  const resolveClosed = createResolveActor(
    closed,
    () => server.now,
    async () => 's'.repeat(40),
  )
  for (const headers of [{}, { cookie: 'theme=dark' }, { cookie: 'samenspel.session_token=abc.forged' }]) {
    expect(await resolveClosed(headers)).toEqual({ kind: 'anonymous' })
  }
  await expect(resolveClosed({ authorization: `Bearer ${'x'.repeat(40)}` })).rejects.toThrow('was asked')
})

it('refuses what is no access token, and passes Basic over, which is for a proxy in front', async () => {
  const { headers } = await signInAs(server, 'clerk')
  const secret = String(headers.authorization).split(' ')[1]
  for (const authorization of [
    'garbage',
    `Token ${secret}`,
    `${secret}`,
    'Bearer',
    'Bearer unknown-but-long-enough',
  ]) {
    const answer = await server.request({ url: '/api/v1/me', headers: { authorization } })
    expect(answer.statusCode, authorization).toBe(401)
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="Samenspel"')
  }
  expect(await resolve({ authorization: 'Basic dXNlcjpwYXNz' })).toEqual({ kind: 'anonymous' })
  expect(await resolve({ authorization: '' })).toEqual({ kind: 'anonymous' })
})

it('says on every 401 how to sign in', async () => {
  const answer = await server.request({ method: 'POST', url: '/sta/v1.1/Things', payload: {} })
  expect(answer.statusCode).toBe(401)
  expect(answer.headers['www-authenticate']).toBe('Bearer realm="Samenspel"')
})
