import type { Indicator } from '../api.ts'
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
