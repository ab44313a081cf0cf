/** What is said of what happened: one sentence each, at level B1. */
import type { Bilingual } from '../../platform/errors.ts'
import { writeDay } from '../../platform/written-day.ts'

type Titled = { title: string }

/** @param version the number of the text: from the second on it is a correction */
export function sayDecided({ title, version }: Titled & { version: number }): Bilingual {
  return version === 1
    ? { nl: `Er is een besluit genomen: “${title}”.`, en: `A decision was taken: “${title}”.` }
    : {
        nl: `Het besluit “${title}” is verbeterd. De nieuwe tekst geldt nu.`,
        en: `The decision “${title}” was corrected. The new text holds now.`,
      }
}

export function sayDecisionEnded({ title }: Titled, how: 'withdrawn' | 'replaced'): Bilingual {
  return how === 'withdrawn'
    ? {
        nl: `Het besluit “${title}” is ingetrokken. Het geldt niet meer.`,
        en: `The decision “${title}” was withdrawn. It no longer holds.`,
      }
    : {
        nl: `Het besluit “${title}” is vervangen door een nieuw besluit.`,
        en: `The decision “${title}” was replaced by a new decision.`,
      }
}

export function sayStarted({
  title,
  kind,
  startedOn,
}: Titled & { kind: string; startedOn: string }): Bilingual {
  const day = writeDay(startedOn)
  return kind === 'pilot'
    ? {
        nl: `De proef “${title}” is begonnen op ${day.nl}.`,
        en: `The pilot “${title}” began on ${day.en}.`,
      }
    : {
        nl: `De maatregel “${title}” is begonnen op ${day.nl}.`,
        en: `The intervention “${title}” began on ${day.en}.`,
      }
}

export function sayInterventionWithdrawn({ title }: Titled): Bilingual {
  return {
    nl: `De maatregel “${title}” is ingetrokken. Wat erover stond, was niet juist.`,
    en: `The intervention “${title}” was withdrawn. What was said of it was not right.`,
  }
}
