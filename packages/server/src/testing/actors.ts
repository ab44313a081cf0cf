import { createOrganisation, createToken } from '../features/parties/index.ts'
import type { Role } from '../platform/actor.ts'
import type { TestServer } from './server.ts'

/** Someone for whom tests send requests: `server.request({ url, headers: actor.headers })`. */
export type TestActor = { headers: { authorization: string }; organisationId: string }

/** A token with `role` in a new organisation, or in the given one. */
export async function signInAs(
  server: TestServer,
  role: Role,
  options: { organisationId?: string } = {},
): Promise<TestActor> {
  const { db } = server.database
  const organisationId =
    options.organisationId ??
    (await createOrganisation(db, { name: 'Gemeente Waterrijk', kind: 'municipality' }))
  const { secret } = await createToken(db, { organisationId, name: `test ${role}`, role })
  return { headers: { authorization: `Bearer ${secret}` }, organisationId }
}
