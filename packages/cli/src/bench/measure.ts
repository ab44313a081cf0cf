/** Ways to time the product as a client sees it. Times are in milliseconds. */

/** A quantity with what it is compared to in the same run. */
export type Figure = {
  name: string
  value: number
  /** What each round measured, when there were several; `value` is the best. */
  all?: number[]
  unit: string
  /** The least work that gives the same answer, measured in this run: the best, and what was measured directly after each round. */
  reference: { name: string; value: number; all?: number[] } | undefined
  /** What design.md asks for, when it names a number. */
  target: string | undefined
}

/** The median time of `work`, after a few turns that do not count. */
export async function medianTime(work: () => Promise<unknown>, turns = 15): Promise<number> {
  return medianOf(await timesOf(work, turns))
}

/** How long each turn of `work` took, after a few that do not count. */
export async function timesOf(work: () => Promise<unknown>, turns: number): Promise<number[]> {
  const times: number[] = []
  for (let turn = -3; turn < turns; turn += 1) {
    const started = performance.now()
    await work()
    if (turn >= 0) times.push(performance.now() - started)
  }
  return times
}

export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** How often per second `work` is done by `workers` at once, for about `seconds`. */
export async function ratePerSecond(
  workers: number,
  seconds: number,
  work: (turn: number) => Promise<unknown>,
): Promise<number> {
  const started = performance.now()
  const until = started + seconds * 1000
  let done = 0
  let turn = 0
  const worker = async () => {
    while (performance.now() < until) {
      await work(turn++)
      done += 1
    }
  }
  await Promise.all(Array.from({ length: workers }, worker))
  return done / ((performance.now() - started) / 1000)
}
