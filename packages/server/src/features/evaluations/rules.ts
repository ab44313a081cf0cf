import { LEAST_DAYS_AFTER } from '@samenspel/standards/effects'
import { type Actor, hasRole } from '../../platform/actor.ts'
import type { Bilingual } from '../../platform/errors.ts'
import { writeDay } from '../../platform/written-day.ts'
import { isEmpty } from '../../platform/written-words.ts'
import type { Planned } from '../interventions/index.ts'
import { type Step, WRITERS } from './lists.ts'
import type { Content, NewEvaluation, PlanDeviation } from './schema.ts'
import { addPeriods, daysBetween, nextStep, startOfStep } from './steps-in-time.ts'

/** A mistake in what was asked, or what is still missing: where, and what to do about it. */
export type Obstacle = { pointer: string } & Bilingual

export const canWrite = (actor: Actor, { ownerId }: { ownerId: string }): boolean =>
  hasRole(actor, WRITERS, ownerId)

/** What is chosen at first: as it was planned, but for what is given. */
export function startContent(given: NewEvaluation, planned: Planned): Content | Obstacle {
  const { interventionId: _, ...choices } = given
  const indicatorId = choices.indicatorId ?? planned.hypothesis?.indicatorId
  if (indicatorId === undefined) return NO_INDICATOR
  return {
    title: planned.title,
    areaCodes: planned.areaCodes,
    comparisonCodes: planned.design?.comparisonCodes ?? [],
    otherInterventionIds: [],
    design: null,
    step: null,
    shape: planned.design?.shape ?? 'level',
    from: null,
    until: null,
    deviation: '',
    spillOver: '',
    remarks: '',
    ...choices,
    indicatorId,
  }
}

/** What contradicts itself in what is chosen. */
export function checkContent(content: Content): Obstacle[] {
  const { areaCodes, comparisonCodes, from, until } = content
  const both = comparisonCodes.findIndex((code) => areaCodes.includes(code))
  const mistakes: Obstacle[] = []
  if (both >= 0) {
    mistakes.push({
      pointer: `/comparisonCodes/${both}`,
      nl: 'In dit gebied was de maatregel zelf. Daarmee kan niet worden vergeleken.',
      en: 'The intervention itself was in this area. It cannot be compared with.',
    })
  }
  if (from !== null && until !== null && from >= until) {
    mistakes.push({
      pointer: '/until',
      nl: 'Het einde ligt niet na het begin. Kies een latere dag.',
      en: 'The end does not lie after the begin. Choose a later day.',
    })
  }
  return mistakes
}

const sameSet = (left: readonly string[], right: readonly string[]) =>
  left.length === right.length && left.every((each) => right.includes(each))

/**
 * The days from which and before which the plan wanted figures, counted from the day on which it began; null when it does not say, or
 * when nothing began.
 */
export function findWindow({
  design,
  period,
  startedOn,
}: Pick<Planned, 'design' | 'period' | 'startedOn'>): { from: string; until: string } | null {
  if (design === null || period === null || startedOn === null) return null
  return {
    from: addPeriods(startedOn, -design.periodsBefore, period),
    until: addPeriods(startedOn, design.periodsAfter, period),
  }
}

/** What must be measured after a start at least: the weather of some weeks passes for an effect else, and so do two steps. */
const LEAST_AFTER = { days: LEAST_DAYS_AFTER, steps: 3, part: 0.5 }

/**
 * The day until which there must be figures to judge by: four weeks, three whole steps, and half of the time that the plan wanted, or else of that until the day on
 * which the effect was expected.
 */
export function findEnough(
  planned: Pick<Planned, 'design' | 'period' | 'hypothesis'> & { startedOn: string },
  step: Step,
): string {
  const { startedOn } = planned
  const wanted = findWindow(planned)?.until ?? planned.hypothesis?.by ?? startedOn
  const half = Math.ceil(LEAST_AFTER.part * daysBetween(startedOn, wanted))
  const days = Math.max(LEAST_AFTER.days, half)
  let steps = startOfStep(startedOn, step)
  const more = steps === startedOn ? 0 : 1
  for (let at = 0; at < LEAST_AFTER.steps + more; at += 1) steps = nextStep(steps, step)
  const until = addPeriods(startedOn, days, 'day')
  return [until, steps].sort().at(-1) ?? until
}

/**
 * Where what is chosen differs from what was planned before the start. It stays beside the answer for ever.
 * @param firstLook the day on which the effect was first computed in these figures; null when it was not yet
 */
