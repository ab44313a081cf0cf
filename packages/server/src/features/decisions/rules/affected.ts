/** Everyone whom a decision affects is named in it, with how they were involved. */
import type { Content } from '../schema/content.ts'
import type { Obstacle } from './content.ts'

/** Parties with a consequence in any option, and those of the alliance, once each, in that order. */
export function listAffected({ options }: Pick<Content, 'options'>, allies: readonly string[]): string[] {
  const named = new Map<string, string>()
  const parties = options.flatMap(({ consequences }) => consequences.map(({ party }) => party))
  for (const party of [...parties, ...allies]) {
    if (!named.has(fold(party))) named.set(fold(party), party)
  }
  return [...named.values()]
}

/** What misses: each affected party that is not named, and parties that were left out without a reason. */
export function checkAffected(content: Content, allies: readonly string[]): Obstacle[] {
  const named = new Set(content.involved.map(({ party }) => fold(party)))
  const missing = listAffected(content, allies).filter((party) => !named.has(fold(party)))
  const obstacles: Obstacle[] = []
  if (missing.length > 0) {
    obstacles.push({
      pointer: '/involved',
      nl: `Niet iedereen die dit raakt, is genoemd. Schrijf bij wie betrokken is hoe dat ging voor: ${missing.join(', ')}.`,
      en: `Not everyone whom this affects is named. Write with who is involved how that went for: ${missing.join(', ')}.`,
    })
  }
  for (const [index, { party, how, note }] of content.involved.entries()) {
    if (how !== 'not-involved' || note.trim() !== '') continue
    obstacles.push({
      pointer: `/involved/${index}/note`,
      nl: `${party} is niet betrokken. Leg uit waarom niet.`,
      en: `${party} was not involved. Explain why not.`,
    })
  }
  return obstacles
}

/** Names are the same whatever their capitals and spaces. */
const fold = (name: string) => name.trim().toLowerCase().replaceAll(/\s+/g, ' ')
