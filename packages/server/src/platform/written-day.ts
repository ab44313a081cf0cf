import type { Bilingual } from './errors.ts'

const STYLE = { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' } as const
const DUTCH = new Intl.DateTimeFormat('nl-NL', STYLE)
const ENGLISH = new Intl.DateTimeFormat('en-GB', STYLE)

/** A calendar day, YYYY-MM-DD, as people write it: 1 januari 2020. */
export function writeDay(day: string): Bilingual {
  const date = new Date(`${day}T00:00:00Z`)
  return { nl: DUTCH.format(date), en: ENGLISH.format(date) }
}
