/** What is answered otherwise when the ethics and privacy check is done again: kept as data, and written in the language of who reads it. */
import type { Bilingual } from '../../platform/errors.ts'
import { ETHICS_QUESTIONS } from './questions.ts'
import type { EthicsCheck } from './schema.ts'

type Answer = EthicsCheck['answers'][number]['answer']

/** What differs in a later version of the check; it enters the ledger, so that a version cannot be changed there either. */
export type EthicsChange = {
  kind: 'ethics-check'
  number: number
  by: string
  changes: { question: string; before: Answer | null; after: Answer; text: string }[]
}

export function compareEthics(
  number: number,
  before: Pick<EthicsCheck, 'answers'> | null,
  { answers, by }: Pick<EthicsCheck, 'answers' | 'by'>,
): EthicsChange {
  const changes = ETHICS_QUESTIONS.flatMap(({ id }) => {
    const now = answers.find(({ question }) => question === id)
    const then = before?.answers.find(({ question }) => question === id)
    if (!now || (then?.answer === now.answer && then.text === now.text)) return []
    return [{ question: id, before: then?.answer ?? null, after: now.answer, text: now.text }]
  })
  return { kind: 'ethics-check', number, by, changes }
}

const ANSWERS = {
  yes: { nl: 'ja', en: 'yes' },
  no: { nl: 'nee', en: 'no' },
  'not-applicable': { nl: 'niet van toepassing', en: 'not applicable' },
} as const satisfies Record<Answer, Bilingual>

export const writeEthicsChange = (change: EthicsChange): Bilingual => ({
  nl: write(change, 'nl'),
  en: write(change, 'en'),
})

const WORDS = {
  nl: {
    again: (by: string, number: number) =>
      `De toets op ethiek en privacy is opnieuw gedaan door: ${by} (versie ${number}).`,
    same: 'Alle antwoorden bleven gelijk.',
  },
  en: {
    again: (by: string, number: number) =>
      `The check on ethics and privacy was done again by: ${by} (version ${number}).`,
    same: 'All answers stayed the same.',
  },
} as const

/** What people wrote stands in it as they wrote it. */
function write({ number, by, changes }: EthicsChange, language: 'nl' | 'en'): string {
  const words = WORDS[language]
  const said = changes.map(({ question, before, after, text }) => {
    const asked = ETHICS_QUESTIONS.find(({ id }) => id === question)?.text[language] ?? question
    const was = before === null ? '' : `was ${ANSWERS[before][language]}, `
    return `“${asked}” ${was}is ${ANSWERS[after][language]}${text === '' ? '.' : `: ${text}`}`
  })
  return [words.again(by, number), ...(said.length === 0 ? [words.same] : said)].join(' ')
}
