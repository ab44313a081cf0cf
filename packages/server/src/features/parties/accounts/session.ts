import { createHmac, timingSafeEqual } from 'node:crypto'
import { SESSION_COOKIE } from './auth.ts'

/**
 * The session token in a Cookie header, when it carries our signature: HMAC-SHA256 in base64 behind a full stop,
 * percent-encoded, as better-auth writes it. A forged cookie thus never reaches the database.
 */
export function readSessionToken(cookies: string, secret: string): string | undefined {
  const pair = cookies.split(/; */).find((cookie) => cookie.startsWith(`${SESSION_COOKIE}=`))
  const value = pair && decode(pair.slice(SESSION_COOKIE.length + 1))
  if (!value) return undefined
  const end = value.lastIndexOf('.')
  const token = value.slice(0, Math.max(end, 0))
  const given = Buffer.from(value.slice(end + 1), 'base64')
  const expected = createHmac('sha256', secret).update(token).digest()
  return token !== '' && given.length === expected.length && timingSafeEqual(given, expected)
    ? token
    : undefined
}

/** True when a Cookie header may hold a session. */
export function mentionsSession(cookies: unknown): cookies is string {
  return typeof cookies === 'string' && cookies.includes(`${SESSION_COOKIE}=`)
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
