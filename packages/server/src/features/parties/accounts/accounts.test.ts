import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { signInAsPerson } from '../../../testing/actors.ts'
import { createMailbox } from '../../../testing/mailbox.ts'
import { useServer } from '../../../testing/server.ts'
import { createAccount, createOrganisation } from '../index.ts'
import { hashSessionToken } from './hash-sessions.ts'
import { countTry } from './throttle.ts'

const mailbox = createMailbox()
const server = useServer({ MAIL_FOLDER: mailbox.folder, AUTH_SECRET: 'a secret of at least 32 characters' })
const password = 'een heel lang wachtwoord'

const post = (path: string, payload: object, cookie?: string) =>
  server.request({
    method: 'POST',
    url: `/api/auth/${path}`,
    payload,
    ...(cookie ? { headers: { cookie } } : {}),
  })
const open = (address: string) => {
  const { pathname, search } = new URL(address)
  return server.request({ url: pathname + search })
}
const signIn = (email: string, chosen = password) => post('sign-in/email', { email, password: chosen })
const cookieOf = (answer: { cookies: { name: string; value: string }[] }) => {
  const found = answer.cookies.find(({ name }) => name === 'samenspel.session_token')
  return found && `${found.name}=${encodeURIComponent(found.value)}`
}
const whoIs = async (cookie = '') => (await server.request({ url: '/api/v1/me', headers: { cookie } })).json()

