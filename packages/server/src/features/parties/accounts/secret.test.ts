import { expect, it } from 'vitest'
import { useServer } from '../../../testing/server.ts'
import { createAccount, createPartiesSlice } from '../index.ts'

const server = useServer({ AUTH_SECRET: '', PUBLIC_URL: 'https://samen.example' })

it('signs sessions without settings, in every process alike, and only over https when the site is', async () => {
  const account = { email: 'a@example.org', name: 'A', password: 'een lang wachtwoord', memberships: [] }
  await createAccount(server.database.db, account)
  const signedIn = await server.request({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email: account.email, password: account.password },
  })
  expect(signedIn.cookies[0]).toMatchObject({ name: 'samenspel.session_token', secure: true, httpOnly: true })
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? ''
  const otherProcess = createPartiesSlice(server.app.platform)
  expect(await otherProcess.resolveActor({ cookie })).toMatchObject({ kind: 'person', name: 'A' })
})
