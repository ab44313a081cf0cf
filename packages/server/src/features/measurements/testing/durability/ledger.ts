import { setTimeout as pause } from 'node:timers/promises'

/** The first moment of every series, in milliseconds. */
const BASE = Date.UTC(2026, 0, 1)

/** The moment of the n-th observation of a series; its result is n. */
export const timeOf = (n: number): string => new Date(BASE + n * 1000).toISOString()

/** What a sender has of its own: the numbers it took, those that were acknowledged, and how much is under way now. */
export type Ledger = {
  readonly kind: string
  readonly acknowledged: Set<number>
  taken: number
  underWay: number
}

export function openLedger(kind: string): Ledger {
  return { kind, acknowledged: new Set(), taken: 0, underWay: 0 }
}

/** Takes the next numbers, to be sent. */
export function takeNumbers(ledger: Ledger, count: number): number[] {
  const first = ledger.taken
  ledger.taken += count
  return Array.from({ length: count }, (_, index) => first + index)
}

export function acknowledge({ acknowledged }: Ledger, numbers: readonly number[]): void {
  for (const n of numbers) acknowledged.add(n)
}

/**
 * Sends again until it is acknowledged.
 * @param deliver resolves to true when it was
 */
export async function deliverUntilTaken(ledger: Ledger, deliver: () => Promise<boolean>): Promise<void> {
  for (;;) {
    ledger.underWay += 1
    try {
      if (await deliver()) return
    } catch (error) {
      // The server is away; anything else is a fault of the test or of the server.
      if (!(error instanceof TypeError)) throw error
    } finally {
      ledger.underWay -= 1
    }
    await pause(100)
  }
}

/** What is wrong with what is stored, in terms of what the sender knows; empty when nothing is. */
export function compareWithStored(
  ledger: Ledger,
  known: ReadonlySet<number>,
  stored: readonly { time: string; result: number }[],
): string[] {
  const counts = new Map<number, number>()
  const faults: string[] = []
  for (const { time, result } of stored) {
    counts.set(result, (counts.get(result) ?? 0) + 1)
    if (Date.parse(time) !== BASE + result * 1000)
      faults.push(`${ledger.kind}: ${result} is stored at ${time}`)
  }
  const lost = [...known].filter((n) => !counts.has(n))
  const twice = [...counts].filter(([, count]) => count > 1).map(([n]) => n)
  const foreign = [...counts.keys()].filter((n) => n < 0 || n >= ledger.taken)
  if (lost.length > 0)
    faults.push(`${ledger.kind}: acknowledged and lost: ${lost.slice(0, 10)} (${lost.length})`)
  if (twice.length > 0) faults.push(`${ledger.kind}: stored twice: ${twice.slice(0, 10)} (${twice.length})`)
  if (foreign.length > 0)
    faults.push(`${ledger.kind}: never sent: ${foreign.slice(0, 10)} (${foreign.length})`)
  return faults
}
