/** What someone may do in an organisation. A closed list: everything about roles derives from it. */
export const ROLES = [
  'administrator',
  'policy-officer',
  'data-expert',
  'decision-maker',
  'clerk',
  'privacy-officer',
] as const

export type Role = (typeof ROLES)[number]

export type Membership = { organisationId: string; role: Role }

/** Who asks. Resolved once per request and passed on as an argument. */
export type Actor =
  | { kind: 'anonymous' }
  | {
      kind: 'person'
      personId: string
      name: string
      email: string
      memberships: Membership[]
      /** For what they look at data, when they chose that in this session. */
      purpose?: string
    }
  | {
      kind: 'token'
      tokenId: string
      name: string
      organisationId: string
      role: Role
      purpose: string | undefined
      /** A token with a dataset is only for that one: it speaks for no organisation. See `config.boundTokens`. */
      datasetId: string | undefined
    }
  /** A pupil of a class, under a nickname: reads what anyone may read, and writes only what is their own. */
  | { kind: 'pupil'; pupilId: string; classId: string; name: string }
  /** The key of one sensor: it may write observations of one thing. It speaks for nobody, and reads what anyone may read. */
  | { kind: 'sensor'; tokenId: string; name: string; thingId: number }

/** Finds out who asks, from the headers of a request. */
export type ResolveActor = (headers: Record<string, string | string[] | undefined>) => Promise<Actor>

export const ANONYMOUS: Actor = { kind: 'anonymous' }

/** A token that is for one dataset. */
export type BoundToken = Extract<Actor, { kind: 'token' }> & { datasetId: string }

/** Whether the actor is a token for one dataset. */
export function isBound(actor: Actor): actor is BoundToken {
  return actor.kind === 'token' && actor.datasetId !== undefined
}

/** The organisations for which the actor speaks, with the role in each; none for a token that is for one dataset. */
export function membershipsOf(actor: Actor): Membership[] {
  if (actor.kind === 'person') return actor.memberships
  if (actor.kind === 'token' && !isBound(actor)) {
    return [{ organisationId: actor.organisationId, role: actor.role }]
  }
  return []
}

/** The organisations whose own data the actor may see. */
export function organisationsOf(actor: Actor): string[] {
  return [...new Set(membershipsOf(actor).map(({ organisationId }) => organisationId))]
}

/** True when the actor has one of the roles, in `organisationId` when that is given, else anywhere. */
export function hasRole(actor: Actor, roles: readonly Role[], organisationId?: string): boolean {
  return membershipsOf(actor).some(
    (membership) =>
      roles.includes(membership.role) &&
      (organisationId === undefined || membership.organisationId === organisationId),
  )
}
