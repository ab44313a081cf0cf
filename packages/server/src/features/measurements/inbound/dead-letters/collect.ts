import type { Platform } from '../../../../platform/slice.ts'
import { keepDeadLetters, type NewDeadLetter } from './keep.ts'

/** Letters kept in one transaction at most. */
const TOGETHER = 100

/**
 * Keeps letters of many senders together: those that come while others are being kept go along with the next, so that a
 * device that sends nothing but wrong messages costs little.
 * @returns a function that resolves when its letter is kept
 */
export function collectDeadLetters({
  db,
  clock,
}: Pick<Platform, 'db' | 'clock'>): (letter: NewDeadLetter) => Promise<void> {
  const waiting: { letter: NewDeadLetter; resolve(): void; reject(error: unknown): void }[] = []
  let working = false

  async function work() {
    working = true
    for (let parts = waiting.splice(0, TOGETHER); parts.length > 0; parts = waiting.splice(0, TOGETHER)) {
      try {
        const letters = parts.map(({ letter }) => letter)
        await db.transaction().execute((transaction) => keepDeadLetters(transaction, letters, clock()))
        for (const { resolve } of parts) resolve()
      } catch (error) {
        for (const { reject } of parts) reject(error)
      }
    }
    working = false
  }
  return (letter) =>
    new Promise((resolve, reject) => {
      waiting.push({ letter, resolve, reject })
      if (!working) void work()
    })
}
