/** Whether it was measured long enough after the start to say anything, and how that is told. */
import type { EffectCheck } from '@samenspel/standards/effects'
import type { Bilingual } from '../../../platform/errors.ts'
import { writeDay } from '../../../platform/written-day.ts'
import { comparedIn, type Found, meanOf } from './found.ts'
import { lookOnly } from './series.ts'
import type { Outcome, Study } from './study.ts'

/**
 * What is told when there are too few figures of after the start: what was measured, and no effect. Whoever looks every week finds something by chance,
 * and nothing found in some weeks says nothing.
 * @returns undefined when there are enough
 */
export function lookEarly(study: Study): Found | undefined {
  const { enough, design } = study
  if (!enough || enough.are >= enough.until) return undefined
  const missing = (Date.parse(enough.until) - Date.parse(enough.are)) / 86_400_000
  const check: EffectCheck = {
    kind: 'data-quality',
    outcome: 'prevents',
    reason: 'too-early',
    figures: { missing },
  }
  const looked = lookOnly(study)
  const compared = comparedIn(study)
  return {
    ...looked,
    reasons: ['data-quality'],
    effect: design === 'before-and-after' ? looked.effect : null,
    checks: [check],
    size: { ...looked.size, compared: compared.length },
    picture: { ...looked.picture, compared: compared.length === 0 ? null : meanOf(compared) },
  }
}

/** The part of the time until the effect was expected that may miss. */
const NEARLY = 0.1

/** Until when must be measured, and that the effect was expected only later. */
export function tellTime(
  { enough, expected, until, periods, start }: Study,
  answer: Outcome['answer'],
  isEarly: boolean,
): Bilingual[] {
  if (isEarly && enough) {
    const [needed, are] = [writeDay(lastBefore(enough.until)), writeDay(lastBefore(enough.are))]
    return [
      {
        nl: `Er zijn cijfers tot en met ${are.nl}. Te beoordelen is het als er cijfers zijn tot en met ${needed.nl}.`,
        en: `There are figures up to and including ${are.en}. It can be judged when there are figures up to and including ${needed.en}.`,
      },
    ]
  }
  if (answer !== 'no-evidence' || !expected) return []
  const due = Date.parse(expected.by)
  const began = Date.parse(periods[start] ?? until)
  // The last days of whole steps are nearly all of it.
  if (due - Date.parse(until) <= NEARLY * (due - began)) return []
  const by = writeDay(expected.by)
  return [
    {
      nl: `Het effect werd pas op ${by.nl} verwacht.`,
      en: `The effect was expected by ${by.en} only.`,
    },
  ]
}

export const joinWords = (...parts: readonly Bilingual[]): Bilingual => ({
  nl: parts.map(({ nl }) => nl).join(' '),
  en: parts.map(({ en }) => en).join(' '),
})

const lastBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