export function listDeviations(
  content: Content,
  planned: Planned,
  firstLook: string | null,
): PlanDeviation[] {
  const found: PlanDeviation[] = []
  const { plan, hypothesis, design } = planned
  if (!plan?.beforehand) found.push({ field: 'plan', ...NOT_BEFOREHAND })
  if (hypothesis !== null && hypothesis.indicatorId !== content.indicatorId) {
    found.push({ field: 'indicatorId', ...OTHER_INDICATOR })
  }
  if (!sameSet(planned.areaCodes, content.areaCodes)) found.push({ field: 'areaCodes', ...OTHER_AREAS })
  if (!sameSet(design?.comparisonCodes ?? [], content.comparisonCodes)) {
    found.push({ field: 'comparisonCodes', ...OTHER_COMPARISON })
  }
  if (plan && !design?.method) found.push({ field: 'plan', ...METHOD_NOT_SAID })
  for (const [field, words] of HOW) {
    const [chosen, agreed] = [content[field], field === 'design' ? design?.method : design?.[field]]
    // What is left open is as it was planned.
    if (agreed && chosen !== null && chosen !== agreed) found.push({ field, ...words })
  }
  if (content.from !== null) found.push({ field: 'from', ...OTHER_FROM })
  if (content.until !== null) found.push({ field: 'until', ...OTHER_UNTIL })
  const end = findWindow(planned)?.until
  // Who looks again and again while figures come in finds something by chance more often than is told.
  if (end !== undefined && firstLook !== null && firstLook < end) {
    found.push({ field: 'early', ...lookedEarly(firstLook, end) })
  }
  if (content.otherInterventionIds.length > 0) found.push({ field: 'otherInterventionIds', ...TOGETHER })
  return found
}

/** What must be written before it is published. */
export function obstaclesInWords(content: Content, deviations: readonly PlanDeviation[]): Obstacle[] {
  const missing: Obstacle[] = []
  if (isEmpty(content.spillOver)) {
    missing.push({
      pointer: '/spillOver',
      nl: 'Schrijf of de maatregel ook elders iets kan hebben veranderd, en waarom wel of niet.',
      en: 'Write whether the intervention can have changed something elsewhere as well, and why or why not.',
    })
  }
  const ofChoice = deviations.filter(({ field }) => field !== 'plan')
  if (ofChoice.length > 0 && isEmpty(content.deviation)) {
    missing.push({
      pointer: '/deviation',
      nl: `Schrijf waarom het anders is dan in het plan. ${ofChoice.map(({ nl }) => nl).join(' ')}`,
      en: `Write why it is otherwise than in the plan. ${ofChoice.map(({ en }) => en).join(' ')}`,
    })
  }
  return missing
}

/** Fields that decide what is computed; the others are words. */
export const COMPUTED_FIELDS = [
  'indicatorId',
  'areaCodes',
  'comparisonCodes',
  'otherInterventionIds',
  'design',
  'step',
  'shape',
  'from',
  'until',
] as const satisfies readonly (keyof Content)[]

/** In which of these two choices differ. */
export function listChanged(one: Content, other: Content): string[] {
  return COMPUTED_FIELDS.filter((field) => {
    const [left, right] = [one[field], other[field]]
    return Array.isArray(left) && Array.isArray(right) ? !sameSet(left, right) : left !== right
  })
}

const NO_INDICATOR = {
  pointer: '/indicatorId',
  nl: 'Het plan noemt geen indicator. Kies de indicator waarin u het effect zoekt.',
  en: 'The plan names no indicator. Choose the indicator in which you look for the effect.',
}
const NOT_BEFOREHAND = {
  nl: 'Er was vóór de start geen plan vastgelegd.',
  en: 'No plan was registered before the start.',
}
const OTHER_INDICATOR = {
  nl: 'Het effect is gezocht in een ander cijfer dan gepland.',
  en: 'The effect was looked for in another figure than planned.',
}
const OTHER_AREAS = {
  nl: 'Er is naar andere gebieden gekeken dan gepland.',
  en: 'Other areas were looked at than planned.',
}
const OTHER_COMPARISON = {
  nl: 'Er is met andere gebieden vergeleken dan gepland.',
  en: 'It was compared with other areas than planned.',
}
const METHOD_NOT_SAID = {
  nl: 'In het plan staat niet op welke manier het effect zou worden gezocht.',
  en: 'The plan does not say in which way the effect would be looked for.',
}
/** How it is computed, with what to say when that is otherwise. */
const HOW = [
  [
    'design',
    {
      nl: 'Het effect is op een andere manier gezocht dan gepland.',
      en: 'The effect was looked for in another way than planned.',
    },
  ],
  [
    'step',
    {
      nl: 'De cijfers zijn over een andere tijd samengevoegd dan gepland.',
      en: 'The figures were put together over another time than planned.',
    },
  ],
  [
    'shape',
    {
      nl: 'Er is een ander verloop van het effect aangenomen dan gepland.',
      en: 'Another course of the effect was assumed than planned.',
    },
  ],
] as const satisfies readonly (readonly [keyof Content, Bilingual])[]
const OTHER_FROM = {
  nl: 'De cijfers beginnen op een andere dag dan gepland.',
  en: 'The figures begin on another day than planned.',
}
const OTHER_UNTIL = {
  nl: 'De cijfers eindigen op een andere dag dan gepland.',
  en: 'The figures end on another day than planned.',
}
const lookedEarly = (day: string, end: string): Bilingual => {
  const [on, from] = [writeDay(day), writeDay(end)]
  return {
    nl: `De eerste berekening is van ${on.nl}. In het plan stond: pas vanaf ${from.nl}, als alle cijfers er zijn.`,
    en: `The first computation is of ${on.en}. The plan said: not before ${from.en}, when all figures are there.`,
  }
}
const TOGETHER = {
  nl: 'Het effect is gezocht samen met dat van maatregelen elders.',
  en: 'The effect was looked for together with that of interventions elsewhere.',
}
