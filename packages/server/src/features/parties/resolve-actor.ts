import { type Actor, ANONYMOUS, type ResolveActor } from '../../platform/actor.ts'
import { askTogether } from '../../platform/ask-together.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Db } from '../../platform/database/connect.ts'
import { Problem } from '../../platform/errors.ts'
import { mentionsSession, readSessionToken } from './accounts/session.ts'
import { findSessionActor } from './store/accounts.ts'
import { createHolderSearch, type TokenHolder } from './store/tokens.ts'

const BEARER = /^bearer +(\S{20,200}) *$/i

/**
 * Finds out who asks. A bearer token goes before a session; a request with neither never reaches the database.
 * A token that is given but not valid is refused, and so is what is no token: answering as if none was given would hide the
 * mistake. Basic is passed over: browsers send it to us too when a proxy in front of the server asks for it.
 */
export function createResolveActor(db: Db, clock: Clock, getSecret: () => Promise<string>): ResolveActor {
  const findHolders = createHolderSearch(db)
  const findHolder = askTogether<string, TokenHolder>((secrets) => findHolders(secrets, clock()))
  return async ({ authorization, cookie }) => {
    const scheme = typeof authorization === 'string' ? authorization : ''
    if (/^bearer\b/i.test(scheme)) return resolveToken(findHolder, BEARER.exec(scheme)?.[1])
    if (scheme.trim() !== '' && !/^basic\b/i.test(scheme)) throw unknownScheme()
    if (!mentionsSession(cookie)) return ANONYMOUS
    const session = readSessionToken(cookie, await getSecret())
    return (session && (await findSessionActor(db, session, clock()))) || ANONYMOUS
  }
}

function unknownScheme(): Problem {
  return new Problem('not-signed-in', {
    nl: 'De header Authorization begint hier met “Bearer”, met daarna een toegangssleutel. Stuur die, of laat de header weg.',
    en: 'The header Authorization begins with “Bearer” here, followed by an access token. Send that, or leave the header out.',
  })
}

async function resolveToken(
  findHolder: (secret: string) => Promise<TokenHolder | undefined>,
  secret: string | undefined,
): Promise<Actor> {
  const holder = secret === undefined ? undefined : await findHolder(secret)
  if (!holder) {
    throw new Problem('not-signed-in', {
      nl: 'Deze toegangssleutel is onbekend, verlopen of ingetrokken. Vraag een nieuwe aan de beheerder van uw organisatie.',
      en: 'This access token is unknown, expired or revoked. Ask the administrator of your organisation for a new one.',
    })
  }
  const { id: tokenId, name, organisationId, role, purpose, datasetId, thingId } = holder
  if (thingId !== null) return { kind: 'sensor', tokenId, name, thingId }
  return {
    kind: 'token',
    tokenId,
    name,
    organisationId,
    role,
    purpose: purpose ?? undefined,
    datasetId: datasetId ?? undefined,
  }
}
