/** What is missing before a decision may be signed, decided from values alone. */
import type { Bilingual } from '../../../platform/errors.ts'
import { writeEuros } from '../../../platform/euros.ts'
import { writeDay } from '../../../platform/written-day.ts'
import { countWords, isEmpty } from '../../../platform/written-words.ts'
import type { Content } from '../schema/content.ts'
import { checkAffected } from './affected.ts'
import { checkArgument } from './argument.ts'
import { checkContent, type Obstacle } from './content.ts'

/** Whether the register lets the signer decide this; `refusals` say why not. */
export type MandateCheck = { valid: true } | { valid: false; refusals: readonly Bilingual[] }

/** What signing is judged by, beside the text. */
export type Surroundings = {
  mandate: MandateCheck
  /** Calendar date in the municipality, YYYY-MM-DD. */
  today: string
  /** The goals of the challenge. */
  goals: readonly { id: string; title: string }[]
  /** Who is in an alliance of the challenge. */
  allies: readonly { id: string; name: string }[]
  /** Calendar date of the latest of the signals that it answers; null when it answers none. */
  signalledOn: string | null
}

/** Everything that is still missing before a decision may be signed and published; empty when nothing is. */
export function obstaclesToPublication(content: Content, surroundings: Surroundings): Obstacle[] {
  const { mandate, today, goals, allies, signalledOn } = surroundings
  return [
    ...checkContent(content),
    ...checkWords(content),
    ...checkChoice(content),
    ...checkOutcome(content, today),
    ...checkOptions(content),
    ...checkAffected(content, allies),
    ...checkArgument(content, goals),
    ...checkDissent(content),
    ...checkDay(content, today, signalledOn),
    ...checkReview(content, today),
    ...(mandate.valid ? [] : mandate.refusals.map(({ nl, en }) => ({ pointer: '/mandateId', nl, en }))),
  ]
}

/** Fewer different words than this are no sentence. */
const LEAST_WORDS = 4

