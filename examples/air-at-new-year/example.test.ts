import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { useDatabase } from '@samenspel/server/testing'
import { expect, test } from 'vitest'
import { describeOutcome, runExample } from './example.ts'
import { startServer, TOKEN } from './testing-server.ts'

const SHARED = process.env.SAMENSPEL_SHARED ?? join(import.meta.dirname, '..', '..', '..', 'shared')
const FOLDER = join(SHARED, 'data')

const opened = useDatabase()

test.skipIf(!existsSync(FOLDER))(
  'finds New Year in the real files, and adds nothing the second time',
  {
    timeout: 300_000,
  },
  async () => {
    const { url, stop } = await startServer(opened.database)
    try {
      const server = { url, token: TOKEN }
      const first = await runExample(server, FOLDER, () => {})
      const [sensors, references, weather] = first.files
      // Of the 236 kits 119 have rows with a value, and two of those stand at 0,0.
      expect(sensors).toMatchObject({ stations: 117, report: { rows: 41_627, unchanged: 0, corrected: 0 } })
      expect(sensors?.report.stored).toBeGreaterThan(170_000)
      const reasons = new Map(sensors?.report.refused.map(({ reason, count }) => [reason, count]))
      expect(reasons.get('no-time')).toBe(475)
      expect(reasons.get('error-row')).toBe(475)
      expect(reasons.get('no-position')).toBe(2259)
      expect(reasons.get('duplicate')).toBe(364)
      expect(reasons.get('out-of-range')).toBeGreaterThan(3000)
      expect(references).toMatchObject({ stations: 7, report: { rows: 4354 } })
      expect(weather).toMatchObject({ stations: 2, report: { rows: 816 } })

      const code = first.figures.municipalities.map(({ areaCode }) => `area=${areaCode}`).join('&')
      const counted = await fetch(`${url}/api/v1/station-counts?${code}`)
      const { stations: placed } = (await counted.json()) as { stations: number }
      expect(placed).toBeGreaterThan(100)

      const { municipalities, highest, newYearSignals } = first.figures
      expect(highest.areaName).toBe('Beverwijk')
      expect(Date.parse(highest.day)).toBe(Date.UTC(2019, 11, 31, 23))
      expect(highest.value).toBeGreaterThan(90)
      expect(municipalities.length).toBeGreaterThanOrEqual(6)
      expect(newYearSignals.length).toBeGreaterThanOrEqual(5)
      expect(describeOutcome(first)).toContain(`Challenge: ${url}/opgaven/schone-lucht-rond-de-jaarwisseling`)

      const second = await runExample(server, FOLDER, () => {})
      for (const [index, { report, stations }] of second.files.entries()) {
        expect(report).toMatchObject({
          stored: 0,
          corrected: 0,
          unchanged: first.files[index]?.report.stored,
        })
        expect(stations).toBe(first.files[index]?.stations)
      }
      expect(second.placedReferences).toBe(0)
      expect(second.figures.municipalities).toEqual(municipalities)
      for (const list of ['challenges', 'indicators', 'decisions', 'mandates']) {
        const response = await fetch(`${url}/api/v1/${list}`, {
          headers: { authorization: `Bearer ${TOKEN}` },
        })
        expect(((await response.json()) as { items: unknown[] }).items).toHaveLength(1)
      }
    } finally {
      await stop()
    }
  },
)

test('counts one sensor as one', () => {
  const highest = { areaCode: 'GM1', areaName: 'Haarlemmermeer', day: '2019-12-31T23:00:00Z', value: 78.1 }
  const municipalities = [
    { ...highest, stations: 1 },
    { ...highest, areaName: 'Velsen', stations: 2 },
  ]
  const figures = { municipalities, highest: { ...highest, stations: 1 }, newYearSignals: [] }
  const lines = describeOutcome({
    challengeUrl: '',
    decisionUrl: '',
    files: [],
    placedReferences: 0,
    figures,
  }).join('\n')
  expect(lines).toMatch(/Haarlemmermeer .*1 sensor$/m)
  expect(lines).toMatch(/Velsen .*2 sensors$/m)
})
