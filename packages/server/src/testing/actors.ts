import { randomUUID } from 'node:crypto'
import { createAccount, createOrganisation, createToken } from '../features/parties/index.ts'
import type { Membership, Role } from '../platform/actor.ts'
import type { TestServer } from './server.ts'

/** Someone for whom tests send requests: `server.request({ url, headers: actor.headers })`. */
export type TestActor = { headers: { authorization: string }; organisationId: string }

/** A token with `role` in a new organisation, or in the given one; for one dataset or a purpose when that is given. */
export async function signInAs(
  server: Pick<TestServer, 'database'>,
  role: Role,
  options: { organisationId?: string; datasetId?: string; purpose?: string } = {},
): Promise<TestActor> {
  const { db } = server.database
  const organisationId =
    options.organisationId ??
    (await createOrganisation(db, { name: 'Gemeente Waterrijk', kind: 'municipality' }))
  const { secret } = await createToken(db, {
    organisationId,
    name: `test ${role}`,
    role,
    datasetId: options.datasetId ?? null,
    purpose: options.purpose ?? null,
  })
  return { headers: { authorization: `Bearer ${secret}` }, organisationId }
}

/** A person with an account and a session; without memberships someone who may do nothing in particular. */
export async function signInAsPerson(
  server: TestServer,
  memberships: readonly Membership[] = [],
): Promise<{ headers: { cookie: string }; personId: string }> {
  const email = `${randomUUID()}@example.org`
  const password = randomUUID()
  const personId = await createAccount(server.database.db, { email, name: 'Persoon', password, memberships })
  const answer = await server.request({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email, password },
  })
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
  return { headers: { cookie }, personId }
}

/** A pupil of a class of a new teacher, or of the class with the given code; gives the cookie of their session. */
export async function signInAsPupil(server: TestServer, code?: string): Promise<{ cookie: string }> {
  const { headers } = await signInAsPerson(server)
  const payload = { school: 'De Meerkoet', name: 'groep 8', keepsPublished: true }
  const open = () => server.request({ method: 'POST', url: '/api/v1/classes', headers, payload })
  const entry = code ?? (await open()).json<{ code: string }>().code
  const visit = await server.request({
    method: 'POST',
    url: '/api/v1/class-visits',
    payload: { code: entry },
  })
  const [nickname] = visit.json<{ nicknames: string[] }>().nicknames
  const answer = await server.request({
    method: 'POST',
    url: '/api/v1/pupils',
    payload: { code: entry, nickname },
  })
  return { cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' }
}
