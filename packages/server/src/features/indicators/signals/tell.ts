/** Tells others that something became of a signal. */
import type { Db } from '../../../platform/database/connect.ts'
import { publish } from '../../../platform/outbox.ts'

/** What can become of a signal. `recorded`: it was over already when it was found, in figures of the past. */
export const HAPPENINGS = [
  'opened',
  'recorded',
  'cleared',
  'reopened',
  'withdrawn',
  'decided',
  'handed-over',
] as const

/** What is told of a signal. */
export type SignalChanged = { signalId: string; what: (typeof HAPPENINGS)[number] }

export const SIGNAL_CHANGED = 'indicators.signal-changed'

export function tellSignal(transaction: Db, signalId: string, what: SignalChanged['what']): Promise<void> {
  return publish(transaction, SIGNAL_CHANGED, { signalId, what } satisfies SignalChanged)
}

/** What became of a signal between two looks; undefined when only what it rests on changed. */
export function judgeHappening(
  before: { clearedAt: number | null; withdrawn: boolean },
  after: { clearedAt: number | null },
): SignalChanged['what'] | undefined {
  const wasOpen = before.clearedAt === null && !before.withdrawn
  if (after.clearedAt === null) return wasOpen ? undefined : 'reopened'
  return wasOpen ? 'cleared' : undefined
}
