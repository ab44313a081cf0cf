import { setTimeout as pause } from 'node:timers/promises'
import { dataOf, listAll } from '@samenspel/client'
import { type Fill, lookUp, type Made } from './fill.ts'

/** Makes the indicators, each with the rule by which it gives a signal. */
export async function fillIndicators(
  { connection, content }: Fill,
  challenges: ReadonlyMap<string, Made>,
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
    ...definition
  } of content.indicators) {
    const existing = known.find((each) => each.title === title.nl)
    const indicator =
      existing ??
      (await dataOf(
        api.POST('/indicators', {
          body: {
            ...definition,
            title: title.nl,
            description: description.nl,
            challengeId: lookUp(challenges, challengeKey).id,
            watchRules: [...watchRules],
            published: true,
            lines: lines.map((line) => ({ ...line, title: line.title.nl, source: line.source.nl })),
          },
        }),
      ))
    made.set(key, { id: indicator.id, slug: indicator.slug })
  }
  return made
}

/** A signal that an indicator gave. */
export type FoundSignal = { id: string; areaCode: string; openedAt: string }

/**
 * Waits until the server has found the signals of an indicator in these areas, because that happens in the background.
 * @returns the newest signal of each area; fewer when they do not come within the time
 */
export async function waitForSignals(
  { connection: { api } }: Fill,
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
