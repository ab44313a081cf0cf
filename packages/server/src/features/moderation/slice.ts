import type { Slice } from '../../platform/slice.ts'
import { ACTIVITIES } from './activities.ts'
import { PERSONAL_DATA } from './personal-data.ts'
import { addModerationRoutes } from './routes.ts'
import type { Moderation } from './steps.ts'
import { forgetReviews } from './store/judgements.ts'
import { forgetReports } from './store/reports.ts'
import { TELL, tellWriters } from './tell-writers.ts'

/**
 * Makes the slice of moderation. The slices of what is judged are higher than this one: `targets` finds their texts.
 */
export function createModerationSlice(platform: Moderation): Slice {
  const { db, clock, record } = platform
  return {
    name: 'moderation',
    migrations: new URL('./migrations/', import.meta.url),
    personalData: PERSONAL_DATA,
    activities: ACTIVITIES,
    routes: (http) => addModerationRoutes(http, platform),
    jobs: [
      { name: TELL, cron: '* * * * *', handle: () => tellWriters(platform, record) },
      {
        name: 'moderation.forget',
        cron: '23 3 * * *',
        async handle() {
          await forgetReports(db, clock())
          await forgetReviews(db, clock())
        },
      },
    ],
  }
}
