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

  /** Keeps letters in one transaction; when that fails, each in its own, so that only what cannot be kept fails. */
  async function keepTogether(parts: typeof waiting) {
    try {
      const letters = parts.map(({ letter }) => letter)
      await db.transaction().execute((transaction) => keepDeadLetters(transaction, letters, clock()))
      for (const { resolve } of parts) resolve()
    } catch (error) {
      const [only] = parts
      if (parts.length > 1) for (const part of parts) await keepTogether([part])
      else only?.reject(error)
    }
  }
  async function work() {
    working = true
    for (let parts = waiting.splice(0, TOGETHER); parts.length > 0; parts = waiting.splice(0, TOGETHER)) {
      await keepTogether(parts)
    }
    working = false
  }
  return (letter) =>
    new Promise((resolve, reject) => {
      waiting.push({ letter, resolve, reject })
      if (!working) void work()
    })
}
