/** Everyone whom a decision affects is named in it, with how they were involved. */
import { isEmpty } from '../../../platform/written-words.ts'
import type { Content } from '../schema/content.ts'
import type { Obstacle } from './content.ts'
import { isSameParty, type NamedParty } from './parties.ts'

/** Parties with a consequence in any option, and those of the alliance, once each, in that order. */
export function listAffected(
  { options }: Pick<Content, 'options'>,
  allies: readonly { id: string; name: string }[],
): NamedParty[] {
  const affected: NamedParty[] = []
  const add = (party: NamedParty) => {
    if (!affected.some((each) => isSameParty(each, party))) affected.push(party)
  }
  for (const { consequences } of options) consequences.forEach(add)
  for (const { id, name } of allies) add({ party: name, partyId: id })
  return affected
}

/** What misses: each affected party that is not named, and parties that were left out without a reason. */
export function checkAffected(content: Content, allies: readonly { id: string; name: string }[]): Obstacle[] {
  const missing = listAffected(content, allies)
    .filter((party) => !content.involved.some((each) => isSameParty(each, party)))
    .map(({ party }) => party)
  const obstacles: Obstacle[] = []
  if (missing.length > 0) {
    obstacles.push({
      pointer: '/involved',
      nl: `Niet iedereen die dit raakt, is genoemd. Schrijf bij wie betrokken is hoe dat ging voor: ${missing.join(', ')}.`,
      en: `Not everyone whom this affects is named. Write with who is involved how that went for: ${missing.join(', ')}.`,
    })
  }
  for (const [index, { party, how, note }] of content.involved.entries()) {
    if (how !== 'not-involved' || !isEmpty(note)) continue
    obstacles.push({
      pointer: `/involved/${index}/note`,
      nl: `${party} is niet betrokken. Leg uit waarom niet.`,
      en: `${party} was not involved. Explain why not.`,
    })
  }
  return obstacles
}
