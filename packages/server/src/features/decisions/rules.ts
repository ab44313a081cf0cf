/** What may happen to a decision, decided from values alone. */
import type { Bilingual } from '../../platform/errors.ts'
import { writeEuros } from '../../platform/euros.ts'
import { writeDay } from '../../platform/written-day.ts'
import type { Content, DecisionOption, NewDecision } from './schema.ts'

/** Something that stands in the way, and where in the text it is. */
export type Obstacle = { pointer: string } & Bilingual

/** Whether the register lets the signer decide this; `refusals` say why not. */
export type MandateCheck = { valid: true } | { valid: false; refusals: readonly Bilingual[] }

const DO_NOTHING: DecisionOption = {
  id: 'nuloptie',
  kind: 'do-nothing',
  title: 'Niets doen',
  description: '',
  cost: null,
  consequences: [],
}

/** The text of a new draft: what was given, and the do-nothing option when none was. */
export function startContent({ challengeId: _, ownerId: _o, ...given }: NewDecision): Content {
  const options = given.options ?? []
  const hasNothing = options.some(({ kind }) => kind === 'do-nothing')
  return {
    question: '',
    field: 'any',
    amount: null,
    areaCodes: [],
    signalIds: [],
    chosenOptionId: null,
    outcome: null,
    reasons: '',
    evidence: [],
    dissent: [],
    mandateId: null,
    decidedOn: null,
    reviewDate: null,
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
  return obstacles
}

/**
 * Everything that is still missing before a decision may be signed and published; empty when nothing is.
 * @param today calendar date in the municipality, YYYY-MM-DD
 */
export function obstaclesToPublication(content: Content, mandate: MandateCheck, today: string): Obstacle[] {
  return [
    ...checkContent(content),
    ...checkWords(content),
    ...checkChoice(content),
    ...checkOptions(content),
    ...checkDissent(content),
    ...checkDay(content, today),
    ...checkReview(content, today),
    ...(mandate.valid ? [] : mandate.refusals.map(({ nl, en }) => ({ pointer: '/mandateId', nl, en }))),
  ]
}

function checkWords({ question, reasons }: Content): Obstacle[] {
  const obstacles: Obstacle[] = []
  if (isEmpty(question)) {
    obstacles.push({
      pointer: '/question',
      nl: 'De vraag ontbreekt. Schrijf op waarover dit besluit gaat.',
      en: 'The question is missing. Write down what this decision is about.',
    })
  }
  if (isEmpty(reasons)) {
    obstacles.push({
      pointer: '/reasons',
      nl: 'De redenen ontbreken. Leg uit waarom hiervoor is gekozen.',
      en: 'The reasons are missing. Explain why this was chosen.',
    })
  }
  return obstacles
}

function checkChoice({ chosenOptionId, outcome, options, amount }: Content): Obstacle[] {
  const obstacles: Obstacle[] = []
  if (chosenOptionId === null) {
    obstacles.push({
      pointer: '/chosenOptionId',
      nl: 'Er is nog geen alternatief gekozen.',
      en: 'No option has been chosen yet.',
    })
  }
  if (outcome === null) {
    obstacles.push({
      pointer: '/outcome',
      nl: 'De uitkomst ontbreekt: iets doen, in de gaten houden, niets doen, of niet van ons.',
      en: 'The outcome is missing: act, watch, do nothing, or not ours.',
    })
  }
  const chosen = options.find(({ id }) => id === chosenOptionId)
  if (chosen && outcome === 'act' && chosen.kind === 'do-nothing') {
    obstacles.push({
      pointer: '/outcome',
      nl: 'De nuloptie is gekozen, dus de uitkomst kan niet "iets doen" zijn.',
      en: 'The do-nothing option was chosen, so the outcome cannot be "act".',
    })
  }
  if (outcome === 'act' && chosen?.cost && amount === null) {
    obstacles.push({
      pointer: '/amount',
      nl: 'Het bedrag ontbreekt, terwijl het gekozen alternatief geld kost. Vul in om welk bedrag dit besluit gaat.',
      en: 'The amount is missing, while the chosen option costs money. Fill in the amount that this decision is about.',
    })
  }
  if (chosen?.cost && amount !== null && amount < chosen.cost) {
    obstacles.push({
      pointer: '/amount',
      nl:
        `Het bedrag van dit besluit, ${writeEuros(amount, 'nl')}, is lager dan wat "${chosen.title}" kost: ` +
        `${writeEuros(chosen.cost, 'nl')}. Verhoog het bedrag, of verbeter de kosten.`,
      en:
        `The amount of this decision, ${writeEuros(amount, 'en')}, is lower than what "${chosen.title}" costs: ` +
        `${writeEuros(chosen.cost, 'en')}. Raise the amount, or correct the cost.`,
    })
  }
  if (chosen && outcome === 'do-nothing' && chosen.kind === 'action') {
    obstacles.push({
      pointer: '/outcome',
      nl: 'Er is een maatregel gekozen, dus de uitkomst kan niet "niets doen" zijn.',
      en: 'An action was chosen, so the outcome cannot be "do nothing".',
    })
  }
  return obstacles
}

function checkOptions({ options }: Content): Obstacle[] {
  const obstacles = options.flatMap((option, index): Obstacle[] =>
    option.consequences.length > 0
      ? []
      : [
          {
            pointer: `/options/${index}/consequences`,
            nl: `Bij "${option.title}" ontbreken de gevolgen. Noem ten minste één gevolg, en voor wie.`,
            en: `"${option.title}" has no consequences. Name at least one, and for whom.`,
          },
        ],
  )
  if (options.length < 2) {
    obstacles.push({
      pointer: '/options',
      nl: 'Er is maar één alternatief. Beschrijf naast de nuloptie ten minste één ander.',
      en: 'There is only one option. Describe at least one besides doing nothing.',
    })
  }
  return obstacles
}

function checkDissent({ dissent }: Content): Obstacle[] {
  return dissent.flatMap(({ who, answer }, index): Obstacle[] =>
    isEmpty(answer)
      ? [
          {
            pointer: `/dissent/${index}/answer`,
            nl: `Het bezwaar van ${who} heeft nog geen antwoord.`,
            en: `The dissent of ${who} has no answer yet.`,
          },
        ]
      : [],
  )
}

function checkDay({ decidedOn }: Content, today: string): Obstacle[] {
  if (decidedOn === null || decidedOn <= today) return []
  return [
    {
      pointer: '/decidedOn',
      nl: `De dag van het besluit, ${writeDay(decidedOn).nl}, is nog niet geweest. Kies vandaag of een eerdere dag.`,
      en: `The day of the decision, ${writeDay(decidedOn).en}, has not come yet. Choose today or an earlier day.`,
    },
  ]
}

function checkReview({ reviewDate }: Content, today: string): Obstacle[] {
  if (reviewDate === null) {
    return [
      {
        pointer: '/reviewDate',
        nl: 'De dag waarop we terugkijken ontbreekt. Kies een dag.',
        en: 'The day on which we look back is missing. Choose a day.',
      },
    ]
  }
  if (reviewDate <= today) {
    return [
      {
        pointer: '/reviewDate',
        nl: `De dag waarop we terugkijken, ${writeDay(reviewDate).nl}, is al voorbij. Kies een dag na ${writeDay(today).nl}.`,
        en: `The day on which we look back, ${writeDay(reviewDate).en}, has passed. Choose a day after ${writeDay(today).en}.`,
      },
    ]
  }
  return []
}

function isEmpty(text: string): boolean {
  return text.trim() === ''
}
