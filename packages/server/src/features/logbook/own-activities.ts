import type { Db } from '../../platform/database/connect.ts'
import type { OwnActivity } from '../../platform/processing.ts'
import type { Platform } from '../../platform/slice.ts'
import { findRunningOrganisation } from '../parties/index.ts'
import { ensureActivity } from './activities.ts'

type Needs = Pick<Platform, 'db' | 'clock' | 'config'>

/**
 * Puts an activity of the platform itself in the register, unless it is there: what people changed stays.
 * @param controllerId who is responsible for it
 */
export async function registerOwnActivity(
  { db, clock, config }: Needs,
  { slug, name, purpose, legalBasis, dataSubjects, personalData, operations, retentionPeriod }: OwnActivity,
  controllerId: string,
): Promise<void> {
  const activity = {
    name: name.nl,
    purpose: purpose.nl,
    legalBasis: [legalBasis],
    dataSubjects: [...dataSubjects],
    personalData: [...personalData],
    operations: [...operations],
    retentionPeriod,
    contact: `${config.publicUrl}/privacy`,
  }
  await ensureActivity(db, slug, { controllerId, activity, at: clock() })
}

/**
 * Registers the activities of the platform itself once there is an organisation that runs it, which is then responsible.
 * @returns a function that does so, and does nothing more once it is done
 */
export function registerOwnActivities(
  needs: Needs,
  listActivities: () => readonly OwnActivity[],
): () => Promise<void> {
  let done: Promise<boolean> | undefined
  const register = async (db: Db) => {
    const controllerId = await findRunningOrganisation(db)
    if (controllerId === undefined) return false
    for (const activity of listActivities()) await registerOwnActivity(needs, activity, controllerId)
    return true
  }
  return async () => {
    done ??= register(needs.db)
    const isDone = await done.catch((error: unknown) => {
      done = undefined
      throw error
    })
    if (!isDone) done = undefined
  }
}

/** What an activity of the platform itself is called in English, as long as people left its Dutch name. */
export function nameBothWays(
  activities: readonly OwnActivity[],
  { slug, name }: { slug: string; name: string },
): { nl: string; en: string } {
  const own = activities.find((activity) => slug === activity.slug || slug.startsWith(`${activity.slug}--`))
  return own && own.name.nl === name ? own.name : { nl: name, en: name }
}
