import { Problem } from '../../../platform/errors.ts'
import type { Refusal } from '../rules/organisations.ts'

/**
 * Answers what a rule refuses about the body of a request.
 * @throws Problem invalid-request when there is anything to refuse
 */
export function refuse(refusals: readonly Refusal[]): void {
  if (refusals.length === 0) return
  throw new Problem(
    'invalid-request',
    {
      nl: refusals.map(({ nl }) => nl).join(' '),
      en: refusals.map(({ en }) => en).join(' '),
    },
    refusals.map(({ pointer, nl, en }) => ({ in: 'body', pointer, detail: { nl, en } })),
  )
}
