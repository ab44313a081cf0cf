import { type Actor, isBound, membershipsOf, organisationsOf } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { Me } from '../schema.ts'
import { listOrganisationNames } from '../store/members.ts'
import type { ListPurposes } from './my-purpose.ts'

/** Who the server takes you for. */
export function addMeRoute(http: Http, { db, config }: Platform, listPurposes: ListPurposes): void {
  typed(http).get(
    '/api/v1/me',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Who you are signed in as, and for which organisations',
        tags: ['parties'],
        operationId: 'getMe',
        response: { 200: Me, ...PROBLEM_RESPONSES },
      },
    },
    async ({ actor }) => ({
      ...(await describe(db, actor, listPurposes)),
      singleSignOn: config.oidc !== undefined,
    }),
  )
}

async function describe(db: Db, actor: Actor, listPurposes: ListPurposes): Promise<Omit<Me, 'singleSignOn'>> {
  if (actor.kind === 'anonymous') return { kind: 'anonymous', memberships: [] }
  // A token for one dataset speaks for no organisation, but does tell whose it is.
  const held = isBound(actor)
    ? [{ organisationId: actor.organisationId, role: actor.role }]
    : membershipsOf(actor)
  const names = await listOrganisationNames(
    db,
    held.map(({ organisationId }) => organisationId),
  )
  const memberships = held.map(({ organisationId, role }) => ({
    organisation: { id: organisationId, name: names.get(organisationId) ?? '' },
    role,
  }))
  if (actor.kind === 'person') {
    const { name, email, purpose } = actor
    const person = { kind: 'person', name, email, memberships } as const
    if (purpose === undefined) return person
    const choices = await listPurposes(organisationsOf(actor))
    const purposeName = choices.find((choice) => choice.purpose === purpose)?.name
    return { ...person, purpose, ...(purposeName && { purposeName }) }
  }
  if (actor.kind === 'pupil') return { kind: 'pupil', name: actor.name, memberships }
  if (actor.kind === 'sensor') return { kind: 'token', name: actor.name, memberships }
  const { name, purpose } = actor
  return { kind: 'token', name, memberships, ...(purpose === undefined ? {} : { purpose }) }
}
