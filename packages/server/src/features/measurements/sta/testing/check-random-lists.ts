import fc from 'fast-check'
import { expect } from 'vitest'
import type { TestServer } from '../../../../testing/server.ts'
import { randomLists } from './random-requests.ts'
import { SECRET, speakAs } from './seed.ts'

const ROOT = 'http://localhost:8080/sta/v1.1/'
const ALLOWED = new Set([200, 400, 404, 501])

/**
 * Sends random lists without signing in. Each is answered, without a fault of ours, with JSON and without a word of what
 * is withheld; a next link leads on.
 */
export async function checkRandomLists(server: TestServer, numRuns: number): Promise<void> {
  const send = speakAs(server, undefined)
  let answered = 0
  let filtered = 0
  await fc.assert(
    fc.asyncProperty(randomLists, async (path) => {
      const answer = await send('GET', path)
      if (!ALLOWED.has(answer.status)) throw new Error(`${answer.status} ${faultsOf(server)}`)
      const body = answer.json<{ '@iot.nextLink'?: string }>()
      expect(answer.text).not.toContain(SECRET)
      if (answer.status !== 200) return
      answered += 1
      if (path.includes('$filter=')) filtered += 1
      const next = body['@iot.nextLink']
      if (next === undefined) return
      expect(next.startsWith(ROOT)).toBe(true)
      const following = await send('GET', next.slice(ROOT.length))
      if (following.status !== 200) throw new Error(`${next}: ${following.text} ${faultsOf(server)}`)
    }),
    { numRuns },
  )
  // Many random requests are right and have a condition, so that they test the database too.
  expect(answered).toBeGreaterThan(numRuns / 2)
  expect(filtered).toBeGreaterThan(numRuns / 5)
}

function faultsOf(server: TestServer): string {
  const faults = server.reports.flatMap((report) => (report.kind === 'request-failed' ? [report.error] : []))
  return String(faults.at(-1))
}
