import { sql } from 'kysely'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { startIdentityProvider } from '../../../testing/identity-provider.ts'
import { useServer } from '../../../testing/server.ts'
import { createAccount } from '../index.ts'

const provider = await startIdentityProvider()
afterAll(() => void provider.close())
/** A nonce that the provider gives back in place of the right one. */
let wrongNonce = ''
beforeEach(() => {
  provider.state.forge = false
  wrongNonce = ''
})

const server = useServer({
  OIDC_ISSUER: provider.issuer,
  OIDC_CLIENT_ID: 'samenspel',
  OIDC_CLIENT_SECRET: 'a secret',
})

/** Walks through a sign-in as a browser does, and gives the last answer. */
async function signIn(claims: Record<string, unknown>) {
  const started = await server.request({
    method: 'POST',
    url: '/api/auth/sign-in/social',
    payload: { provider: 'oidc', callbackURL: '/werkplek' },
  })
  expect(started.statusCode).toBe(200)
  const address = new URL(started.json().url)
  expect(address.origin).toBe(provider.issuer)
  const { client_id, redirect_uri, code_challenge_method, nonce, state } = Object.fromEntries(
    address.searchParams,
  )
  expect({ client_id, redirect_uri, code_challenge_method }).toEqual({
    client_id: 'samenspel',
    redirect_uri: 'http://localhost:8080/api/auth/callback/oidc',
    code_challenge_method: 'S256',
  })
  Object.assign(provider.state, { claims, nonce: wrongNonce || nonce })
  const cookie = started.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
  return server.request({ url: `/api/auth/callback/oidc?code=abc&state=${state}`, headers: { cookie } })
}

type Answer = Awaited<ReturnType<typeof signIn>>
async function whoIs(answer: Answer) {
  const cookie = answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
  return (await server.request({ url: '/api/v1/me', headers: { cookie } })).json()
}

it('signs in a new person with the account of the municipality, and keeps none of its tokens', async () => {
  const answer = await signIn({
    sub: '1',
    email: 'Ina@Gemeente.nl',
    given_name: 'Ina',
    family_name: 'Bakker',
    email_verified: true,
  })
  expect(answer.statusCode).toBe(302)
  expect(answer.headers.location).toBe('/werkplek')
  expect(await whoIs(answer)).toMatchObject({
    kind: 'person',
    name: 'Ina Bakker',
    email: 'ina@gemeente.nl',
    singleSignOn: true,
  })
  const { rows } = await sql`select access_token, refresh_token, id_token from parties.account`.execute(
    server.database.db,
  )
  expect(rows).toEqual([{ access_token: null, refresh_token: null, id_token: null }])
  expect(await whoIs(await signIn({ sub: '1', email: 'ina@gemeente.nl', name: 'Ina' }))).toMatchObject({
    kind: 'person',
  })
})

it('joins the account of a person with the same address', async () => {
  const { db } = server.database
  await createAccount(db, {
    email: 'jo@gemeente.nl',
    name: 'Jo',
    password: 'een lang wachtwoord',
    memberships: [],
  })
  expect(
    await whoIs(await signIn({ sub: '2', email: 'jo@gemeente.nl', name: 'J.', email_verified: true })),
  ).toMatchObject({
    name: 'Jo',
  })
})

it('drops the password that someone else chose for an address they never confirmed', async () => {
  const email = 'late@gemeente.nl'
  const password = 'gekozen door een ander'
  await server.request({
    method: 'POST',
    url: '/api/auth/sign-up/email',
    payload: { name: 'Impostor', email, password },
  })
  expect(await whoIs(await signIn({ sub: '3', email, name: 'Late', email_verified: true }))).toMatchObject({
    kind: 'person',
    email,
  })
  const guess = await server.request({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email, password },
  })
  expect(guess.statusCode).toBe(401)
})

it.each([
  ['says is not confirmed', '4', { email_verified: false }],
  ['says nothing about', '6', {}],
])('does not join an account on an address that the provider %s', async (_, sub, claims) => {
  const email = `victim${sub}@gemeente.nl`
  await createAccount(server.database.db, {
    email,
    name: 'V',
    password: 'een lang wachtwoord',
    memberships: [],
  })
  const answer = await signIn({ sub, email, name: 'V', ...claims })
  expect(answer.headers.location).toContain('error=')
  expect(await whoIs(answer)).toMatchObject({ kind: 'anonymous' })
})

it('refuses a token with another signature or nonce, and a state that it did not give', async () => {
  provider.state.forge = true
  expect(await whoIs(await signIn({ sub: '5', email: 'x@gemeente.nl' }))).toMatchObject({ kind: 'anonymous' })
  provider.state.forge = false
  wrongNonce = 'of another sign-in'
  expect(await whoIs(await signIn({ sub: '5', email: 'x@gemeente.nl' }))).toMatchObject({ kind: 'anonymous' })
  const foreign = await server.request({ url: '/api/auth/callback/oidc?code=abc&state=made-up' })
  expect(foreign.headers.location).toContain('error=')
})
