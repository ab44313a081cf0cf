import type { Platform, Slice } from '../../platform/slice.ts'
import { type Logbook, openLogbook } from './logbook.ts'
import { listPersonalData } from './personal-data.ts'
import { addRecordRoutes } from './record-routes.ts'
import { addRegisterRoutes } from './register-routes.ts'
import { applyRetention } from './retention.ts'
import { addRvvaRoutes } from './rvva-routes.ts'

/** The slice, and the log in which slices above it record what they do with personal data. */
export type LogbookSlice = Slice & { logbook: Logbook }

/** Makes the slice of the processing log and the register of activities. */
export function createLogbookSlice(platform: Platform): LogbookSlice {
  const logbook = openLogbook(platform)
  return {
    name: 'logbook',
    logbook,
    migrations: new URL('./migrations/', import.meta.url),
    personalData: listPersonalData(logbook),
    routes(http) {
      addRegisterRoutes(http, platform)
      addRvvaRoutes(http, platform)
      addRecordRoutes(http, platform, logbook)
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
