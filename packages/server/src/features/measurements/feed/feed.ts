import type { Platform } from '../../../platform/slice.ts'
import {
  type Change,
  ENTITIES_CHANGED,
  type EntitiesChange,
  OBSERVATIONS_STORED,
  type ObservationsChange,
  readChange,
} from './changes.ts'
import { type ChangedObservation, readObservations } from './read-observations.ts'

/** A change as subscribers get it. Rows are read at the first request, once for all subscribers. */
export type FeedChange =
  | EntitiesChange
  | (ObservationsChange & { rows(): Promise<readonly ChangedObservation[]> })

export type Subscriber = {
  /** Gets what happened since its last call, in the order of commit; the next call waits for this one. */
  handle(changes: readonly FeedChange[]): Promise<void> | void
  /** Told how many changes were skipped because `handle` took too long. */
  onSkip?(count: number): void
}

/** What is stored, changed and deleted from now on, by any process. */
export type Feed = {
  /** @returns once nothing is missed any more, a function that ends the subscription */
  subscribe(subscriber: Subscriber): Promise<() => void>
}

const MOST_WAITING = 1000

/**
 * Hands on what happens to measurements. Nothing here can hold up those who store: a subscriber that is slow skips
 * changes, the oldest first. Who may see what is for the subscriber to decide: a change has ids, whoever owns them.
 */
export function createFeed(
  { follow, db, report }: Pick<Platform, 'follow' | 'db' | 'report'>,
  mostWaiting = MOST_WAITING,
): Feed {
  const queues = new Set<Queue>()
  let following: Promise<() => void> | undefined

  function toFeed(change: Change): FeedChange {
    if (change.kind !== 'observations') return change
    let rows: Promise<readonly ChangedObservation[]> | undefined
    const read = () => {
      rows ??= readObservations(db, change)
      return rows
    }
    return { ...change, rows: read }
  }
  function end(queue: Queue) {
    queue.close()
    queues.delete(queue)
    if (queues.size > 0) return
    void following?.then((stop) => stop())
    following = undefined
  }
  return {
    async subscribe(subscriber) {
      const queue = openQueue(subscriber, mostWaiting, (error) => report({ kind: 'feed-failed', error }))
      queues.add(queue)
      following ??= follow([OBSERVATIONS_STORED, ENTITIES_CHANGED], (events) => {
        const changes = events.map((event) => toFeed(readChange(event)))
        for (const each of queues) each.add(changes)
      })
      try {
        await following
      } catch (error) {
        queues.delete(queue)
        following = undefined
        throw error
      }
      return () => end(queue)
    },
  }
}

type Queue = { add(changes: readonly FeedChange[]): void; close(): void }

/** Hands changes to one subscriber, a call at a time. */
function openQueue(subscriber: Subscriber, most: number, fail: (error: unknown) => void): Queue {
  let waiting: FeedChange[] = []
  let skipped = 0
  let running = false
  let closed = false

  async function run() {
    running = true
    while (waiting.length > 0 && !closed) {
      const changes = waiting
      waiting = []
      try {
        if (skipped > 0) subscriber.onSkip?.(skipped)
        skipped = 0
        await subscriber.handle(changes)
      } catch (error) {
        fail(error)
      }
    }
    running = false
  }
  return {
    add(changes) {
      waiting.push(...changes)
      const surplus = waiting.length - most
      if (surplus > 0) {
        waiting.splice(0, surplus)
        skipped += surplus
      }
      if (!running) void run()
    },
    close() {
      closed = true
    },
  }
}
