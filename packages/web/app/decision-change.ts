import { formatDay, formatEuro, formatList } from './format.ts'
import type { Language } from './language.ts'
import type { Messages } from './messages/nl.ts'

/** Names of what a decision tells by its id: options, goals, areas and mandates. */
export type NamesById = Readonly<Record<string, string>>

const DAY = /^\d{4}-\d{2}-\d{2}$/
const AMOUNTS = new Set(['amount', 'cost'])
const LISTS = new Set(['goalIds', 'areaCodes'])

/**
 * A value of a decision as people read it; undefined when it is a text, of which the words are compared.
 * @param field name of the field, such as `outcome`
 * @param text the value as the history keeps it; null when there was none
 */
export function tellValue(
  field: string,
  text: string | null,
  names: NamesById,
  { decisions: words, editing: { mandate } }: Messages,
  language: Language,
): string | undefined {
  if (text === null) return words.notFilled
  const closed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    outcome: words.outcomes,
    field: mandate.areas,
    kind: { ...words.kinds, ...words.evidenceKinds, ...words.optionKinds },
    how: words.involvements,
    followed: words.followed,
    as: words.dissenters,
    on: words.grounds,
    side: words.sides,
    value: words.values,
  }
  const named = closed[field]?.[text] ?? names[text]
  if (named !== undefined) return named
  if (AMOUNTS.has(field)) return formatEuro(Number(text), language)
  if (DAY.test(text)) return formatDay(text, language)
  if (field === 'signalIds') return words.signalCount(text.split(', ').length)
  if (LISTS.has(field))
    return formatList(
      text.split(', ').map((id) => names[id] ?? id),
      language,
    )
  return undefined
}
