import { inBody, notFound, Problem } from '../../platform/errors.ts'
import type { Obstacle } from './rules.ts'

/** Throws one problem for all mistakes, when there are any. */
export function refuse(code: 'invalid-request' | 'not-ready', mistakes: readonly Obstacle[]): void {
  if (mistakes.length > 0) throw refusal(code, mistakes)
}

export function refusal(code: 'invalid-request' | 'not-ready', mistakes: readonly Obstacle[]): Problem {
  return new Problem(
    code,
    { nl: mistakes.map(({ nl }) => nl).join(' '), en: mistakes.map(({ en }) => en).join(' ') },
    inBody(mistakes),
  )
}

export const missingEvaluation = (): Problem => notFound({ nl: 'Deze effectmeting', en: 'This evaluation' })
export const missingComputation = (): Problem => notFound({ nl: 'Deze berekening', en: 'This computation' })

export function foreignEvaluation(): Problem {
  return new Problem('not-allowed', {
    nl: 'U mag deze effectmeting niet wijzigen. Dat kan een beleidsmedewerker, data-expert of beheerder van de eigenaar van de maatregel.',
    en: 'You may not change this evaluation. A policy officer, data expert or administrator of the owner of the intervention can.',
  })
}

export const tooManyUnderWay = (most: number): Problem =>
  new Problem('conflict', {
    nl: `Er wachten al ${most} berekeningen van uw organisatie. Wacht tot er een klaar is, of stop er een.`,
    en: `There are ${most} computations of your organisation waiting already. Wait until one is done, or end one.`,
  })

export const publishedStays = (): Problem =>
  new Problem('conflict', {
    nl: 'Deze effectmeting is gepubliceerd en verandert niet meer. Trek haar in, met de reden, of begin een nieuwe.',
    en: 'This evaluation is published and does not change any more. Withdraw it, with the reason, or begin a new one.',
  })

export const computedStays = (): Problem =>
  new Problem('conflict', {
    nl: 'Deze effectmeting is al berekend en kan niet worden verwijderd: ook een uitkomst die tegenvalt, wordt gepubliceerd.',
    en: 'This evaluation was computed already and cannot be removed: an outcome that disappoints is published as well.',
  })

export const notPublished = (): Problem =>
  new Problem('conflict', {
    nl: 'Alleen een gepubliceerde effectmeting kan worden ingetrokken.',
    en: 'Only a published evaluation can be withdrawn.',
  })

export const stillComputing = (): Problem =>
  new Problem('conflict', {
    nl: 'Er wordt nog gerekend. Wacht tot dat klaar is, of stop de berekening.',
    en: 'It is still being computed. Wait until that is done, or stop the computation.',
  })

export const NOT_COMPUTED: Obstacle = {
  pointer: '',
  nl: 'Bereken eerst het effect met wat u nu hebt gekozen.',
  en: 'Compute the effect first, with what you chose now.',
}

export const FIGURES_CHANGED: Obstacle = {
  pointer: '',
  nl: 'De cijfers zijn na de berekening veranderd: er zijn metingen gecorrigeerd of bijgekomen. Bereken het effect opnieuw.',
  en: 'The figures changed after the computation: measurements were corrected or added. Compute the effect again.',
}
