import { setTimeout as pause } from 'node:timers/promises'
import { type Connection, dataOf, listAll } from '@samenspel/client'
import type { ExampleIndicator } from '../waterrijk/content/types.ts'
import { type Fill, lookUp, type Made } from './fill.ts'
import type { Past } from './past.ts'

const DAY = 86_400_000

/** What indicators refer to. */
export type IndicatorContext = {
  challenges: ReadonlyMap<string, Made>
  past: Past
  /** The API at an earlier moment (ms UTC) as the official who gives signals another term. */
  postponeAt(moment: number): Promise<Connection>
  /** The moment the example was first filled (ms UTC), from which days are counted. */
  since: number
}

/** Makes the indicators, each with the rule by which it gives a signal. */
export async function fillIndicators(
  { connection, content }: Fill,
  { challenges, past, postponeAt, since }: IndicatorContext,
): Promise<Map<string, Made>> {
  const { api } = connection
  const known = await listAll((cursor) =>
    api.GET('/indicators', { params: { query: cursor === undefined ? {} : { cursor } } }),
  )
  const made = new Map<string, Made>()
  for (const {
    key,
    challengeKey,
    title,
    description,
    lines,
    watchRules,
    lookedAtOn,
    postponed,
    ...definition
  } of content.indicators) {
    const existing = known.find((each) => each.title === title.nl)
    const then = lookedAtOn === undefined ? undefined : past.at(since + lookedAtOn * DAY)
    const indicator =
      existing ??
      (await dataOf(
        (then ?? connection).api.POST('/indicators', {
          body: {
            ...definition,
            title: title.nl,
            description: description.nl,
            challengeId: lookUp(challenges, challengeKey).id,
            watchRules: withoutGaps(watchRules),
            published: true,
            lines: lines.map((line) => ({ ...line, title: line.title.nl, source: line.source.nl })),
          },
        }),
      ))
    made.set(key, { id: indicator.id, slug: indicator.slug })
    if (then) await lookAt(then, indicator.slug, since)
    if (!postponed) continue
    const { areaCode, on, until, reason } = postponed
    const [signal] = await waitForSignals(connection, indicator.id, [areaCode])
    if (!signal || signal.term.changes.length > 0) continue
    const params = { path: { id: signal.id } }
    const body = { dueOn: new Date(since + until * DAY).toISOString().slice(0, 10), reason }
    await dataOf((await postponeAt(since + on * DAY)).api.PUT('/signals/{id}/term', { params, body }))
  }
  return made
}

type WatchRules = ExampleIndicator['watchRules']

/** As long as the year is not there, every gap in it would be a signal. */
const withoutGaps = (rules: WatchRules) => rules.filter(({ kind }) => kind !== 'absence')

/** Has the indicators of the example watch for figures that stay away, once the year is there; those that were changed stay as they are. */
export async function watchForGaps(
  { api }: Connection,
  indicators: readonly Pick<ExampleIndicator, 'title' | 'watchRules'>[],
): Promise<void> {
  const known = await listAll((cursor) =>
    api.GET('/indicators', { params: { query: cursor === undefined ? {} : { cursor } } }),
  )
  for (const { title, watchRules } of indicators) {
    const indicator = known.find((each) => each.title === title.nl)
    const kinds = (rules: readonly { kind: string }[]) => rules.map(({ kind }) => kind).join()
    if (!indicator || kinds(withoutGaps(watchRules)) !== kinds(indicator.watchRules)) continue
    if (kinds(watchRules) === kinds(indicator.watchRules)) continue
    const params = { path: { key: indicator.slug } }
    await dataOf(api.PATCH('/indicators/{key}', { params, body: { watchRules: [...watchRules] } }))
  }
}

/** Has the server compute the figures of the years before, and look whether they give signals, at once: its background has the clock of now. */
async function lookAt({ api }: Connection, key: string, since: number): Promise<void> {
  const body = { from: new Date(since - 4 * 365 * DAY).toISOString(), to: new Date(since).toISOString() }
  await dataOf(api.POST('/indicators/{key}/computations', { params: { path: { key } }, body }))
}

/** A signal that an indicator gave. */
export type FoundSignal = { id: string; areaCode: string; openedAt: string; term: { changes: unknown[] } }

/**
 * Waits until the server has found the signals of an indicator in these areas, because that happens in the background.
 * @returns the newest signal of each area; fewer when they do not come within the time
 */
export async function waitForSignals(
  { api }: Connection,
  indicatorId: string,
  areaCodes: readonly string[],
  seconds = 60,
): Promise<FoundSignal[]> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const { items } = await dataOf(
      api.GET('/signals', { params: { query: { indicatorId, kind: 'threshold', pageSize: 200 } } }),
    )
    const found = areaCodes.flatMap((code) => items.find(({ areaCode }) => areaCode === code) ?? [])
    if (found.length === areaCodes.length || Date.now() > end) return found
    await pause(300)
  }
}
