import type { Slice } from '../../platform/slice.ts'
import { ACTIVITIES } from './activities.ts'
import { PERSONAL_DATA } from './personal-data.ts'
import { addRemarkRoutes } from './routes.ts'
import type { Remarks } from './steps.ts'
import { eraseHidden } from './store/erase.ts'

/** Makes the slice of remarks. What people do with them goes into the processing log by `record`. */
export function createRemarksSlice(platform: Remarks): Slice {
  return {
    name: 'remarks',
    migrations: new URL('./migrations/', import.meta.url),
    personalData: PERSONAL_DATA,
    activities: ACTIVITIES,
    routes: (http) => addRemarkRoutes(http, platform),
    jobs: [
      {
        name: 'remarks.erase-hidden',
        cron: '41 3 * * *',
        handle: () => eraseHidden(platform.db, platform.clock()),
      },
    ],
  }
}
