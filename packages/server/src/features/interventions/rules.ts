import { type Actor, hasRole, organisationsOf } from '../../platform/actor.ts'
import type { Bilingual } from '../../platform/errors.ts'
import { isEmpty } from '../../platform/written-words.ts'
import { type KINDS, type OUTCOMES, type STATES, WRITERS } from './lists.ts'
import { ETHICS_IDS } from './questions.ts'
import type { Content, EthicsCheck, NewIntervention } from './schema.ts'

/** A mistake in what was asked, or what is still missing: where, and what to do about it. */
export type Obstacle = { pointer: string } & Bilingual

export type Kind = (typeof KINDS)[number]
export type State = (typeof STATES)[number]
type Outcome = (typeof OUTCOMES)[number]

/** What decides over who sees and writes an intervention. */
export type Owned = { state: State; ownerId: string; parties: readonly { organisationId: string }[] }

/** Who sees it: everyone from registering or beginning on; a draft only who works for its owner or one of its parties. */
export function canRead(actor: Actor, { state, ownerId, parties }: Owned): boolean {
  if (state !== 'draft') return true
  const own = organisationsOf(actor)
  return own.includes(ownerId) || parties.some(({ organisationId }) => own.includes(organisationId))
}

/** Who changes it: policy officers and administrators of its owner. */
export function canWrite(actor: Actor, { ownerId }: Pick<Owned, 'ownerId'>): boolean {
  return hasRole(actor, WRITERS, ownerId)
}

/** A plan with what was left open. */
export function startContent({ challengeId: _, kind: __, ownerId: ___, ...given }: NewIntervention): Content {
  return {
    summary: '',
    goalId: null,
    decisionId: null,
    areaCodes: [],
    start: null,
    end: null,
    plannedCost: null,
    parties: [],
    hypothesis: null,
    scaleWhen: [],
    stopWhen: [],
    design: null,
    ...given,
  }
}

/** Everything in a plan that contradicts itself, or can never be. */
export function checkContent(content: Content, kind: Kind): Obstacle[] {
  const { goalId, start, end, hypothesis, design, areaCodes, parties } = content
  const mistakes: Obstacle[] = []
  if (kind === 'pilot' && goalId === null) {
    mistakes.push({
      pointer: '/goalId',
      nl: 'Een proef dient altijd een doel. Kies een doel van de opgave.',
      en: 'A pilot always serves a goal. Choose a goal of the challenge.',
    })
  }
  if (start !== null && end !== null && end < start) {
    mistakes.push({
      pointer: '/end',
      nl: 'De laatste dag ligt voor de eerste. Pas een van de twee aan.',
      en: 'The last day lies before the first. Change one of them.',
    })
  }
  if (start !== null && hypothesis !== null && hypothesis.by <= start) {
    mistakes.push({
      pointer: '/hypothesis/by',
      nl: 'Het effect wordt verwacht voordat de maatregel begint. Kies een dag na het begin.',
      en: 'The effect is expected before the intervention begins. Choose a day after the start.',
    })
  }
  for (const [index, code] of (design?.comparisonCodes ?? []).entries()) {
    if (areaCodes.includes(code)) {
      mistakes.push({
        pointer: `/design/comparisonCodes/${index}`,
        nl: 'In dit gebied komt de maatregel zelf. Vergelijk met een gebied waar niets gebeurt.',
        en: 'The intervention itself is in this area. Compare with an area where nothing is done.',
      })
    }
  }
  for (const [index, { organisationId }] of parties.entries()) {
    if (parties.findIndex((each) => each.organisationId === organisationId) < index) {
      mistakes.push({
        pointer: `/parties/${index}/organisationId`,
        nl: 'Deze partij staat er al. Beschrijf haar bijdrage op één plek.',
        en: 'This party is there already. Describe its contribution in one place.',
      })
    }
  }
  return mistakes
}

