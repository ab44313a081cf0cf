/** What is said of what happened: one sentence each, at level B1. */
import type { Bilingual } from '../../platform/errors.ts'
import { writeDay } from '../../platform/written-day.ts'
import type { ReviewResult } from '../decisions/index.ts'

type Titled = { title: string }

/** @param version the number of the text: from the second on it is a correction */
export function sayDecided({
  title,
  version,
  chosen,
}: Titled & { version: number; chosen: string }): Bilingual {
  return version === 1
    ? {
        nl: `Er is een besluit genomen: “${title}”. Gekozen is: “${chosen}”.`,
        en: `A decision was taken: “${title}”. What was chosen: “${chosen}”.`,
      }
    : {
        nl: `Het besluit “${title}” is verbeterd. De nieuwe tekst geldt nu.`,
        en: `The decision “${title}” was corrected. The new text holds now.`,
      }
}

/** It opened by itself: the figures are past the line that is in it, or nobody can follow them any more. */
export function sayReopened({ title }: Titled): Bilingual {
  return {
    nl: `Het besluit “${title}” is vanzelf heropend: er moet opnieuw over worden besloten.`,
    en: `The decision “${title}” was reopened by itself: it has to be decided on again.`,
  }
}

const REVIEWED: Readonly<Record<ReviewResult, Bilingual>> = {
  kept: { nl: 'het blijft', en: 'it stays' },
  'to-be-changed': { nl: 'het moet anders', en: 'it must change' },
  reopened: { nl: 'er wordt opnieuw over besloten', en: 'it is decided on again' },
}

export function sayReviewed({ title }: Titled, result: ReviewResult): Bilingual {
  return {
    nl: `Er is teruggekeken op het besluit “${title}”: ${REVIEWED[result].nl}.`,
    en: `The decision “${title}” was reviewed: ${REVIEWED[result].en}.`,
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

/** @param sentence what the evaluation says, as it was published */
export function sayEvaluated({ title, sentence }: Titled & { sentence: Bilingual }): Bilingual {
  return {
    nl: `Er is gemeten of het hielp: “${title}”. ${sentence.nl}`,
    en: `It was measured whether it worked: “${title}”. ${sentence.en}`,
  }
}

export function sayEvaluationWithdrawn({ title }: Titled): Bilingual {
  return {
    nl: `De effectmeting “${title}” is ingetrokken. Wat erin stond, geldt niet meer.`,
    en: `The evaluation “${title}” was withdrawn. What it said no longer holds.`,
  }
}

const VERDICTS: Readonly<Record<string, Bilingual>> = {
  continue: { nl: 'zo doorgaan', en: 'continue' },
  scale: { nl: 'op meer plekken doen', en: 'do it in more places' },
  change: { nl: 'anders doen', en: 'do it differently' },
  stop: { nl: 'ermee stoppen', en: 'stop' },
  'repeat-elsewhere': { nl: 'ook elders proberen', en: 'repeat it elsewhere' },
}

/** @param number of the lesson: from the second on it takes the place of another */
export function sayLearned(
  { title }: Titled,
  { number, verdict }: { number: number; verdict: string },
): Bilingual {
  const what = VERDICTS[verdict] ?? { nl: verdict, en: verdict }
  return number === 1
    ? { nl: `De les van “${title}”: ${what.nl}.`, en: `The lesson of “${title}”: ${what.en}.` }
    : {
        nl: `De les van “${title}” is bijgesteld: ${what.nl}.`,
        en: `The lesson of “${title}” was changed: ${what.en}.`,
      }
}
