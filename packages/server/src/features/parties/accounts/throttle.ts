import { createHash } from 'node:crypto'
import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { Problem } from '../../../platform/errors.ts'
import { limitsOf, THROTTLES, type ThrottleName } from '../rules/throttle.ts'
import { countOneTry, forgetTries } from '../store/accounts.ts'

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

/** The problem of someone who must wait. */
export function tooOften(seconds: number): Problem {
  const minutes = seconds / 60
  return new Problem('too-many-requests', {
    nl: `U hebt dit te vaak geprobeerd. Wacht ${minutes} minuten en probeer het dan opnieuw.`,
    en: `You tried this too often. Wait ${minutes} minutes and then try again.`,
  })
}

/** Starts counting anew for an account after a success. */
export async function forgetAccountTries(db: Db, name: ThrottleName, trier: Trier): Promise<void> {
  const own = limitsOf(name, trier.email, trier.network).filter((limit) => limit.of === 'account')
  await forgetTries(
    db,
    own.map(({ subject }) => hash(subject)),
  )
}
