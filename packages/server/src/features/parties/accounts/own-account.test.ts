import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { createMailbox } from '../../../testing/mailbox.ts'
import { useServer } from '../../../testing/server.ts'
import { createAccount, createOrganisation } from '../index.ts'

const mailbox = createMailbox()
const server = useServer({ MAIL_FOLDER: mailbox.folder })
const password = 'een heel lang wachtwoord'
const newPassword = 'een ander lang wachtwoord'
let organisationId: string

beforeAll(async () => {
  organisationId = await createOrganisation(server.database.db, { name: 'Waterrijk', kind: 'municipality' })
})

const post = (path: string, payload: object, cookie = '') =>
  server.request({ method: 'POST', url: `/api/auth/${path}`, payload, headers: { cookie } })
const signIn = async (email: string, chosen = password) => {
  const answer = await post('sign-in/email', { email, password: chosen })
  const found = answer.cookies.find(({ name }) => name === 'samenspel.session_token')
  return found ? `${found.name}=${encodeURIComponent(found.value)}` : ''
}
const kindOf = async (cookie: string) =>
  (await server.request({ url: '/api/v1/me', headers: { cookie } })).json().kind
const make = (email: string, role?: 'administrator' | 'clerk') =>
  createAccount(server.database.db, {
    email,
    name: 'Anna Bakker',
    password,
    memberships: role ? [{ organisationId, role }] : [],
  })
const askDeletion = async (email: string, cookie: string, count = 1) => {
  expect((await post('delete-user', { password }, cookie)).statusCode).toBe(200)
  return new URL(await mailbox.waitForLink(email, count)).searchParams.get('token')
}

it('changes a password with the current one, and ends every other session', async () => {
  const email = 'change@example.org'
  await make(email)
  const [here, elsewhere] = [await signIn(email), await signIn(email)]
  const change = (currentPassword: string) =>
    post('change-password', { currentPassword, newPassword, revokeOtherSessions: true }, here)
  const wrong = await change('niet het wachtwoord')
  expect(wrong.statusCode).toBe(403)
  expect(await kindOf(elsewhere)).toBe('person')
  const changed = await change(password)
  expect(changed.json()).toEqual({ user: { name: 'Anna Bakker', email } })
  expect(await kindOf(elsewhere)).toBe('anonymous')
  const { value = '' } = changed.cookies[0] ?? {}
  expect(await kindOf(`samenspel.session_token=${encodeURIComponent(value)}`)).toBe('person')
  expect(await signIn(email)).toBe('')
  expect(await signIn(email, newPassword)).not.toBe('')
})

it('stops guessing at a password with a session, and needs one', async () => {
  const email = 'guess@example.org'
  await make(email)
  const cookie = await signIn(email)
  const guess = (who: string) =>
    post('change-password', { currentPassword: 'x', newPassword, revokeOtherSessions: true }, who)
  expect((await guess('')).statusCode).toBe(401)
  for (let tries = 0; tries < 10; tries += 1) expect((await guess(cookie)).statusCode).toBe(403)
  expect((await guess(cookie)).statusCode).toBe(429)
})

it('deletes an account after the password and the link in the message, and leaves no name', async () => {
  const { db } = server.database
  const email = 'leave@example.org'
  const id = await make(email, 'clerk')
  await sql`insert into parties.mandate (organisation_id, function, holder_person_id, holder_name, subject, field,
    since, basis) values (${organisationId}, 'Griffier', ${id}, 'Anna Bakker', 'Alles', 'any', '2020-01-01', 'Besluit')`.execute(
    db,
  )
  const [cookie, elsewhere] = [await signIn(email), await signIn(email)]
  const empty = await post('delete-user', {}, cookie)
  expect(empty.json()).toMatchObject({ status: 400, errors: [{ pointer: '/password' }] })
  expect((await post('delete-user', { password: 'verkeerd' }, cookie)).statusCode).toBe(403)
  const token = await askDeletion(email, cookie)
  expect(await kindOf(cookie)).toBe('person')

  await make('other@example.org')
  expect((await post('delete-user', { token }, await signIn('other@example.org'))).statusCode).toBe(400)
  const again = await askDeletion(email, cookie, 2)
  expect((await post('delete-user', { token: again }, cookie)).statusCode).toBe(200)

  expect(await kindOf(cookie)).toBe('anonymous')
  expect(await kindOf(elsewhere)).toBe('anonymous')
  expect(await signIn(email)).toBe('')
  const { rows } =
    await sql`select holder_person_id as person, holder_name as name, until is not null as ended
    from parties.mandate`.execute(db)
  expect(rows).toEqual([{ person: null, name: 'Griffier', ended: true }])
  const left = await sql`select from parties.person where email = ${email}`.execute(db)
  expect(left.rows).toEqual([])
  await expect
    .poll(async () => (await mailbox.read(email)).join(), { timeout: 5000 })
    .toContain('Uw account is verwijderd')
})

it('does not leave an organisation without administrator', async () => {
  const email = 'only@example.org'
  await make(email, 'administrator')
  const cookie = await signIn(email)
  const token = await askDeletion(email, cookie)
  const refused = await post('delete-user', { token }, cookie)
  expect(refused.statusCode).toBe(409)
  expect(refused.json().detail).toContain('only administrator')
  expect(await kindOf(cookie)).toBe('person')
})
