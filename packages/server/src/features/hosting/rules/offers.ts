import { HANDOVER_DAYS } from '../lists.ts'

const DAY = 86_400_000

/** The moment after which a sensor must have been offered for somebody to take it now. */
export function oldestOffer(now: Date): Date {
  return new Date(now.getTime() - HANDOVER_DAYS * DAY)
}

/** Whether somebody can still take a sensor that was offered at this moment. */
export function standsOffer(offeredAt: Date, now: Date): boolean {
  return offeredAt > oldestOffer(now)
}
