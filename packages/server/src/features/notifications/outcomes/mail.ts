/** The part of a digest about what came of challenges. */
import type { Bilingual } from '../../../platform/errors.ts'
import type { Language, OutcomeReason } from '../lists.ts'

/** What a reader is told of one challenge. */
export type OutcomesOf = {
  challenge: { id: string; title: string }
  items: readonly { sentence: Bilingual; path: string; reasons: readonly OutcomeReason[] }[]
}

const TEXTS = {
  nl: {
    title: 'Wat ervan kwam',
    why: {
      follows: 'u deze opgave volgt',
      'takes-part': 'uw organisatie meedoet',
      'hosts-sensor': 'metingen van uw sensor hierin meetelden',
      'wrote-remark': 'uw opmerking is gebruikt',
      'wrote-analysis': 'uw analyse is gebruikt',
      'teaches-class': 'een analyse van uw klas is gebruikt',
    },
    because: (reasons: string) => `U krijgt dit omdat ${reasons}.`,
    and: ' en ',
    stop: 'Niet meer over deze opgave',
  },
  en: {
    title: 'What came of it',
    why: {
      follows: 'you follow this challenge',
      'takes-part': 'your organisation takes part',
      'hosts-sensor': 'measurements of your sensor counted in this',
      'wrote-remark': 'your remark was used',
      'wrote-analysis': 'your analysis was used',
      'teaches-class': 'an analysis of your class was used',
    },
    because: (reasons: string) => `You get this because ${reasons}.`,
    and: ' and ',
    stop: 'No more about this challenge',
  },
} as const satisfies Record<Language, object>

/** @param site where links begin, in the language of the reader */
export function writeOutcomes(
  outcomes: readonly OutcomesOf[],
  { language, site, key }: { language: Language; site: string; key: string },
): string[] {
  const words = TEXTS[language]
  if (outcomes.length === 0) return []
  const parts = outcomes.map(({ challenge, items }) => {
    const whys = items.map(({ reasons }) =>
      words.because(reasons.map((reason) => words.why[reason]).join(words.and)),
    )
    // Said once when it is the same of all.
    const why = new Set(whys).size === 1 ? whys.slice(0, 1) : []
    const told = items.map(({ sentence, path }, index) => {
      const line = `- ${sentence[language]}\n  ${site}${path}`
      return why.length > 0 ? line : `${line}\n  ${whys[index]}`
    })
    const stop = `${words.stop}: ${site}/berichten/afmelden?key=${key}&opgave=${challenge.id}`
    return [challenge.title, ...why, ...told, stop].join('\n\n')
  })
  return [[words.title, ...parts].join('\n\n')]
}
