import { once } from '../../platform/once.ts'
import type { RecordProcessing } from '../../platform/processing.ts'
import type { Platform, Slice } from '../../platform/slice.ts'
import { findOrCreateSecret } from '../parties/index.ts'
import { ACTIVITIES } from './activities.ts'
import { PERSONAL_DATA } from './personal-data.ts'
import { findOrCreateSigner } from './receipts/keys.ts'
import { addChoiceRoutes } from './routes/choices.ts'
import { addNoticeRoutes } from './routes/notices.ts'
import { addReceiptRoutes } from './routes/receipts.ts'
import { expireConsents, hasExpired } from './store/choices.ts'

/**
 * Makes the slice of what residents say yes and no to.
 * @param record writes in the processing log what happens to people's answers
 */
export function createConsentSlice(platform: Platform, record: RecordProcessing): Slice {
  const { db, clock, config } = platform
  const getSigner = once(async () =>
    findOrCreateSigner(db, config.authSecret ?? (await findOrCreateSecret(db)), clock),
  )
  return {
    name: 'consent',
    migrations: new URL('./migrations/', import.meta.url),
    personalData: PERSONAL_DATA,
    activities: ACTIVITIES,
    routes(http) {
      addNoticeRoutes(http, platform)
      addChoiceRoutes(http, { ...platform, record })
      addReceiptRoutes(http, platform, getSigner)
    },
    work: [
      {
        name: 'consent.expire',
        hasNext: () => hasExpired(db, clock()),
        next: () => db.transaction().execute((transaction) => expireConsents(transaction, clock())),
      },
    ],
  }
}
