import type { Indicator, Mistake } from '../api.ts'
import { type Language, messagesOf } from '../language.ts'
import { type FormValues, textAt } from './values.ts'

type WatchRule = Indicator['watchRules'][number]

/** The rules as they were filled in; what is no number goes to the API as it is, which then says what is wrong with it. */
export function readWatchRules(values: FormValues): WatchRule[] {
  const [absence, change, goal] = ['absence', 'change', 'goal'].map((name) => textAt(values, name))
  return [
    ...(absence ? [{ kind: 'absence', periods: toNumber(absence) } as WatchRule] : []),
    ...(change === 'itself' || change === 'others' ? [{ kind: 'change', against: change } as const] : []),
    ...(goal ? [{ kind: 'goal-missed', probability: toNumber(goal) / 100 } as const] : []),
  ]
}

/** What is wrong with a rule that was sent, at its field; the chance is told as it was filled in: in percent. */
export function placeMistake(mistake: Mistake, values: FormValues, language: Language): Mistake {
  const [, list, index, part] = mistake.pointer.split('/')
  if (list !== 'watchRules') return mistake
  const kind = readWatchRules(values)[Number(index ?? 0)]?.kind
  if (kind !== 'goal-missed') return { ...mistake, pointer: `/${kind ?? 'absence'}` }
  const detail = part === 'probability' ? messagesOf(language).signalRules.chance : mistake.detail
  return { ...mistake, pointer: '/goal', detail }
}

/** Who was chosen to answer for signals; a person by their address goes before a role. */
export function readNewOwner(values: FormValues): { organisationId: string; role?: string; email?: string } {
  const [organisationId = '', role = '', email = ''] = ['organisationId', 'role', 'email'].map((name) =>
    textAt(values, name),
  )
  return { organisationId, ...(email ? { email } : role ? { role } : {}) }
}

function toNumber(text: string): number {
  const value = Number(text.replace(',', '.').replace('%', ''))
  return Number.isNaN(value) ? 0 : value
}
