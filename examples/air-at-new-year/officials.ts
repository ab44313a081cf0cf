import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { connect } from '@samenspel/client'
import { findOrganisation } from './set-up.ts'

/** The officials of the example: nobody real. */
const OFFICIALS = [
  { email: 'beleid@jaarwisseling.example', role: 'policy-officer' },
  { email: 'beheer@jaarwisseling.example', role: 'administrator' },
] as const

/**
 * Gives the officials of the example a role and one new password, as anyone gets one: by a link in a message.
 * @param mailFolder where the server writes its messages
 * @returns the password
 */
export async function openOfficials(
  server: { url: string; token: string },
  mailFolder: string,
): Promise<string> {
  const connection = connect(server)
  const organisationId = await findOrganisation(connection)
  const newPassword = randomBytes(12).toString('base64url')
  for (const { email, role } of OFFICIALS) {
    const path = { id: organisationId }
    await connection.api.POST('/organisations/{id}/members', { params: { path }, body: { email, role } })
    const earlier = new Set(await listMessages(mailFolder))
    await post(server.url, 'request-password-reset', { email, redirectTo: '/wachtwoord-herstellen' })
    const token = await waitForToken(mailFolder, email, earlier)
    await post(server.url, 'reset-password', { token, newPassword })
  }
  return newPassword
}

/** With what to sign in, as lines for people. */
export function describeOfficials(url: string, password: string): string[] {
  return [
    '',
    `Sign in at ${url}/inloggen with one of these accounts and the password  ${password}`,
    ...OFFICIALS.map(({ email, role }) => `  ${email}  (${role})`),
  ]
}

async function post(url: string, what: string, body: object): Promise<void> {
  await connect({ url }).request(`/api/auth/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

const listMessages = (folder: string) => readdir(folder).catch((): string[] => [])

/** The token in a message to someone that was not there earlier. */
async function waitForToken(folder: string, email: string, earlier: ReadonlySet<string>): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    for (const name of (await listMessages(folder)).filter((each) => !earlier.has(each))) {
      // Long lines of a message are cut with a = at their end.
      const text = (await readFile(join(folder, name), 'utf8')).replaceAll(/=\r?\n/g, '')
      const token = /reset-password\/([\w-]+)/.exec(text)?.[1]
      if (token && text.includes(`To: ${email}`)) return token
    }
    await wait(50)
  }
  throw new Error(`No message to ${email} came.`)
}
