import { createContext, type RouterContextProvider } from 'react-router'
import type { Actor } from '../api.ts'

/** What someone may do for an organisation. */
export type Role =
  | 'administrator'
  | 'policy-officer'
  | 'data-expert'
  | 'decision-maker'
  | 'clerk'
  | 'privacy-officer'

/** Who is signed in, with the roles. */
export type Person = Omit<Actor, 'kind' | 'memberships'> & {
  kind: 'person'
  memberships: { organisation: { id: string; name: string }; role: Role }[]
}

/** True for who has a role in an organisation, and so has a workspace. */
export const worksHere = (me: Pick<Actor, 'kind' | 'memberships'> | null) =>
  me?.kind === 'person' && me.memberships.length > 0

/** Who works in the workspace; null when the session has ended since the page was opened. */
export const personContext = createContext<Person | null>(null)

/** The pupil who works here, on the pages that pupils have in common with people; null on all others. */
export const pupilContext = createContext<{ name: string } | null>(null)

/** Who may write what. The API decides; this only says what is worth showing. */
export const WRITERS = {
  challenges: ['policy-officer', 'administrator'],
  indicators: ['policy-officer', 'data-expert', 'administrator'],
  signals: ['policy-officer', 'data-expert', 'administrator', 'decision-maker', 'clerk'],
  decisions: ['policy-officer', 'decision-maker', 'clerk', 'administrator'],
  interventions: ['policy-officer', 'administrator'],
  evaluations: ['policy-officer', 'data-expert', 'administrator'],
  signatures: ['decision-maker', 'clerk'],
  alliances: ['policy-officer', 'administrator'],
  agreements: ['policy-officer', 'data-expert', 'privacy-officer', 'clerk', 'administrator'],
  previews: ['policy-officer', 'data-expert', 'privacy-officer', 'clerk', 'administrator', 'decision-maker'],
  datasets: ['data-expert', 'administrator', 'policy-officer'],
  areas: ['data-expert', 'administrator'],
  mandates: ['administrator', 'clerk'],
  notices: ['privacy-officer', 'policy-officer', 'administrator'],
  organisations: ['administrator'],
  moderation: ['administrator', 'clerk'],
} as const satisfies Record<string, readonly Role[]>

export type Work = keyof typeof WRITERS

/** The organisations for which someone may do this work. */
export function organisationsFor({ memberships }: Pick<Person, 'memberships'>, work: Work) {
  const roles: readonly Role[] = WRITERS[work]
  const own = memberships.filter(({ role }) => roles.includes(role)).map(({ organisation }) => organisation)
  return [...new Map(own.map((organisation) => [organisation.id, organisation])).values()]
}

/** True when someone may do this work, for the given organisation or for any. */
export function mayDo(person: Pick<Person, 'memberships'>, work: Work, organisationId?: string): boolean {
  return organisationsFor(person, work).some(
    ({ id }) => organisationId === undefined || id === organisationId,
  )
}

/** Who is signed in; pages of the workspace are only shown to someone who is. */
export function getPerson(context: Readonly<RouterContextProvider>): Person {
  const person = context.get(personContext)
  if (!person) throw new Error('This page is outside the workspace: nobody is signed in.')
  return person
}
