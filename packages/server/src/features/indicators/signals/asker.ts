import { type Actor, membershipsOf, organisationsOf } from '../../../platform/actor.ts'
import type { Asker } from '../store/signals.ts'

/** Who asks for signals. */
export function askerOf(actor: Actor): Asker {
  return {
    organisations: organisationsOf(actor),
    personId: actor.kind === 'person' ? actor.personId : undefined,
    roles: membershipsOf(actor).map(({ organisationId, role }) => `${organisationId} ${role}`),
  }
}