it('makes an account, asks to confirm the address, signs in and out', async () => {
  const email = 'Anna@Voorbeeld.nl'
  const made = await post('sign-up/email', { name: 'Anna', email, password, callbackURL: '/inloggen' })
  expect(made.statusCode).toBe(200)
  expect(cookieOf(made)).toBeUndefined()
  const early = await signIn(email)
  expect(early.statusCode).toBe(403)
  expect(early.json().detail).toContain('confirm')

  const confirmed = await open(await mailbox.waitForLink('anna@voorbeeld.nl'))
  expect(confirmed.statusCode).toBe(302)
  expect(confirmed.headers.location).toBe('/inloggen')
  const [message] = await mailbox.read('anna@voorbeeld.nl')
  expect(message).toContain('Bevestig uw e-mailadres / Confirm your e-mail address')

  const signedIn = await signIn(email)
  expect(signedIn.json()).toEqual({ redirect: false, user: { name: 'Anna', email: 'anna@voorbeeld.nl' } })
  expect(signedIn.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  expect(signedIn.cookies[0]).not.toHaveProperty('secure')
  const cookie = cookieOf(signedIn)
  expect(await whoIs(cookie)).toEqual({
    kind: 'person',
    name: 'Anna',
    email: 'anna@voorbeeld.nl',
    singleSignOn: false,
    memberships: [],
  })
  expect((await post('sign-out', {}, cookie)).json()).toEqual({ success: true })
  expect(await whoIs(cookie)).toMatchObject({ kind: 'anonymous' })
})

it('never says whether an address has an account', async () => {
  await createAccount(server.database.db, {
    email: 'known@example.org',
    name: 'K',
    password,
    memberships: [],
  })
  const both = async (path: string, body: (email: string) => object) => {
    const [known, unknown] = [
      await post(path, body('known@example.org')),
      await post(path, body('nobody@example.org')),
    ]
    const shape = ({ statusCode, headers, body: text }: typeof known) => ({
      statusCode,
      headers: Object.keys(headers).sort(),
      body: text.replaceAll('known@', '@').replaceAll('nobody@', '@'),
    })
    expect(shape(known)).toEqual(shape(unknown))
    return known.statusCode
  }
  expect(await both('request-password-reset', (email) => ({ email, redirectTo: '/x' }))).toBe(200)
  expect(await both('send-verification-email', (email) => ({ email }))).toBe(200)
  expect(await both('sign-in/email', (email) => ({ email, password: 'not the password' }))).toBe(401)
  expect(await both('sign-up/email', (email) => ({ email, password, name: 'Me' }))).toBe(200)
  await mailbox.waitForLink('nobody@example.org')
  await expect
    .poll(async () => (await mailbox.read('known@example.org')).join(), { timeout: 5000 })
    .toContain('U hebt al een account')
})

it('gives a new password once per link, and ends the sessions of the old one', async () => {
  const email = 'reset@example.org'
  await createAccount(server.database.db, { email, name: 'R', password, memberships: [] })
  const cookie = cookieOf(await signIn(email))
  expect(await whoIs(cookie)).toMatchObject({ kind: 'person' })
  await post('request-password-reset', { email, redirectTo: '/wachtwoord-herstellen' })
  const { headers } = await open(await mailbox.waitForLink(email))
  const location = new URL(String(headers.location), 'http://localhost:8080')
  expect(location.pathname).toBe('/wachtwoord-herstellen')
  const token = location.searchParams.get('token')
  const newPassword = 'een ander lang wachtwoord'
  expect((await post('reset-password', { token, newPassword })).json()).toEqual({ status: true })
  expect(await whoIs(cookie)).toMatchObject({ kind: 'anonymous' })
  expect((await signIn(email)).statusCode).toBe(401)
  expect((await signIn(email, newPassword)).statusCode).toBe(200)
  const again = await post('reset-password', { token, newPassword })
  expect(again.json()).toMatchObject({ status: 400, errors: [{ pointer: '/token' }] })
})

it('lets someone who was invited choose a password, and only then act for the organisation', async () => {
  const { db } = server.database
  const email = 'invited@example.org'
  const organisationId = await createOrganisation(db, { name: 'Waterrijk', kind: 'municipality' })
  const adminId = await createAccount(db, {
    email: 'admin@example.org',
    name: 'Admin',
    password,
    memberships: [{ organisationId, role: 'administrator' }],
  })
  expect(adminId).toBeTruthy()
  // Someone else waits with an account on the address that will be invited.
  await post('sign-up/email', { name: 'Impostor', email, password })
  const confirmation = await mailbox.waitForLink(email)
  const cookie = cookieOf(await signIn('admin@example.org'))
  const invited = await server.request({
    method: 'POST',
    url: `/api/v1/organisations/${organisationId}/members`,
    headers: { cookie: cookie ?? '' },
    payload: { email, role: 'clerk' },
  })
  expect(invited.statusCode).toBe(201)
  await open(confirmation)
  expect((await signIn(email)).statusCode).toBe(401)

  await post('request-password-reset', { email, redirectTo: '/wachtwoord-herstellen' })
  const { headers } = await open(await mailbox.waitForLink(email, 3))
  const token = new URL(String(headers.location), 'http://localhost').searchParams.get('token')
  const newPassword = 'het wachtwoord van de echte'
  await post('reset-password', { token, newPassword })
  const me = await whoIs(cookieOf(await signIn(email, newPassword)))
  expect(me.memberships).toEqual([{ organisation: { id: organisationId, name: 'Waterrijk' }, role: 'clerk' }])
})

it('takes no roles from a membership while the address is not confirmed', async () => {
  const { db } = server.database
  const organisationId = await createOrganisation(db, { name: 'Elders', kind: 'company' })
  const email = 'unproven@example.org'
  const id = await createAccount(db, {
    email,
    name: 'U',
    password,
    memberships: [{ organisationId, role: 'clerk' }],
  })
  const cookie = cookieOf(await signIn(email))
  expect((await whoIs(cookie)).memberships).toHaveLength(1)
  await sql`update parties.person set email_verified = false where id = ${id}`.execute(db)
  expect((await whoIs(cookie)).memberships).toEqual([])
})

it('takes a cookie that is forged, cut off or malformed as nobody', async () => {
  const email = 'forged@example.org'
  await createAccount(server.database.db, { email, name: 'F', password, memberships: [] })
  const cookie = cookieOf(await signIn(email)) ?? ''
  for (const wrong of [
    cookie.replace(/=./, (start) => (start === '=x' ? '=y' : '=x')),
    cookie.slice(0, -6),
    'samenspel.session_token=%E0%A4%A',
    'samenspel.session_token=.',
    `samenspel.session_token=${encodeURIComponent("' or 1=1 --.abc")}`,
  ]) {
    expect(await whoIs(wrong), wrong).toMatchObject({ kind: 'anonymous' })
  }
  expect(await whoIs(`other=1; ${cookie}`)).toMatchObject({ kind: 'person' })
})

it('keeps of a session only the hash of its token', async () => {
  const { authSecret: secret = '' } = server.app.platform.config
  const { personId, headers } = await signInAsPerson(server)
  const token = decodeURIComponent(headers.cookie).split('=')[1]?.split('.')[0] ?? ''
  const { rows } = await sql<{ token: string }>`
    select token from parties.session where user_id = ${personId}`.execute(server.database.db)
  expect(rows).toEqual([{ token: hashSessionToken(token) }])
  expect(rows[0]?.token).not.toContain(token)
  // Who has read the database, and even the secret, cannot make a cookie of what is there.
  const sign = (value: string) =>
    `samenspel.session_token=${encodeURIComponent(`${value}.${createHmac('sha256', secret).update(value).digest('base64')}`)}`
  expect(await whoIs(sign(token))).toMatchObject({ kind: 'person' })
  expect(await whoIs(sign(rows[0]?.token ?? ''))).toMatchObject({ kind: 'anonymous' })
})

it('ends a session after a week', async () => {
  const email = 'week@example.org'
  await createAccount(server.database.db, { email, name: 'W', password, memberships: [] })
  const cookie = cookieOf(await signIn(email))
  const before = server.now
  server.now = new Date(Date.now() + 8 * 24 * 3600 * 1000)
  expect(await whoIs(cookie)).toMatchObject({ kind: 'anonymous' })
  server.now = before
})

it('stops guessing at one account, not at another, and starts anew after a while or a success', async () => {
  const { db } = server.database
  for (const email of ['guessed@example.org', 'other@example.org']) {
    await createAccount(db, { email, name: 'G', password, memberships: [] })
  }
  const trier = { email: 'Guessed@example.org', network: undefined }
  const tryOften = async (times: number) => {
    for (let count = 0; count < times; count += 1) await countTry(db, () => server.now, 'sign-in', trier)
  }
  await tryOften(9)
  expect((await signIn('guessed@example.org')).statusCode).toBe(200)
  await tryOften(10)
  const refused = await signIn('guessed@example.org')
  expect(refused.statusCode).toBe(429)
  expect(refused.headers['retry-after']).toBe('900')
  expect((await signIn('other@example.org')).statusCode).toBe(200)
  server.now = new Date(server.now.getTime() + 15 * 60_000)
  expect((await signIn('guessed@example.org')).statusCode).toBe(200)
})

it('returns only to this site, and names wrong input', async () => {
  const body = { email: 'a@example.org', password: 'short', name: '', extra: true }
  const wrong = await post('sign-up/email', body)
  const pointers = wrong.json().errors.map(({ pointer }: { pointer: string }) => pointer)
  expect(pointers.sort()).toEqual(['/extra', '/name', '/password'])
  for (const address of ['https://evil.example/', '//evil.example']) {
    const asked = { email: 'a@example.org', redirectTo: address }
    expect((await post('request-password-reset', asked)).statusCode).toBe(400)
    const url = `/api/auth/verify-email?token=x&callbackURL=${encodeURIComponent(address)}`
    expect((await server.request({ url })).statusCode).toBe(400)
  }
  expect(server.reports.filter((report) => 'error' in report)).toEqual([])
})

it('offers nothing else of the library, and no provider that is not set up', async () => {
  for (const path of ['update-user', 'set-password', 'change-email', 'link-social']) {
    expect((await post(path, {})).statusCode).toBe(404)
  }
  expect((await post('sign-in/social', { provider: 'oidc' })).statusCode).toBe(404)
})
