import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/database/connect.ts'
import type { Intake } from './intake.ts'
import { storeObservations } from './store-observations.ts'

/** An intake that stores in a transaction which does more than that, not together with what others send. */
export function intakeWithin(transaction: Db, clock: Clock): Intake {
  return {
    submit: (batch, sender = {}) => storeObservations(transaction, batch, { ...sender, now: clock() }),
    stop: () => Promise.resolve(),
  }
}
