import { type Actor, organisationsOf } from '../../platform/actor.ts'
import { inBody, notFound, Problem } from '../../platform/errors.ts'
import type { Platform } from '../../platform/slice.ts'
import type { Obstacle } from './rules/content.ts'
import type { Reader } from './store/agreements.ts'

/** Who reads, and when. */
export function readerOf({ clock }: Pick<Platform, 'clock'>, actor: Actor): Reader {
  return { organisations: organisationsOf(actor), now: clock() }
}

/** Throws one problem for all that stands in the way, when there is something. */
export function refuse(code: 'invalid-request' | 'not-ready', obstacles: readonly Obstacle[]): void {
  if (obstacles.length > 0) throw refusal(code, obstacles)
}

export function refusal(code: 'invalid-request' | 'not-ready', obstacles: readonly Obstacle[]): Problem {
  return new Problem(
    code,
    { nl: obstacles.map(({ nl }) => nl).join(' '), en: obstacles.map(({ en }) => en).join(' ') },
    inBody(obstacles),
  )
}

export function missingAgreement(): Problem {
  return notFound({ nl: 'Deze afspraak', en: 'This agreement' })
}
