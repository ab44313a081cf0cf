import type { Language } from '../language.ts'
import { readAmount } from '../workspace/amounts.ts'
import { orNull } from '../workspace/numbers.ts'
import { type FormValues, textAt } from '../workspace/values.ts'
import type { Intervention } from './api.ts'

/** What can be done with an intervention, by the name in the address of its page. */
export const STEP_NAMES = [
  'vastleggen',
  'beginnen',
  'afronden',
  'intrekken',
  'verwijderen',
  'mijlpaal',
  'kosten',
  'afwijking',
  'foto',
  'foto-weghalen',
] as const
export type StepName = (typeof STEP_NAMES)[number]

/** The steps that make sense now, in the order in which they are offered. The API decides whether they are allowed. */
export function stepsOf({ state }: Pick<Intervention, 'state'>): StepName[] {
  if (state === 'draft') return ['vastleggen', 'beginnen', 'mijlpaal', 'foto', 'verwijderen']
  if (state === 'registered') return ['beginnen', 'mijlpaal', 'kosten', 'foto', 'intrekken']
  if (state === 'running') return ['mijlpaal', 'kosten', 'afwijking', 'foto', 'afronden', 'intrekken']
  if (state === 'ended') return ['kosten', 'afwijking', 'foto', 'intrekken']
  return []
}

/** What a step sends to the API: the path below the intervention and the body. */
export function readStep(
  step: StepName,
  values: FormValues,
  language: Language,
): { path: string; body: Record<string, unknown> } {
  const text = (name: string) => textAt(values, name)
  switch (step) {
    case 'vastleggen':
      return { path: 'plans', body: {} }
    case 'beginnen':
      return {
        path: 'start',
        body: {
          ...(text('startedOn') && { startedOn: text('startedOn') }),
          decisionId: orNull(text('decisionId')),
          withoutRegistration: text('withoutRegistration') === 'yes',
        },
      }
    case 'afronden':
      return {
        path: 'end',
        body: {
          outcome: text('outcome'),
          reason: text('reason'),
          decisionId: orNull(text('decisionId')),
          ...(text('endedOn') && { endedOn: text('endedOn') }),
        },
      }
    case 'intrekken':
      return { path: 'withdrawal', body: { reason: text('reason') } }
    case 'mijlpaal':
      return {
        path: 'milestones',
        body: {
          title: text('title'),
          plannedOn: orNull(text('plannedOn')),
          reachedOn: orNull(text('reachedOn')),
        },
      }
    case 'kosten':
      return {
        path: 'costs',
        body: { amount: readCost(text('amount'), language), day: text('day'), what: text('what') },
      }
    case 'afwijking':
      return { path: 'deviations', body: { what: text('what'), why: text('why'), since: text('since') } }
    case 'foto-weghalen':
      return { path: 'photos', body: { reason: text('reason') } }
    case 'verwijderen':
    case 'foto':
      return { path: '', body: {} }
  }
}

/** An amount that may be below zero. */
function readCost(text: string, language: Language): number | string | null {
  const minus = /^\s*[-−]\s*/.exec(text)?.[0]
  const amount = readAmount(minus === undefined ? text : text.slice(minus.length), language)
  return typeof amount === 'number' && minus !== undefined ? -amount : amount
}

/** A mistake of the API without a field in the form of its step is told as the whole. */
export const STEP_FIELDS: Record<StepName, readonly string[]> = {
  vastleggen: [],
  beginnen: ['startedOn', 'decisionId', 'withoutRegistration'],
  afronden: ['outcome', 'reason', 'decisionId', 'endedOn'],
  intrekken: ['reason'],
  verwijderen: [],
  mijlpaal: ['title', 'plannedOn', 'reachedOn'],
  kosten: ['amount', 'day', 'what'],
  afwijking: ['what', 'why', 'since'],
  foto: ['photo', 'alt', 'takenOn'],
  'foto-weghalen': ['reason'],
}