function checkWords({ question, problem, goal, reasons }: Content): Obstacle[] {
  const obstacles: Obstacle[] = []
  if (isEmpty(question)) {
    obstacles.push({
      pointer: '/question',
      nl: 'De vraag ontbreekt. Schrijf op waarover dit besluit gaat.',
      en: 'The question is missing. Write down what this decision is about.',
    })
  }
  if (isEmpty(problem)) {
    obstacles.push({
      pointer: '/problem',
      nl: 'Het probleem ontbreekt. Schrijf op wat er aan de hand is, en voor wie.',
      en: 'The problem is missing. Write down what is the matter, and for whom.',
    })
  }
  if (isEmpty(goal)) {
    obstacles.push({
      pointer: '/goal',
      nl: 'Het doel ontbreekt. Schrijf op wat dit besluit moet bereiken.',
      en: 'The goal is missing. Write down what this decision is to reach.',
    })
  }
  if (isEmpty(reasons)) {
    obstacles.push({
      pointer: '/reasons',
      nl: 'De redenen ontbreken. Leg uit waarom hiervoor is gekozen.',
      en: 'The reasons are missing. Explain why this was chosen.',
    })
  } else if (countWords(reasons) < LEAST_WORDS) {
    obstacles.push({
      pointer: '/reasons',
      nl: 'Dit zijn geen redenen. Leg in een hele zin uit waarom hiervoor is gekozen; iedereen leest het.',
      en: 'These are no reasons. Explain in a whole sentence why this was chosen; everyone reads it.',
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
  const place = options.findIndex(({ id }) => id === chosenOptionId)
  const isDone = outcome === 'act' || outcome === 'watch'
  if (isDone && chosen?.kind === 'action' && chosen.cost === null) {
    obstacles.push({
      pointer: `/options/${place}/cost`,
      nl: `Wat "${chosen.title}" kost ontbreekt. Vul het in; 0 als het niets kost.`,
      en: `What "${chosen.title}" costs is missing. Fill it in; 0 when it costs nothing.`,
    })
  }
  if (isDone && chosen?.cost && amount === null) {
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

function checkOutcome({ outcome, watchUntil, receiver, reviewDate }: Content, today: string): Obstacle[] {
  if (outcome === 'not-ours' && isEmpty(receiver ?? '')) {
    return [
      {
        pointer: '/receiver',
        nl: 'Dit is niet van ons, maar er staat niet aan wie we het overdragen. Noem de ontvanger.',
        en: 'This is not ours, but it does not say to whom it is handed over. Name the receiver.',
      },
    ]
  }
  if (outcome !== 'watch') return []
  if (watchUntil === null || watchUntil <= today) {
    return [
      {
        pointer: '/watchUntil',
        nl: `Tot wanneer houden we dit in de gaten? Kies een dag na ${writeDay(today).nl}.`,
        en: `Until when is this watched? Choose a day after ${writeDay(today).en}.`,
      },
    ]
  }
  if (reviewDate === null || reviewDate <= watchUntil) return []
  return [
    {
      pointer: '/reviewDate',
      nl: `We volgen dit tot ${writeDay(watchUntil).nl}. Kijk uiterlijk op die dag terug.`,
      en: `This is watched until ${writeDay(watchUntil).en}. Look back on that day at the latest.`,
    },
  ]
}

function checkOptions({ options }: Content): Obstacle[] {
  const obstacles = options.flatMap(({ title, consequences }, index): Obstacle[] =>
    consequences.length > 0
      ? consequences.flatMap(({ party, effect }, place): Obstacle[] =>
          isEmpty(effect)
            ? [
                {
                  pointer: `/options/${index}/consequences/${place}/effect`,
                  nl: `Bij "${title}" staat niet wat het gevolg is voor ${party}. Schrijf het op.`,
                  en: `"${title}" does not say what the consequence is for ${party}. Write it down.`,
                },
              ]
            : [],
        )
      : [
          {
            pointer: `/options/${index}/consequences`,
            nl: `Bij "${title}" ontbreken de gevolgen. Noem ten minste één gevolg, en voor wie.`,
            en: `"${title}" has no consequences. Name at least one, and for whom.`,
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
  return dissent.flatMap(({ who, ground, answer }, index): Obstacle[] => [
    ...(isEmpty(ground)
      ? [
          {
            pointer: `/dissent/${index}/ground`,
            nl: `Wat ${who} tegen dit besluit heeft, staat er nog niet. Schrijf het op in de woorden van ${who}.`,
            en: `What ${who} has against this decision is not written yet. Write it down in the words of ${who}.`,
          },
        ]
      : []),
    ...(isEmpty(answer)
      ? [
          {
            pointer: `/dissent/${index}/answer`,
            nl: `Het bezwaar van ${who} heeft nog geen antwoord.`,
            en: `The dissent of ${who} has no answer yet.`,
          },
        ]
      : []),
  ])
}

function checkDay({ decidedOn }: Content, today: string, signalledOn: string | null): Obstacle[] {
  if (decidedOn === null) return []
  if (signalledOn !== null && decidedOn < signalledOn) {
    return [
      {
        pointer: '/decidedOn',
        nl: `Het signaal waarover dit besluit gaat is van ${writeDay(signalledOn).nl}. Kies die dag of een latere.`,
        en: `The signal that this decision is about is of ${writeDay(signalledOn).en}. Choose that day or a later one.`,
      },
    ]
  }
  if (decidedOn <= today) return []
  return [
    {
      pointer: '/decidedOn',
      nl: `De dag van het besluit, ${writeDay(decidedOn).nl}, is nog niet geweest. Kies vandaag of een eerdere dag.`,
      en: `The day of the decision, ${writeDay(decidedOn).en}, has not come yet. Choose today or an earlier day.`,
    },
  ]
}

/** Who looks back later than this does not look back: nobody who decided is there any more. */
export const MOST_YEARS = 10

/** The same day of the year so many years later. */
export const yearsLater = (day: string, years: number): string =>
  `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`

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
  if (reviewDate > yearsLater(today, MOST_YEARS)) {
    return [
      {
        pointer: '/reviewDate',
        nl: `De dag waarop we terugkijken, ${writeDay(reviewDate).nl}, ligt meer dan ${MOST_YEARS} jaar vooruit. Kies een eerdere dag.`,
        en: `The day on which we look back, ${writeDay(reviewDate).en}, is more than ${MOST_YEARS} years away. Choose an earlier day.`,
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
