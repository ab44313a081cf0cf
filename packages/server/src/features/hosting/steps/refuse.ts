import { inBody, notFound, Problem } from '../../../platform/errors.ts'
import type { Mistake } from '../rules/places.ts'

/** @throws Problem invalid-request with all mistakes, when there are any */
export function refuse(mistakes: readonly Mistake[]): void {
  if (mistakes.length === 0) return
  throw new Problem(
    'invalid-request',
    { nl: mistakes.map(({ nl }) => nl).join(' '), en: mistakes.map(({ en }) => en).join(' ') },
    inBody(mistakes),
  )
}

/** The problem for a sensor that is not there for who asks. */
export function missingSensor(): Problem {
  return notFound({ nl: 'Deze meter', en: 'This sensor' })
}

/** The problem for an offer that was taken, withdrawn, or is too old. */
export function missingOffer(): Problem {
  const detail = {
    nl: 'Deze link werkt niet meer: de meter is al overgenomen, of het aanbod is voorbij. Vraag om een nieuwe.',
    en: 'This link does not work any more: the sensor was taken over already, or the offer has ended. Ask for a new one.',
  }
  return new Problem('not-found', detail)
}

/** The problem for mistakes in the address. */
export function refuseQuery(mistakes: readonly Mistake[]): Problem {
  return new Problem(
    'invalid-request',
    { nl: mistakes.map(({ nl }) => nl).join(' '), en: mistakes.map(({ en }) => en).join(' ') },
    mistakes.map(({ pointer, nl, en }) => ({ in: 'query', pointer, detail: { nl, en } })),
  )
}
