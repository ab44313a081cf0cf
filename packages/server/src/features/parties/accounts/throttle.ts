import { createHash } from 'node:crypto'
import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { Problem } from '../../../platform/errors.ts'
import { subscriberOf } from '../../../platform/http/subscriber.ts'
import { limitsOf, networkOf, THROTTLES, type ThrottleName } from '../rules/throttle.ts'
import { countOneTry, forgetTries, giveBackTries } from '../store/accounts.ts'

/** Who tries something: the e-mail address they fill in, and where they come from. */
export type Trier = { email: string | undefined; network: string | undefined }

const hash = (subject: string) => createHash('sha256').update(subject).digest()

/**
 * Counts a try, before it is known whether it succeeds.
 * @returns undefined when it may go on, else how many seconds at most to wait
 */
export async function countTry(
  db: Db,
  clock: Clock,
  name: ThrottleName,
  trier: Trier,
): Promise<number | undefined> {
  const { seconds } = THROTTLES[name]
  for (const { subject, maximum } of limitsOf(name, trier.email, trier.network)) {
    if ((await countOneTry(db, hash(subject), clock(), seconds)) > maximum) return seconds
  }
  return undefined
}

/**
 * Counts a message that somebody has sent to an address of their choice: for who gets it, who sends it, and from where.
 * @throws Problem too-many-requests
 */
export async function countMessage(
  db: Db,
  clock: Clock,
  { from, to, address }: { from: string; to: string; address: string },
): Promise<void> {
  const network = networkOf(address) && subscriberOf(address)
  const seconds =
    (await countTry(db, clock, 'message', { email: from, network })) ??
    (await countTry(db, clock, 'mail', { email: to, network: undefined }))
  if (seconds !== undefined) throw tooOften(seconds)
}

/**
 * Makes a guess at something short. It is counted before it is known whether it is right, so that many at once do not slip through; a
 * right one is given back, and others of the same network keep what they have used.
 * @param guess gives what was found, or undefined when the guess is wrong
 * @throws Problem too-many-requests
 */
export async function tryGuess<T>(
  db: Db,
  clock: Clock,
  { name, subject, address }: { name: ThrottleName; subject?: string; address: string },
  guess: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const trier = { email: subject, network: networkOf(address) && subscriberOf(address) }
  const seconds = await countTry(db, clock, name, trier)
  if (seconds !== undefined) throw tooOften(seconds)
  const found = await guess()
  if (found !== undefined) {
    const limits = limitsOf(name, trier.email, trier.network)
    await giveBackTries(
      db,
      limits.map((limit) => hash(limit.subject)),
    )
  }
  return found
}

/**
 * Counts something that people can do as often as they like: for who does it, when they have an account, and from where.
 * @throws Problem too-many-requests
 */
export async function countDeed(
  db: Db,
  clock: Clock,
  name: 'report' | 'remark' | 'voice' | 'analysis' | 'webhook',
  { by, address }: { by: string | undefined; address: string },
): Promise<void> {
  const network = networkOf(address) && subscriberOf(address)
  const seconds = await countTry(db, clock, name, { email: by, network })
  if (seconds !== undefined) throw tooOften(seconds)
}

/** The problem of someone who must wait. */
export function tooOften(seconds: number): Problem {
  const minutes = seconds / 60
  const detail = {
    nl: `U hebt dit te vaak geprobeerd. Wacht ${minutes} minuten en probeer het dan opnieuw.`,
    en: `You tried this too often. Wait ${minutes} minutes and then try again.`,
  }
  return new Problem('too-many-requests', detail, [], { retryAfter: seconds })
}

/** Starts counting anew for an account after a success. */
export async function forgetAccountTries(db: Db, name: ThrottleName, trier: Trier): Promise<void> {
  const own = limitsOf(name, trier.email, trier.network).filter((limit) => limit.of === 'account')
  await forgetTries(
    db,
    own.map(({ subject }) => hash(subject)),
  )
}
