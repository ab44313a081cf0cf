import type { RecordProcessing } from '../../platform/processing.ts'
import type { Platform, Slice } from '../../platform/slice.ts'
import type { Intake } from '../measurements/index.ts'
import { ACTIVITIES } from './activities.ts'
import { PERSONAL_DATA } from './personal-data.ts'
import { addDeliveryRoute } from './routes/deliveries.ts'
import { addInvitationRoutes } from './routes/invitations.ts'
import { addSensorRoutes } from './routes/sensors.ts'

/**
 * Makes the slice of sensors that residents host. What they do with those goes into the processing log by `record`.
 */
export function createHostingSlice(platform: Platform & { intake: Intake; record: RecordProcessing }): Slice {
  return {
    name: 'hosting',
    migrations: new URL('./migrations/', import.meta.url),
    personalData: PERSONAL_DATA,
    activities: ACTIVITIES,
    routes(http) {
      addInvitationRoutes(http, platform)
      addSensorRoutes(http, platform)
      addDeliveryRoute(http, platform)
    },
  }
}