/** What both registering and beginning need. */
function missingInPlan(content: Content, kind: Kind): Obstacle[] {
  const missing: Obstacle[] = []
  const need = (isThere: boolean, pointer: string, nl: string, en: string) => {
    if (!isThere) missing.push({ pointer, nl, en })
  }
  need(
    !isEmpty(content.summary),
    '/summary',
    'Er staat niet wat er wordt gedaan.',
    'It does not say what is done.',
  )
  need(
    content.areaCodes.length > 0,
    '/areaCodes',
    'Er staat niet waar. Kies minstens één gebied.',
    'It does not say where. Choose at least one area.',
  )
  need(
    content.goalId !== null,
    '/goalId',
    'Er is geen doel gekozen. Kies een doel van de opgave.',
    'No goal was chosen. Choose a goal of the challenge.',
  )
  if (kind === 'pilot') {
    need(
      content.end !== null,
      '/end',
      'Een proef heeft een einde. Vul de laatste dag in.',
      'A pilot has an end. Fill in the last day.',
    )
    need(
      content.scaleWhen.length > 0,
      '/scaleWhen',
      'Zeg wanneer de proef groter wordt: bij welk cijfer, en wanneer.',
      'Say when the pilot is scaled: at which figure, and by when.',
    )
    need(
      content.stopWhen.length > 0,
      '/stopWhen',
      'Zeg wanneer de proef stopt: bij welk cijfer, en wanneer.',
      'Say when the pilot stops: at which figure, and by when.',
    )
  }
  return missing
}

/** Everything that stands in the way of registering the plan on a day. */
export function obstaclesToRegistration(
  content: Content,
  { kind, ethicsCheck, today }: { kind: Kind; ethicsCheck: EthicsCheck | null; today: string },
): Obstacle[] {
  const missing = missingInPlan(content, kind)
  if (content.start === null) {
    missing.push({
      pointer: '/start',
      nl: 'De eerste dag ontbreekt. Alleen wat nog moet beginnen kan vooraf worden vastgelegd.',
      en: 'The first day is missing. Only what has yet to begin can be registered beforehand.',
    })
  } else if (content.start <= today) {
    missing.push({
      pointer: '/start',
      nl: 'De eerste dag is vandaag of al voorbij. Vooraf vastleggen kan dan niet meer: kies een latere dag, of begin zonder vastgelegd plan.',
      en: 'The first day is today or over. It can then no longer be registered beforehand: choose a later day, or begin without a registered plan.',
    })
  }
  if (content.plannedCost === null) {
    missing.push({
      pointer: '/plannedCost',
      nl: 'De geplande kosten ontbreken. Vul 0 in als het niets kost.',
      en: 'The planned costs are missing. Fill in 0 when it costs nothing.',
    })
  }
  if (content.hypothesis === null) {
    missing.push({
      pointer: '/hypothesis',
      nl: 'De verwachting ontbreekt: welk cijfer verandert, hoeveel, en wanneer.',
      en: 'The expectation is missing: which figure changes, by how much, and by when.',
    })
  }
  if (content.design === null) {
    missing.push({
      pointer: '/design',
      nl: 'Er staat niet hoe u het effect meet. Kies hoelang u meet, en met welke gebieden u vergelijkt.',
      en: 'It does not say how the effect is measured. Choose how long you measure, and with which areas you compare.',
    })
  }
  return [...missing, ...obstaclesInEthics(ethicsCheck)]
}

