import { createHmac, randomBytes } from 'node:crypto'

/** What the secret of a webhook begins with (Standard Webhooks). */
const PREFIX = 'whsec_'

/** Makes a secret of 32 bytes. */
export function makeSecret(): string {
  return `${PREFIX}${randomBytes(32).toString('base64')}`
}

/**
 * The headers by which a receiver knows that a message is from here, unchanged and new (Standard Webhooks 1.0.0): an HMAC-SHA256 over id, time
 * and body, one for each secret that is valid now.
 * @param at moment of sending; a receiver refuses what is minutes old
 */
export function signatureHeaders(
  { id, body, at }: { id: string; body: string; at: Date },
  secrets: readonly string[],
): Record<string, string> {
  const seconds = String(Math.floor(at.getTime() / 1000))
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures.join(' ') }
}
