import type { Platform, Slice } from '../../platform/slice.ts'
import { type Logbook, type LogbookSources, openLogbook } from './logbook.ts'
import { listPersonalData } from './personal-data.ts'
import { addRecordRoutes } from './record-routes.ts'
import { addRegisterRoutes } from './register-routes.ts'
import { applyRetention } from './retention.ts'
import { addRvvaRoutes } from './rvva-routes.ts'
import { USE } from './use.ts'
import { addUseRoutes, type UseSources } from './use-routes.ts'

/** The slice, and the log in which slices above it record what they do with personal data. */
export type LogbookSlice = Slice & { logbook: Logbook }

/** Makes the slice of the processing log and the register of activities. */
export function createLogbookSlice(platform: Platform, sources: LogbookSources & UseSources): LogbookSlice {
  const logbook = openLogbook(platform, sources)
  return {
    name: 'logbook',
    logbook,
    migrations: new URL('./migrations/', import.meta.url),
    personalData: listPersonalData(logbook),
    activities: [USE],
    routes(http) {
      addRegisterRoutes(http, platform, sources.listActivities)
      addRvvaRoutes(http, platform)
      addRecordRoutes(http, platform, logbook)
      addUseRoutes(http, platform, { logbook, sources })
    },
    jobs: [
      {
        name: 'logbook.apply-retention',
        cron: '23 3 * * *',
        async handle(_, stopping) {
          await applyRetention(platform.db, platform.clock(), stopping)
        },
      },
    ],
    stop: () => logbook.stop(),
  }
}
