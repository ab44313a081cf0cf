import { type Actor, hasRole, membershipsOf } from '../../platform/actor.ts'
import { chooseOwner } from '../../platform/owner.ts'
import { isOwnSlug } from '../../platform/processing.ts'
import type { ActivityChange, ActivityFields, NewActivity } from './schema.ts'

/** Who keeps the register of an organisation. */
export const KEEPERS = ['administrator', 'privacy-officer'] as const

/** Who may read the records of an organisation. An administrator may not: who does gives the role, and that is seen. */
export const READERS = ['privacy-officer'] as const

/** A mistake in what was asked: where, and what to do about it. */
export type Mistake = { pointer: string; nl: string; en: string }

/** Days that records are kept when nothing else is decided: three years. */
export const DEFAULT_LOG_DAYS = 1095

/** May the actor change the activities of this controller? */
export function canKeep(actor: Actor, controllerId: string): boolean {
  return hasRole(actor, KEEPERS, controllerId)
}

/** The organisations of whose activities the actor may read the records. */
export function readsRecordsOf(actor: Actor): string[] {
  return membershipsOf(actor)
    .filter(({ role }) => READERS.some((reader) => reader === role))
    .map(({ organisationId }) => organisationId)
}

/** For which controller the actor registers an activity: the asked one, or the only one for which they may. */
export function chooseController(
  actor: Actor,
  asked: string | undefined,
): { controllerId: string } | Mistake {
  const chosen = chooseOwner(actor, KEEPERS, asked)
  return 'ownerId' in chosen
    ? { controllerId: chosen.ownerId }
    : { pointer: '/controllerId', nl: chosen.nl, en: chosen.en }
}

/** A new activity with what was left open filled in. */
export function completeActivity({ controllerId: _, ...given }: NewActivity): ActivityFields {
  return { recipients: [], measures: [], active: true, logDays: DEFAULT_LOG_DAYS, ...given }
}

/** Of what the platform itself does, records are kept three years at least: else who runs it could make traces go. */
export function findLogDaysMistake(slug: string, logDays: number | undefined): Mistake | undefined {
  if (!isOwnSlug(slug) || logDays === undefined || logDays >= DEFAULT_LOG_DAYS) return undefined
  return {
    pointer: '/logDays',
    nl: `Wat het platform zelf met gegevens doet, blijft minstens drie jaar (${DEFAULT_LOG_DAYS} dagen) in het logboek. Zo kunnen mensen nagaan wie hun gegevens gebruikte. Geef een langere tijd.`,
    en: `What the platform itself does with data stays in the log for at least three years (${DEFAULT_LOG_DAYS} days), so that people can see who used their data. Give a longer time.`,
  }
}

/** An activity after a change; undefined when nothing becomes different, and then there is no new version. */
export function mergeActivity(
  current: ActivityFields,
  { revision: _, ...change }: ActivityChange,
): ActivityFields | undefined {
  const given = Object.entries(change).filter(([, value]) => value !== undefined)
  const isSame = given.every(
    ([name, value]) => JSON.stringify(current[name as keyof ActivityFields]) === JSON.stringify(value),
  )
  return isSame ? undefined : { ...current, ...Object.fromEntries(given) }
}
