import fc from 'fast-check'
import { expect } from 'vitest'
import type { TestActor } from '../../../../testing/actors.ts'
import type { TestServer } from '../../../../testing/server.ts'
import { randomLists } from './random-requests.ts'
import { type Answer, SECRET, speakAs } from './seed.ts'

const ROOT = 'http://localhost:8080/sta/v1.1/'
const ALLOWED = new Set([200, 400, 404, 501])

/** What came of random requests: how many had which status, and the milliseconds of the slowest. */
export type RandomLists = { statuses: Map<number, number>; slowest: number }

/**
 * Sends random lists, in turn without signing in and as somebody who may not see everything. Each is answered, without a
 * fault of ours, with JSON and without a word of what is withheld; a next link leads on.
 * @param options.milliseconds after which no more are sent; the rest of `runs` is left out
 * @param onAnswer hears each answer to somebody who is not signed in
 */
export async function checkRandomLists(
  server: TestServer,
  options: { runs: number; milliseconds?: number; somebody: TestActor },
  onAnswer: (path: string, answer: Answer) => void = () => {},
): Promise<RandomLists> {
  const senders = [undefined, options.somebody].map((actor) => speakAs(server, actor))
  const statuses = new Map<number, number>()
  let [slowest, filtered, turn] = [0, 0, 0]
  async function ask(who: number, path: string): Promise<Answer> {
    const started = performance.now()
    const answer = await (senders[who] as (typeof senders)[0])('GET', path)
    slowest = Math.max(slowest, performance.now() - started)
    if (!ALLOWED.has(answer.status)) throw new Error(`${answer.status} ${faultsOf(server)}`)
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
    expect(answer.text).not.toContain(SECRET)
    return answer
  }
  await fc.assert(
    fc.asyncProperty(randomLists, async (path) => {
      const who = turn++ % senders.length
      const answer = await ask(who, path)
      const body = answer.json<{ '@iot.nextLink'?: string }>()
      if (who === 0) onAnswer(path, answer)
      if (answer.status !== 200) return
      if (path.includes('$filter=')) filtered += 1
      const next = body['@iot.nextLink']
      if (next === undefined) return
      expect(next.startsWith(ROOT)).toBe(true)
      const following = await ask(who, next.slice(ROOT.length))
      if (following.status !== 200) throw new Error(`${next}: ${following.text} ${faultsOf(server)}`)
    }),
    { numRuns: options.runs, ...(options.milliseconds && { interruptAfterTimeLimit: options.milliseconds }) },
  )
  // Many random requests are right and have a condition, so that they test the database too.
  expect(statuses.get(200)).toBeGreaterThan(turn / 2)
  expect(filtered).toBeGreaterThan(turn / 5)
  return { statuses, slowest }
}

function faultsOf(server: TestServer): string {
  const faults = server.reports.flatMap((report) => (report.kind === 'request-failed' ? [report.error] : []))
  return String(faults.at(-1))
}
