import { expect, it } from 'vitest'
import { signals } from '../testing/fixture-data.ts'
import { type FetchApi, listAreasOf, listOpenSignals, type Signal } from './api.ts'
import { loadDays, loadSignalsOf } from './load-signals.server.ts'
import { groupSignals } from './signal-view.ts'

/** Signals of the given days, so many of each, and an API that gives them in pages of fifty. */
function apiOf(days: [day: string, signals: number][]): FetchApi {
  const all = days.flatMap(([day, n]) =>
    Array.from(
      { length: n },
      (_, index): Signal => ({
        ...(signals[0] as Signal),
        id: `${day} ${index}`,
        openedAt: `${day}T22:00:00Z`,
      }),
    ),
  )
  return async (path) => {
    const start = Number(new URL(path, 'http://localhost').searchParams.get('cursor') ?? 0)
    const end = start + 50
    return Response.json({ items: all.slice(start, end), next: end < all.length ? String(end) : null })
  }
}

async function readPages(api: FetchApi): Promise<number[][]> {
  const pages: number[][] = []
  for (let start: string | undefined; ; ) {
    const { items, next } = await loadDays(api, {}, start)
    pages.push(groupSignals(items).map((group) => group.length))
    if (next === null) return pages
    start = next
  }
}

it.each([
  ['one heat wave of sixty', [['2026-08-12', 60]], [[60]]],
  [
    'days across pages',
    [
      ['2026-08-14', 40],
      ['2026-08-13', 20],
      ['2026-08-12', 20],
      ['2026-08-11', 80],
    ],
    [
      [40, 20],
      [20, 80],
    ],
  ],
  [
    'a day that fills several pages',
    [
      ['2026-08-14', 10],
      ['2026-08-13', 150],
      ['2026-08-12', 1],
    ],
    [[10, 150], [1]],
  ],
  [
    'days that end with a page',
    [
      ['2026-08-14', 50],
      ['2026-08-13', 50],
    ],
    [[50], [50]],
  ],
  ['nothing', [], [[]]],
] as [string, [string, number][], number[][]][])('tells of whole days: %s', async (_, days, expected) => {
  expect(await readPages(apiOf(days))).toEqual(expected)
})

it('lists all open signals, however many pages they fill', async () => {
  expect(await listOpenSignals(apiOf([['2026-08-12', 130]]))).toHaveLength(130)
})

it('asks for many areas in several times, and keeps their order', async () => {
  const codes = Array.from({ length: 250 }, (_, index) => `BU9901${String(1000 - index).padStart(4, '0')}`)
  const asked: number[] = []
  const api: FetchApi = async (path) => {
    const found = new URL(path, 'http://localhost').searchParams.getAll('code')
    asked.push(found.length)
    return Response.json({ items: found.toSorted().map((code) => ({ code })), next: null })
  }
  expect((await listAreasOf(api, codes)).map(({ code }) => code)).toEqual(codes)
  expect(asked).toEqual([100, 100, 50])
  expect(await listAreasOf(api, [])).toEqual([])
})

it('shows the signals of a challenge in its areas, also when those elsewhere are later, and that there are more', async () => {
  const elsewhere = apiOf([['2026-08-13', 120]])
  const [near] = signals
  const api: FetchApi = async (path) => {
    const answer = await elsewhere(path).then((response) => response.json())
    const own = { ...near, areaCode: 'BU99020201', openedAt: '2026-08-01T22:00:00Z' }
    return Response.json(answer.next === null ? { ...answer, items: [...answer.items, own] } : answer)
  }
  const here = await loadSignalsOf({ id: 'c', areaCodes: ['WK990202'] }, api)
  expect(here).toMatchObject({ signals: [{ areaCode: 'BU99020201' }], isMore: true })
  const all = await loadSignalsOf({ id: 'c', areaCodes: [] }, apiOf([['2026-08-13', 12]]))
  expect([all.signals.length, all.isMore]).toEqual([12, false])
  const few = await loadSignalsOf({ id: 'c', areaCodes: ['WK990202'] }, apiOf([['2026-08-13', 12]]))
  expect(few).toEqual({ signals: [], isMore: true })
})
