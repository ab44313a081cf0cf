import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '@samenspel/client'
import { useDatabase } from '@samenspel/server/testing'
import { expect, test } from 'vitest'
import { describeOfficials, openOfficials } from './officials.ts'
import { startServer, TOKEN } from './testing-server.ts'

const opened = useDatabase()

test('the officials can sign in with the password that is shown, each time a new one', {
  timeout: 60_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'samenspel-mail-'))
  const { url, stop } = await startServer(opened.database, { MAIL_FOLDER: folder })
  const signIn = (email: string, password: string) =>
    connect({ url }).request('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
  try {
    const first = await openOfficials({ url, token: TOKEN }, folder)
    const second = await openOfficials({ url, token: TOKEN }, folder)
    const shown = describeOfficials(url, second).join('\n')
    const addresses = shown.match(/\S+@\S+/g) ?? []
    expect(addresses).toHaveLength(2)
    expect(shown).toContain(second)
    for (const email of addresses) {
      expect((await signIn(email, second)).status).toBe(200)
      await expect(signIn(email, first)).rejects.toMatchObject({ status: 401 })
    }
  } finally {
    await stop()
    await rm(folder, { recursive: true })
  }
})
