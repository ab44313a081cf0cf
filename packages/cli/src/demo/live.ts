import type { Simulation } from '../waterrijk/index.ts'
import type { ValueStore } from './store-values.ts'

const MINUTE = 60_000

/**
 * Stores the values of every station once a minute: of the hour that ends then, so that rain stays millimetres per hour as
 * in the history.
 * @param onFailure told when a minute could not be stored; the next one is tried all the same
 * @returns stops it, after what is under way
 */
export function simulateLive(
  store: ValueStore,
  simulation: Simulation,
  onFailure: (error: unknown) => void,
): () => Promise<void> {
  let working = Promise.resolve()
  const turn = () => {
    const time = Math.floor(Date.now() / MINUTE) * MINUTE
    working = working.then(() => store.storeMoment(time, simulation.next(time))).then(() => {}, onFailure)
  }
  turn()
  const timer = setInterval(turn, MINUTE)
  return async () => {
    clearInterval(timer)
    await working
  }
}
