import { createHash, randomBytes } from 'node:crypto'
import type { Actor, ResolveActor } from '../../platform/actor.ts'
import { ANONYMOUS } from '../../platform/actor.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Config } from '../../platform/config.ts'
import type { Db } from '../../platform/database/connect.ts'
import { SESSION_HOURS } from './lists.ts'
import { deleteSession, findSessionPupil, insertSession } from './store-pupils.ts'

const COOKIE = 'samenspel.pupil'
const VALUE = /^[A-Za-z0-9_-]{43}$/

const hash = (token: string) => createHash('sha256').update(token).digest()

/** What is in the cookie of a pupil, when there is one that can be. */
function readToken(cookies: unknown): string | undefined {
  if (typeof cookies !== 'string') return undefined
  const pair = cookies.split(/; */).find((cookie) => cookie.startsWith(`${COOKIE}=`))
  const value = pair?.slice(COOKIE.length + 1)
  return value !== undefined && VALUE.test(value) ? value : undefined
}

/** Finds the pupil who works in the browser that asks; nobody in all other cases. */
export function createResolvePupil(db: Db, clock: Clock): ResolveActor {
  return async ({ cookie }): Promise<Actor> => {
    const token = readToken(cookie)
    return (token && (await findSessionPupil(db, hash(token), clock()))) || ANONYMOUS
  }
}

/**
 * Begins the work of a pupil in a browser, and ends what somebody did in it before.
 * @returns the header that sets the cookie. It has no end of its own, so it goes when the browser is closed.
 */
export async function beginSession(
  db: Db,
  {
    config,
    now,
    cookies,
    pupilId,
  }: { config: Config; now: Date; cookies: string | undefined; pupilId: string },
): Promise<string> {
  await endSession(db, { config, cookies })
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + SESSION_HOURS * 3_600_000)
  await insertSession(db, { tokenHash: hash(token), pupilId, expiresAt })
  return writeCookie(config, token)
}

/**
 * Ends the work in a browser.
 * @returns the header that takes the cookie away
 */
export async function endSession(
  db: Db,
  { config, cookies }: { config: Config; cookies: string | undefined },
): Promise<string> {
  const token = readToken(cookies)
  if (token !== undefined) await deleteSession(db, hash(token))
  return `${writeCookie(config, '')}; Max-Age=0`
}

function writeCookie({ publicUrl }: Config, value: string): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  return `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax${secure}`
}
