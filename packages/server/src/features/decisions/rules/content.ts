/** What the text of a decision is made of, and what is wrong in any, also as a draft. */
import type { Bilingual } from '../../../platform/errors.ts'
import type { Content, DecisionOption } from '../schema/content.ts'
import type { NewDecision } from '../schema/decision.ts'

/** Something that stands in the way, and where in the text it is. */
export type Obstacle = { pointer: string } & Bilingual

/** What is empty until it is written, also in texts from before a field was kept. */
export const EMPTY_CONTENT: Omit<Content, 'title' | 'options'> = {
  question: '',
  problem: '',
  goal: '',
  goalIds: [],
  field: 'any',
  amount: null,
  areaCodes: [],
  signalIds: [],
  chosenOptionId: null,
  outcome: null,
  watchUntil: null,
  receiver: null,
  reasons: '',
  evidence: [],
  dissent: [],
  involved: [],
  advice: [],
  votes: null,
  replacesId: null,
  mandateId: null,
  decidedOn: null,
  reviewDate: null,
  reopenLine: null,
}

/** What every decision has from the start. */
export const DO_NOTHING: DecisionOption = {
  id: 'nuloptie',
  kind: 'do-nothing',
  title: 'Niets doen',
  description: '',
  cost: null,
  consequences: [],
}

/** The text of a new draft: what was given, and the do-nothing option when none was. */
export function startContent({ challengeId: _, ownerId: _o, open: _p, ...given }: NewDecision): Content {
  const options = given.options ?? []
  const hasNothing = options.some(({ kind }) => kind === 'do-nothing')
  return {
    ...EMPTY_CONTENT,
    ...given,
    options: hasNothing ? options : [DO_NOTHING, ...options],
  }
}

/** What is wrong with a text, also as a draft: the do-nothing option stays, and names are used once. */
export function checkContent(content: Content): Obstacle[] {
  const obstacles: Obstacle[] = []
  const ids = content.options.map(({ id }) => id)
  const nothing = content.options.filter(({ kind }) => kind === 'do-nothing')
  if (nothing.length !== 1) {
    obstacles.push({
      pointer: '/options',
      nl: 'Een besluit heeft precies één nuloptie (niets doen). Die kan niet weg en niet dubbel.',
      en: 'A decision has exactly one do-nothing option. It cannot be removed or doubled.',
    })
  }
  if (new Set(ids).size !== ids.length) {
    obstacles.push({
      pointer: '/options',
      nl: 'Twee alternatieven hebben dezelfde id. Geef elk alternatief een eigen id.',
      en: 'Two options have the same id. Give each option an id of its own.',
    })
  }
  if (content.chosenOptionId !== null && !ids.includes(content.chosenOptionId)) {
    obstacles.push({
      pointer: '/chosenOptionId',
      nl: `Het gekozen alternatief "${content.chosenOptionId}" staat niet in de lijst.`,
      en: `The chosen option "${content.chosenOptionId}" is not in the list.`,
    })
  }
  return [...obstacles, ...checkVotes(content)]
}

/** A decision does not take the place of itself: its correction would end it. */
export function checkReplaced(id: string, { replacesId }: Pick<Content, 'replacesId'>): Obstacle[] {
  if (replacesId?.toLowerCase() !== id) return []
  return [
    {
      pointer: '/replacesId',
      nl: 'Een besluit vervangt zichzelf niet. Kies een ander besluit, of laat dit leeg: een verbetering is een nieuwe versie.',
      en: 'A decision does not replace itself. Choose another, or leave this empty: a correction is a new version.',
    },
  ]
}

/** Somebody voted, and the votes of factions are the same votes. */
function checkVotes({ votes }: Content): Obstacle[] {
  if (votes === null) return []
  if (VOTES.every((kind) => votes[kind] === 0)) {
    return [
      {
        pointer: '/votes/for',
        nl: 'Er is geen enkele stem ingevuld. Vul in hoeveel mensen voor of tegen waren of zich onthielden, of laat de stemming weg.',
        en: 'Not one vote is filled in. Fill in how many people were for, against or abstained, or leave the voting out.',
      },
    ]
  }
  if (votes.factions.length === 0) return []
  return VOTES.flatMap((kind): Obstacle[] => {
    const sum = votes.factions.reduce((total, faction) => total + faction[kind], 0)
    if (sum === votes[kind]) return []
    return [
      {
        pointer: `/votes/${kind}`,
        nl: `De stemmen ${VOTE_WORDS[kind].nl} van de fracties zijn samen ${sum}, niet ${votes[kind]}. Verbeter het aantal van het geheel of van een fractie.`,
        en: `The votes ${VOTE_WORDS[kind].en} of the factions are ${sum} together, not ${votes[kind]}. Correct the number of the whole or of a faction.`,
      },
    ]
  })
}

const VOTES = ['for', 'against', 'abstained'] as const
const VOTE_WORDS = {
  for: { nl: 'voor', en: 'for' },
  against: { nl: 'tegen', en: 'against' },
  abstained: { nl: 'onthouden', en: 'abstained' },
} as const satisfies Record<(typeof VOTES)[number], Bilingual>
