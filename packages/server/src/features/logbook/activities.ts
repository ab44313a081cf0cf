import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { inBody, notFound, Problem } from '../../platform/errors.ts'
import { refuseStale } from '../../platform/http/revision.ts'
import type { Platform } from '../../platform/slice.ts'
import { canKeep, chooseController, completeActivity, findLogDaysMistake, mergeActivity } from './rules.ts'
import { ActivityChange, type NewActivity } from './schema.ts'
import {
  type ActivityToStore,
  findActivity,
  insertActivity,
  insertUnderSlug,
  insertVersion,
  lockActivity,
  type StoredActivity,
} from './store/activities.ts'

/** What a slice says of an activity of its own; who is responsible, and since when. */
export type ActivityOfSlice = { controllerId: string; activity: Omit<NewActivity, 'controllerId'>; at: Date }

/**
 * Registers an activity of a slice under a name that its records use, unless it is there: what people changed stays.
 * @param slug lower-case letters, digits and hyphens
 */
export async function ensureActivity(
  db: Db,
  slug: string,
  { controllerId, activity, at }: ActivityOfSlice,
): Promise<void> {
  const stored: ActivityToStore = { controllerId, fields: completeActivity(activity), at }
  await insertUnderSlug(db, slug, stored)
}

/** Registers an activity for an organisation of the actor. */
export async function createActivity(
  { db, clock, config }: Pick<Platform, 'db' | 'clock' | 'config'>,
  actor: Actor,
  given: NewActivity,
): Promise<StoredActivity> {
  const chosen = chooseController(actor, given.controllerId)
  if (!('controllerId' in chosen)) throw new Problem('invalid-request', chosen, inBody([chosen]))
  const { controllerId } = chosen
  const slug = await insertActivity(db, { controllerId, fields: completeActivity(given), at: clock() })
  return requireActivity(await findActivity(db, config.publicUrl, slug))
}

/** Makes a new version with the given fields; none when nothing becomes different. */
export async function changeActivity(
  { db, clock, config }: Pick<Platform, 'db' | 'clock' | 'config'>,
  actor: Actor,
  key: string,
  change: ActivityChange,
): Promise<StoredActivity> {
  return db.transaction().execute(async (transaction) => {
    await lockActivity(transaction, key)
    const current = requireActivity(await findActivity(transaction, config.publicUrl, key))
    if (!canKeep(actor, current.controllerId)) throw foreignActivity()
    refuseStale(ActivityChange, current, change.revision)
    const mistake = findLogDaysMistake(current.slug, change.logDays)
    if (mistake) throw new Problem('invalid-request', mistake, inBody([mistake]))
    const fields = mergeActivity(current, change)
    if (!fields) return current
    await insertVersion(transaction, current.id, current.version + 1, fields, clock())
    return requireActivity(await findActivity(transaction, config.publicUrl, key))
  })
}

/** The activity, or the problem that it does not exist. */
export function requireActivity(activity: StoredActivity | undefined): StoredActivity {
  if (activity) return activity
  throw notFound({ nl: 'Deze verwerkingsactiviteit', en: 'This processing activity' })
}

function foreignActivity(): Problem {
  return new Problem('not-allowed', {
    nl: 'U mag deze verwerkingsactiviteit niet wijzigen. Dat kan een privacyfunctionaris of beheerder van de verantwoordelijke organisatie.',
    en: 'You may not change this processing activity. A privacy officer or administrator of the organisation that is responsible can.',
  })
}
