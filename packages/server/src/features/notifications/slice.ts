import type { Db } from '../../platform/database/connect.ts'
import { createSender, type SenderOptions } from '../../platform/http-client/sender.ts'
import type { RecordProcessing } from '../../platform/processing.ts'
import type { Platform, Slice } from '../../platform/slice.ts'
import { SIGNAL_CHANGED } from '../indicators/index.ts'
import { ACTIVITIES } from './activities.ts'
import { forgetNotes } from './digest/notes.ts'
import { addDigestRoutes } from './digest/routes.ts'
import { prepareDue, sendNext } from './digest/send.ts'
import { forgetHappenings } from './digest/store.ts'
import { hearSignals } from './listen.ts'
import { addOutcomeRoutes } from './outcomes/routes.ts'
import { forgetGone } from './outcomes/store.ts'
import { PERSONAL_DATA } from './personal-data.ts'
import { nameSender } from './sender-name.ts'
import { deliverNext } from './webhooks/deliver.ts'
import { type Sending, sourceOf } from './webhooks/event.ts'
import { addWebhookRoutes } from './webhooks/routes.ts'
import { forgetDeliveries, hasDueDelivery } from './webhooks/store.ts'

const DAY = 24 * 60 * 60 * 1000

/** Deliveries that are tried at once. */
const SLOTS = [1, 2, 3, 4, 5, 6] as const

/** Days that deliveries are kept, what became of signals, and what came of challenges: as long as a turn of the loop can take. */
const KEPT = { deliveries: 30, happenings: 60, outcomes: 5 * 365 }

/**
 * Makes the slice that tells people and programs what becomes of signals.
 * @param rules of what may be sent to; only a test gives other ones than those of the internet
 */
export function createNotificationsSlice(
  platform: Platform & { record: RecordProcessing },
  rules: Omit<SenderOptions, 'hosts'> = {},
): Slice {
  const { db, clock, config } = platform
  const sender = createSender({ hosts: config.webhookHosts, ...rules })
  const sending = async (transaction: Db): Promise<Sending> => {
    const { publicUrl, oin } = config
    return { publicUrl, source: sourceOf(oin, await nameSender(transaction, publicUrl)) }
  }
  // The slots look at the same moment: one question for all.
  let asking: Promise<boolean> | undefined
  const hasDelivery = () => {
    asking ??= hasDueDelivery(db, clock()).finally(() => {
      asking = undefined
    })
    return asking
  }
  const before = (days: number) => new Date(clock().getTime() - days * DAY)
  return {
    name: 'notifications',
    migrations: new URL('./migrations/', import.meta.url),
    personalData: PERSONAL_DATA,
    activities: ACTIVITIES,
    routes(http) {
      addDigestRoutes(http, platform)
      addOutcomeRoutes(http, platform)
      addWebhookRoutes(http, { ...platform, sender })
    },
    listeners: [
      {
        name: 'notifications',
        kinds: [SIGNAL_CHANGED],
        handle: (transaction, events) => hearSignals(transaction, events, { sending, now: clock() }),
      },
    ],
    jobs: [
      { name: 'notifications.prepare-digests', cron: '*/5 * * * *', handle: () => prepareDue(db, clock()) },
      {
        name: 'notifications.forget',
        cron: '40 3 * * *',
        async handle() {
          await forgetDeliveries(db, before(KEPT.deliveries))
          await forgetHappenings(db, before(KEPT.happenings))
          await forgetNotes(db, { notes: before(KEPT.happenings), outcomes: before(KEPT.outcomes) })
          await forgetGone(db)
        },
      },
    ],
    work: [
      { name: 'notifications.send-digest', next: () => sendNext(platform) },
      ...SLOTS.map((slot) => ({
        name: `notifications.deliver-${slot}`,
        hasNext: hasDelivery,
        next: () => deliverNext({ ...platform, sender, chance: Math.random }),
      })),
    ],
  }
}
