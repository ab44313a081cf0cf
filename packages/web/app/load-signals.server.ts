import { type FetchApi, listSignals, type PageOf, type Signal } from './api.ts'
import { dayOf } from './signal-view.ts'

type Query = { state?: string; indicatorId?: string; challengeId?: string }

/**
 * Signals by whole days, the latest first: those of one day are told together, so a page that ended inside a day would tell of too few.
 * @param start the `next` of the page before this one
 */
export async function loadDays(api: FetchApi, query: Query, start?: string): Promise<PageOf<Signal>> {
  const told = start?.slice(0, DAY_LENGTH)
  const first = await ask(api, query, start?.slice(DAY_LENGTH + 1))
  const items = first.items.filter((signal) => dayOf(signal) !== told)
  const last = items.at(-1)
  if (!last) return { items, next: null }
  for (let cursor = first.next; cursor !== null; ) {
    const more = await ask(api, query, cursor)
    const sameDay = more.items.filter((signal) => dayOf(signal) === dayOf(last))
    items.push(...sameDay)
    // The next page starts there too, without what was told here.
    if (sameDay.length < more.items.length) return { items, next: `${dayOf(last)}.${cursor}` }
    cursor = more.next
  }
  return { items, next: null }
}

/** As in `2026-08-13`. */
const DAY_LENGTH = 10

const ask = (api: FetchApi, query: Query, cursor: string | undefined) =>
  listSignals(api, cursor ? { ...query, cursor } : query)
