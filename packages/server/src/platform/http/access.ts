import { type Actor, hasRole, type Role } from '../actor.ts'
import { Problem } from '../errors.ts'

/** Who may call a route: anyone, anyone signed in (person or token), or one of these roles in any organisation. */
export type Access = 'anyone' | 'signed-in' | readonly Role[]

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Required on every route: see the authorisation matrix test. */
    access?: Access
  }
  interface FastifyRequest {
    actor: Actor
  }
}

/**
 * Decides whether an actor may call a route at all. What may be done with one particular thing is the slice's rule.
 * @throws Problem not-signed-in or not-allowed
 */
export function checkAccess(access: Access, actor: Actor): void {
  if (access === 'anyone') return
  if (actor.kind === 'anonymous') {
    throw new Problem('not-signed-in', {
      nl: 'Hiervoor moet u zijn ingelogd. Log in, of gebruik een geldige toegangssleutel.',
      en: 'You must be signed in for this. Sign in, or use a valid access token.',
    })
  }
  if (access !== 'signed-in' && !hasRole(actor, access)) {
    throw new Problem('not-allowed', {
      nl: `Hiervoor is een van deze rollen nodig: ${access.join(', ')}. Vraag de beheerder van uw organisatie.`,
      en: `This needs one of these roles: ${access.join(', ')}. Ask the administrator of your organisation.`,
    })
  }
}
