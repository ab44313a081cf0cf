import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { useServer } from '../../../../testing/server.ts'
import { randomLists } from '../testing/random-requests.ts'
import { SECRET, seedOpenAndSecret } from '../testing/seed.ts'

const server = useServer()
const ALLOWED = new Set([200, 400, 404, 501])

beforeAll(() => seedOpenAndSecret(server), 60_000)

it('gives any list in any form, never with an error of ours and never with what is withheld', async () => {
  let answered = 0
  const forms = fc.constantFrom('CSV', 'GeoJSON', 'Parquet')
  await fc.assert(
    fc.asyncProperty(randomLists, forms, async (path, form) => {
      const asked = path.replaceAll(/[?&]\$count=(true|false)/g, (option) => (option[0] === '?' ? '?' : ''))
      const mark = asked.includes('?') ? '&' : '?'
      const { statusCode, body } = await server.request({
        url: `/sta/v1.1/${asked}${mark}$resultFormat=${form}`,
      })
      const faults = server.reports.flatMap((report) =>
        report.kind === 'request-failed' ? [report.error] : [],
      )
      if (!ALLOWED.has(statusCode) || faults.length > 0) throw new Error(`${statusCode} ${faults.at(-1)}`)
      expect(body).not.toContain(SECRET)
      if (statusCode !== 200) return
      answered += 1
      if (form === 'GeoJSON') expect(JSON.parse(body)).toMatchObject({ type: 'FeatureCollection' })
    }),
    { numRuns: 250 },
  )
  expect(answered).toBeGreaterThan(50)
}, 240_000)
