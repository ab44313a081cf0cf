import type { AnswerView } from './view.ts'

/** How long an answer is at hand, in milliseconds: a browser asks for a picture as soon as it has read the page. */
const SPAN = 2000

/** So many answers at most; one can have tens of thousands of rows. */
const MOST = 8

/** The answers that pages were made of a moment ago, each for the one picture that its page shows. */
export type AtHand = {
  /** @param visit whose answer it is, and in what language: nobody else is given it */
  keep(visit: string, query: string, view: AnswerView): void
  /** Gives an answer once. */
  take(visit: string, query: string): AnswerView | undefined
}

/** @param now the current moment, in milliseconds */
export function createAtHand(now: () => number): AtHand {
  const kept = new Map<string, { view: AnswerView; until: number }>()
  const dropOld = () => {
    for (const [key, { until }] of kept) if (until <= now()) kept.delete(key)
  }
  return {
    keep(visit, query, view) {
      dropOld()
      const key = JSON.stringify([visit, query])
      kept.delete(key)
      const oldest = kept.keys().next().value
      if (kept.size >= MOST && oldest !== undefined) kept.delete(oldest)
      kept.set(key, { view, until: now() + SPAN })
      setTimeout(dropOld, SPAN + 1).unref()
    },
    take(visit, query) {
      dropOld()
      const key = JSON.stringify([visit, query])
      const found = kept.get(key)
      kept.delete(key)
      return found?.view
    },
  }
}
