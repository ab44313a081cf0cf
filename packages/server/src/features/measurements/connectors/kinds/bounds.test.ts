import { expect, it } from 'vitest'
import type { Fetcher } from '../../../../platform/http-client/fetcher.ts'
import { DEEPEST } from '../../nesting.ts'
import { collectFaults } from '../station-faults.ts'
import { answering } from '../testing/connectors.ts'
import { readKnmi } from './knmi.ts'
import { readLuchtmeetnet } from './luchtmeetnet.ts'
import { fetchJson } from './reader.ts'
import { readSensorThings } from './sensorthings.ts'

const NOW = new Date('2026-03-02T10:00:00Z')
const ROOT = 'https://sta.test/v1.0'
const THING = { '@iot.id': 7270, name: 'HLL_1' }
const STREAM = { '@iot.id': 1, name: 's', ObservedProperty: { name: 'pm25_kal' } }

it('a SensorThings server without end is read in parts, and not for ever', async () => {
  let page = 0
  const more = (list: string, value: unknown[]) => () => ({
    value,
    '@iot.nextLink': `${ROOT}/${list}?next=${++page}`,
  })
  const { fetcher, asked } = answering({
    'Datastreams(1)/Observations': more('Datastreams(1)/Observations', []),
    'Things(7270)/Datastreams': { value: [STREAM] },
    Things: more('Things', [THING]),
  })
  const reading = {
    fetcher,
    settings: { root: ROOT },
    cursor: null,
    now: NOW,
    faults: collectFaults(),
    findNewest: async () => new Map(),
  }
  const most = { things: 3, datastreams: 2, observations: 4 }
  const cursors: unknown[] = []
  const reads = async () => {
    for await (const { cursor } of readSensorThings(reading, most)) cursors.push(cursor)
  }
  await expect(reads()).rejects.toThrow('answered something else')
  expect(asked).toHaveLength(3 * (1 + 1 + 4))
  // A run can stop at every page, and goes on from it; what leads nowhere begins again.
  expect(cursors.at(-1)).toBeNull()
  expect(cursors.filter((cursor) => cursor === null)).toHaveLength(1)
  const stopped = { ...reading, cursor: { page: `${ROOT}/Things?next=5`, done: 0, pages: 2 } }
  asked.length = 0
  await expect(readSensorThings(stopped, most).next()).resolves.toMatchObject({
    value: { cursor: { pages: 2 } },
  })
  expect(asked[0]).toBe(`${ROOT}/Things?next=5`)
})

it('Luchtmeetnet is not read further back for a component that is measured no longer', async () => {
  const { fetcher, asked } = answering({ '/stations/': { data: {} }, measurements: { data: [] } })
  const HOUR = 3_600_000_000
  const now = NOW.getTime() * 1000
  const reading = {
    fetcher,
    settings: { stations: ['NL1'] },
    cursor: null,
    now: NOW,
    faults: collectFaults(),
    findNewest: async () =>
      new Map([
        ['SO2', now - 2000 * HOUR],
        ['O3', now - 50 * HOUR],
        ['NO2', now - 2 * HOUR],
      ]),
  }
  for await (const _ of readLuchtmeetnet(reading));
  expect(asked).toHaveLength(2)
  expect(asked[1]).toContain(`start=${new Date((now - 50 * HOUR) / 1000).toISOString()}`)
})

it('KNMI is asked for as many days at once as its answer may be large, without a gap', async () => {
  const asked: string[] = []
  const fetcher: Fetcher = {
    async get(url) {
      asked.push(url)
      return { url, text: '# STN,YYYYMMDD, HH, T' }
    },
  }
  const stations = Array.from({ length: 60 }, (_, n) => 200 + n)
  const settings = { stations, period: 'hour', since: '2025-01-01' } as const
  const reading = { fetcher, settings, cursor: null, now: NOW, faults: collectFaults() }
  for await (const _ of readKnmi({ ...reading, findNewest: async () => new Map() }));
  const spans = asked.map((url) => {
    const [, from = '', to = ''] = /start=(\d{8})01&end=(\d{8})24/.exec(url) ?? []
    const [begin, end] = [from, to].map((day) =>
      Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`),
    )
    return { begin: begin ?? 0, end: (end ?? 0) + 86_400_000 }
  })
  expect(spans.slice(1).map(({ begin }) => begin)).toEqual(spans.slice(0, -1).map(({ end }) => end))
  expect(spans[0]?.begin).toBe(Date.parse('2025-01-01T00:00:00Z'))
  expect(spans.at(-1)?.end).toBe(Date.parse('2026-03-03T00:00:00Z'))
  // A line of an hour is 154 bytes; the fetcher takes 32 MiB.
  const largest = Math.max(...spans.map(({ begin, end }) => (end - begin) / 3_600_000))
  expect(largest * 60 * 154).toBeLessThan(32 * 1024 * 1024)
  expect(largest).toBeGreaterThan(14 * 24)
})

it('an answer that goes too deep to be kept is no answer', async () => {
  const levels = (count: number) => ({
    get: async (url: string) => ({ url, text: '['.repeat(count) + ']'.repeat(count) }),
  })
  await expect(fetchJson(levels(100_000), ROOT)).rejects.toThrow('answered something else')
  await expect(fetchJson(levels(DEEPEST), ROOT)).resolves.toHaveLength(1)
})
