/** The door of outcomes: who hears what came of a challenge. What people were told is kept by notifications. */
import type { RecordProcessing } from '../../platform/processing.ts'
import type { Platform, Slice } from '../../platform/slice.ts'
import { ACTIVITIES } from './activities.ts'
import { addRoutes } from './routes.ts'
import { insertNews } from './store.ts'
import { HEARD, tellNext } from './tell.ts'

/** What waits to be told repeats addresses of what was published. */
export const COPIES_IN_OUTCOMES = [{ table: 'outcomes.news', column: 'payload', holds: 'json' }] as const

/** Makes the slice: it notes what happened with the event, and tells it piece by piece after that. */
export function createOutcomesSlice(platform: Platform & { record: RecordProcessing }): Slice {
  return {
    name: 'outcomes',
    migrations: new URL('./migrations/', import.meta.url),
    routes: (http) => addRoutes(http, platform),
    activities: ACTIVITIES,
    listeners: [{ name: 'outcomes', kinds: HEARD, handle: insertNews }],
    work: [{ name: 'outcomes.tell', next: () => tellNext(platform) }],
  }
}
