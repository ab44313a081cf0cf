/** What a choice rests on: each goal in each option, evidence that was frozen, and advice that was answered. */
import { isEmpty } from '../../../platform/written-words.ts'
import type { Content } from '../schema/content.ts'
import type { Obstacle } from './content.ts'

export function checkArgument(content: Content, goals: readonly { id: string; title: string }[]): Obstacle[] {
  return [...checkGoals(content, goals), ...checkEvidence(content), ...checkAdvice(content)]
}

function checkGoals(
  { goalIds, options, outcome }: Content,
  goals: readonly { id: string; title: string }[],
): Obstacle[] {
  const chosen = goals.filter(({ id }) => goalIds.includes(id))
  // What is handed over need not serve a goal of the challenge.
  if (chosen.length === 0 && goals.length > 0 && outcome !== 'not-ours') {
    return [
      {
        pointer: '/goalIds',
        nl: 'Er staat niet welke doelen van de opgave dit besluit raakt. Kies er ten minste één, en beschrijf wat elk alternatief daarvoor betekent.',
        en: 'It does not say which goals of the challenge this decision touches. Choose at least one, and describe what each option means for it.',
      },
    ]
  }
  return options.flatMap(({ title, goalEffects = [] }, index): Obstacle[] => {
    const missing = chosen.filter(
      ({ id }) => !goalEffects.some(({ goalId, effect }) => goalId === id && !isEmpty(effect)),
    )
    if (missing.length === 0) return []
    const names = missing.map((goal) => `“${goal.title}”`).join(', ')
    return [
      {
        pointer: `/options/${index}/goalEffects`,
        nl: `Bij "${title}" staat niet wat het betekent voor het doel ${names}. Beschrijf dat gevolg.`,
        en: `"${title}" does not say what it means for the goal ${names}. Describe that consequence.`,
      },
    ]
  })
}

/** Indicators and analyses are cited as they were: that needs one of this site. */
function checkEvidence({ evidence }: Content): Obstacle[] {
  return evidence.flatMap(({ kind, title, frozen }, index): Obstacle[] => {
    if (frozen || (kind !== 'indicator' && kind !== 'analysis')) return []
    const what =
      kind === 'indicator' ? { nl: 'indicator', en: 'indicator' } : { nl: 'analyse', en: 'analysis' }
    return [
      {
        pointer: `/evidence/${index}/reference`,
        nl: `"${title}" is niet vastgelegd zoals het was. Geef het adres van een gepubliceerde ${what.nl} op deze site en bewaar, of noem het een document.`,
        en: `"${title}" was not frozen as it was. Give the address of a published ${what.en} on this site and save, or call it a document.`,
      },
    ]
  })
}

function checkAdvice({ advice }: Content): Obstacle[] {
  return advice.flatMap(({ who, followed, answer }, index): Obstacle[] =>
    followed !== null && !isEmpty(answer)
      ? []
      : [
          {
            pointer: `/advice/${index}/answer`,
            nl: `Het advies van ${who} is nog niet beantwoord. Schrijf op of u het volgt, en waarom.`,
            en: `The advice of ${who} was not answered yet. Write down whether you follow it, and why.`,
          },
        ],
  )
}
