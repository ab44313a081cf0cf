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

export function missingIntervention(): Problem {
  return notFound({ nl: 'Deze maatregel', en: 'This intervention' })
}

export function missingPart(what: { nl: string; en: string }): Problem {
  return notFound(what)
}

export function foreignIntervention(): Problem {
  return new Problem('not-allowed', {
    nl: 'U mag deze maatregel niet wijzigen. Dat kan een beleidsmedewerker of beheerder van de eigenaar.',
    en: 'You may not change this intervention. A policy officer or administrator of its owner can.',
  })
}

export function alreadyRegistered(): Problem {
  return new Problem('conflict', {
    nl: 'Het plan is vastgelegd. Leg het opnieuw vast, met wat er verandert en waarom. De eerdere versie blijft te zien.',
    en: 'The plan is registered. Register it again, with what changes and why. The earlier version stays visible.',
  })
}

export function alreadyBegun(): Problem {
  return new Problem('conflict', {
    nl: 'De maatregel is begonnen: het plan kan niet meer veranderen en niet meer vooraf worden vastgelegd. Schrijf een afwijking op.',
    en: 'The intervention has begun: its plan cannot change any more, nor be registered beforehand. Write down a deviation.',
  })
}

export function notRunning(): Problem {
  return new Problem('conflict', {
    nl: 'Dit kan niet in deze fase. Lees de maatregel opnieuw: een ander heeft haar misschien net begonnen, afgesloten of ingetrokken.',
    en: 'This cannot be done in this phase. Read the intervention again: another may just have begun, ended or withdrawn it.',
  })
}

export function publicStays(): Problem {
  return new Problem('conflict', {
    nl: 'Deze maatregel is openbaar en kan niet worden verwijderd. Trek haar in, met de reden.',
    en: 'This intervention is public and cannot be removed. Withdraw it, with the reason.',
  })
}

export function draftIsNotWithdrawn(): Problem {
  return new Problem('conflict', {
    nl: 'Dit is een concept dat niet openbaar is. Verwijder het.',
    en: 'This is a draft that is not public. Remove it.',
  })
}

export function tooMany(most: number): Problem {
  return new Problem('conflict', {
    nl: `Er zijn er al ${most}. Meer kan niet.`,
    en: `There are ${most} already. There cannot be more.`,
  })
}
