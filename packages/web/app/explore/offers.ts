import type { Mistake } from '../api.ts'
import type { Choices, OptionGroup } from './choices.server.ts'

/** Something that exists, with the question in which it takes the place of what does not. */
export type Offer = { label: string; query: string }

/** So many are offered in place of one thing. */
const MOST = 6

/**
 * What can be asked in place of what a question names and does not exist: of the same kind, those whose name looks most like it first.
 * @param mistakes of the API; the pointer says which part of the question it is
 */
export function offerOthers(
  asked: URLSearchParams,
  mistakes: readonly Pick<Mistake, 'pointer'>[],
  choices: Choices,
): Offer[] {
  const offers = mistakes.flatMap(({ pointer }) => {
    const [, name = '', at = '0'] = pointer.split('/')
    const groups = groupsOf(name, asked, choices)
    const wrong = asked.getAll(name)[Number(at)]
    if (wrong === undefined) return []
    const taken = new Set(asked.getAll(name))
    return nearest(wrong, groups)
      .filter(({ value }) => !taken.has(value))
      .slice(0, MOST)
      .map(({ value, label }) => ({ label, query: replaceAt(asked, name, Number(at), value) }))
  })
  return [...new Map(offers.map((offer) => [offer.query, offer])).values()]
}

function groupsOf(name: string, asked: URLSearchParams, choices: Choices): readonly OptionGroup[] {
  if (name === 'what') return choices.what
  if (name === 'against') return asked.get('chart') === 'rose' ? choices.winds : choices.against
  // Figures are of areas only.
  const isFigure = asked.get('what')?.startsWith('indicator:')
  const places = choices.where.map(({ label, options }) => ({
    label,
    options: isFigure ? options.filter(({ value }) => value.startsWith('area:')) : options,
  }))
  return name === 'where' || name === 'by' ? places : []
}

/** Options by how much they look like a text: of the same kind first, then by the pairs of letters that they share. */
function nearest(wrong: string, groups: readonly OptionGroup[]) {
  const kindOf = (value: string) => value.split(':')[0]
  const wanted = pairsOf(wrong.slice(wrong.indexOf(':') + 1))
  const scored = groups
    .flatMap(({ options }) => options)
    .map((option) => {
      const own = pairsOf(`${option.value.slice(option.value.indexOf(':') + 1)} ${option.label}`)
      const shared = [...wanted].filter((pair) => own.has(pair)).length
      return { option, score: shared + (kindOf(option.value) === kindOf(wrong) ? 0.5 : 0) }
    })
  return scored.toSorted((a, b) => b.score - a.score).map(({ option }) => option)
}

function pairsOf(text: string): Set<string> {
  const letters = text.toLowerCase()
  return new Set(
    Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)),
  )
}

/** The same question with one value replaced, in its place. */
function replaceAt(asked: URLSearchParams, name: string, at: number, value: string): string {
  let seen = -1
  const entries = [...asked].map(([key, old]): [string, string] => {
    if (key !== name) return [key, old]
    seen += 1
    return [key, seen === at ? value : old]
  })
  return new URLSearchParams(entries).toString()
}
