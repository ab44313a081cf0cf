import {
  type Challenge,
  type FetchApi,
  listOpenSignals,
  listSignals,
  type PageOf,
  type Signal,
} from './api.ts'
import { concerns } from './area-codes.ts'
import { startOf } from './paths.ts'
import { dayOf, isRecent } from './signal-view.ts'

/** States in which nothing waits: their lists grow for ever, so each has pages of its own. */
const PAST = ['decided', 'cleared'] as const

/** The signals for a page that shows them all: every open one with the latest of the past, or the past in one state. */
export async function loadSignals(api: FetchApi, request: Request) {
  const asked = new URL(request.url).searchParams.get('stand')
  const only = PAST.find((known) => known === asked)
  const load = async (state: (typeof PAST)[number], start?: string) => ({
    state,
    ...(await loadDays(api, { state }, start)),
  })
  if (only) return { only, open: [], past: [await load(only, startOf(request).cursor)] }
  const [open, past] = await Promise.all([
    listOpenSignals(api),
    Promise.all(PAST.map((state) => load(state))),
  ])
  return { only, open, past }
}

/** The signals nobody decided on: every open one, and those of the last days that went by, the latest first. */
export async function loadUndecided(
  api: FetchApi,
  now: number,
): Promise<{ open: Signal[]; passed: Signal[] }> {
  const [open, cleared] = await Promise.all([
    listOpenSignals(api),
    listSignals(api, { state: 'cleared', pageSize: 200 }),
  ])
  return { open, passed: cleared.items.filter((signal) => isRecent(signal, now)) }
}

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

/** How many of a challenge are shown at least, if there are so many, and how many pages we read to find them. */
const [ENOUGH, MOST_PAGES] = [20, 10]

/** The latest signals of a challenge in its areas, and whether it has more: earlier ones, or elsewhere. */
export async function loadSignalsOf(
  { id, areaCodes }: Pick<Challenge, 'id' | 'areaCodes'>,
  api: FetchApi,
): Promise<{ signals: Signal[]; isMore: boolean }> {
  const signals: Signal[] = []
  let isElsewhere = false
  let start: string | undefined
  for (let page = 0; page < MOST_PAGES && signals.length < ENOUGH; page += 1) {
    const { items, next } = await loadDays(api, { challengeId: id }, start)
    const here = items.filter(({ areaCode }) => concerns(areaCode, areaCodes))
    signals.push(...here)
    isElsewhere ||= here.length < items.length
    if (next === null) return { signals, isMore: isElsewhere }
    start = next
  }
  return { signals, isMore: true }
}

const ask = (api: FetchApi, query: Query, cursor: string | undefined) =>
  listSignals(api, cursor ? { ...query, cursor } : query)
