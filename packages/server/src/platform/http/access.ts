import { type Actor, hasRole, isBound, type Role } from '../actor.ts'
import { type InputMistake, Problem } from '../errors.ts'

/**
 * Who may call a route: anyone, a person who is signed in (no token), a pupil of a class, either of these, a program of the operator or the key of a sensor (the route itself
 * finds out), or one of these roles in any organisation.
 */
export type Access =
  | 'anyone'
  | 'person'
  | 'pupil'
  | 'person-or-pupil'
  | 'operator'
  | 'sensor'
  | readonly Role[]

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Required on every route: see the authorisation matrix test. */
    access?: Access
    /**
     * Whether tokens for one dataset may call it, and keys of one sensor; the slice then sees to it that they reach no other.
     * Default: no.
     */
    boundTokens?: boolean
    /**
     * What a body names that does not exist for the actor. Asked only when the schema refused the body, so that its answer
     * names these too; the body can be anything.
     */
    unknownIn?: (body: unknown, actor: Actor) => Promise<InputMistake[]>
  }
  interface FastifyRequest {
    actor: Actor
  }
}

/**
 * Decides whether an actor may call a route at all. What may be done with one particular thing is the slice's rule.
 * @throws Problem not-signed-in or not-allowed
 */
export function checkAccess(
  access: Exclude<Access, 'operator' | 'sensor'>,
  actor: Actor,
  boundTokens = false,
): void {
  if (access === 'anyone') return
  if ((access === 'pupil' || access === 'person-or-pupil') && actor.kind === 'pupil') return
  if (access === 'pupil') throw notPupil(actor)
  if (actor.kind === 'anonymous') {
    throw new Problem('not-signed-in', {
      nl: 'Hiervoor moet u zijn ingelogd. Log in, of gebruik een geldige toegangssleutel.',
      en: 'You must be signed in for this. Sign in, or use a valid access token.',
    })
  }
  if (actor.kind === 'pupil') {
    throw new Problem('not-allowed', {
      nl: 'Dit kan niet als leerling. Vraag het je juf of meester.',
      en: 'A pupil cannot do this. Ask your teacher.',
    })
  }
  if (actor.kind === 'sensor') {
    if (Array.isArray(access) && boundTokens) return
    throw new Problem('not-allowed', {
      nl: 'Deze sleutel is van één meter en kan alleen metingen van die meter sturen. Log in om iets anders te doen.',
      en: 'This key is of one sensor and can only send its measurements. Sign in to do something else.',
    })
  }
  if (isBound(actor) && !boundTokens) {
    throw new Problem('not-allowed', {
      nl: 'Deze toegangssleutel is voor één dataset en kan dit niet. Gebruik een sleutel zonder dataset, of log in.',
      en: 'This access token is for one dataset and cannot do this. Use one without a dataset, or sign in.',
    })
  }
  if (access === 'person' || access === 'person-or-pupil') {
    if (actor.kind === 'person') return
    throw new Problem('not-allowed', {
      nl: 'Dit kan alleen een persoon die is ingelogd, geen toegangssleutel. Log in.',
      en: 'Only a person who is signed in can do this, not an access token. Sign in.',
    })
  }
  if (isBound(actor) ? !access.includes(actor.role) : !hasRole(actor, access)) {
    throw new Problem('not-allowed', {
      nl: `Hiervoor is een van deze rollen nodig: ${access.join(', ')}. Vraag de beheerder van uw organisatie.`,
      en: `This needs one of these roles: ${access.join(', ')}. Ask the administrator of your organisation.`,
    })
  }
}

function notPupil(actor: Actor): Problem {
  return new Problem(actor.kind === 'anonymous' ? 'not-signed-in' : 'not-allowed', {
    nl: 'Dit is voor leerlingen van een klas. Ga naar /klas en vul de code van je klas in.',
    en: 'This is for pupils of a class. Go to /klas and fill in the code of your class.',
  })
}