/** What the ethics and privacy check still lacks: an answer to each question, and words with each “no”. */
export function obstaclesInEthics(check: Pick<EthicsCheck, 'answers'> | null): Obstacle[] {
  if (check === null) {
    return [
      {
        pointer: '/ethicsCheck',
        nl: 'De toets op ethiek en privacy ontbreekt. Beantwoord de vragen.',
        en: 'The ethics and privacy check is missing. Answer the questions.',
      },
    ]
  }
  const answered = new Set(check.answers.map(({ question }) => question))
  const open = ETHICS_IDS.filter((id) => !answered.has(id)).length
  const unexplained = check.answers.flatMap(({ answer, text }, index) =>
    answer === 'no' && isEmpty(text)
      ? [
          {
            pointer: `/answers/${index}/text`,
            nl: 'Bij “nee” hoort een uitleg: wat doet u eraan, of waarom is het toch goed?',
            en: 'A “no” needs an explanation: what do you do about it, or why is it all right?',
          },
        ]
      : [],
  )
  const twice = check.answers.flatMap(({ question }, index) =>
    check.answers.findIndex((each) => each.question === question) < index
      ? [
          {
            pointer: `/answers/${index}/question`,
            nl: 'Deze vraag is al beantwoord.',
            en: 'This question is answered already.',
          },
        ]
      : [],
  )
  if (open === 0) return [...unexplained, ...twice]
  return [
    {
      pointer: '/answers',
      nl: `${open === 1 ? 'Eén vraag is' : `${open} vragen zijn`} nog niet beantwoord. Beantwoord alle vragen.`,
      en: `${open === 1 ? 'One question is' : `${open} questions are`} not answered yet. Answer all of them.`,
    },
    ...unexplained,
    ...twice,
  ]
}

/** Everything that stands in the way of beginning on a day. */
export function obstaclesToStart(
  content: Content,
  asked: {
    kind: Kind
    isRegistered: boolean
    withoutRegistration: boolean
    startedOn: string
    today: string
  },
): Obstacle[] {
  const missing = missingInPlan(content, asked.kind)
  if (content.decisionId === null) {
    missing.push({
      pointer: '/decisionId',
      nl: 'Er staat niet uit welk besluit dit volgt. Kies een gepubliceerd besluit van deze opgave.',
      en: 'It does not say from which decision this follows. Choose a published decision of this challenge.',
    })
  }
  if (!asked.isRegistered && !asked.withoutRegistration) {
    missing.push({
      pointer: '/withoutRegistration',
      nl: 'Er is geen plan vastgelegd. Leg het eerst vast. Wilt u toch beginnen? Zeg dat dan; het blijft zichtbaar.',
      en: 'No plan was registered. Register it first. To begin all the same, say so; that stays visible.',
    })
  }
  if (asked.startedOn > asked.today) {
    missing.push({
      pointer: '/startedOn',
      nl: 'Deze dag moet nog komen. Meld het begin op de dag zelf of later.',
      en: 'This day has yet to come. Tell of the start on the day itself or later.',
    })
  }
  if (content.end !== null && asked.startedOn > content.end) {
    missing.push({
      pointer: '/startedOn',
      nl: 'Het begin ligt na het geplande einde.',
      en: 'The start lies after the planned end.',
    })
  }
  return missing
}

/** Everything that stands in the way of ending. */
export function obstaclesToEnding(asked: {
  kind: Kind
  outcome: Outcome
  decisionId: string | null
  startedOn: string
  endedOn: string
  today: string
}): Obstacle[] {
  const { kind, outcome, decisionId, startedOn, endedOn, today } = asked
  const missing: Obstacle[] = []
  if (decisionId === null && (kind === 'pilot' || outcome !== 'finished')) {
    missing.push({
      pointer: '/decisionId',
      nl: 'Noem het besluit waarmee dit eindigt, opschaalt of stopt.',
      en: 'Name the decision by which this ends, is scaled or stops.',
    })
  }
  if (kind === 'measure' && outcome === 'scaled') {
    missing.push({
      pointer: '/outcome',
      nl: 'Alleen een proef schaalt op. Kies of de maatregel klaar is, of gestopt.',
      en: 'Only a pilot is scaled. Choose whether it is finished or stopped.',
    })
  }
  if (endedOn > today || endedOn < startedOn) {
    missing.push({
      pointer: '/endedOn',
      nl: 'De laatste dag ligt op of na het begin, en niet in de toekomst.',
      en: 'The last day lies on or after the start, and not in the future.',
    })
  }
  return missing
}
