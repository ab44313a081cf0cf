import {
  ADDING,
  COUNTING,
  combinePieces,
  findInterval,
  type HourValue,
  type Method,
  makePieces,
  type Piece,
  type Share,
} from '@samenspel/standards/indicators'
import { AMSTERDAM, endOfPeriod, type Period, startOfPeriod } from '@samenspel/standards/times'
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, it, vi } from 'vitest'
import { HOUR, useIndicators } from './testing/world.ts'

// Each test stores, computes and changes several times.
vi.setConfig({ testTimeout: 240_000 })

const { server, post, send, addStation, create } = useIndicators()

beforeAll(() => {
  server.now = new Date('2026-11-01T10:00:00Z')
})

type Figure = {
  areaCode: string
  periodStart: string
  value: number | null
  reason: string | null
  low: number | null
  high: number | null
  hours: number
  days: number | null
  expectedDays: number | null
  coverage: number
  stations: number
  leftOut: { values: number | null; series: number | null; days: number | null }
}

async function figuresOf(slug: string): Promise<Figure[]> {
  const answer = await server.request({ url: `/api/v1/indicators/${slug}/values` })
  return answer.json<{ items: Figure[] }>().items
}

/** The methods that are held to what the standards make of the same hours. */
const KINDS: (Pick<Method, 'step' | 'statistic' | 'norm'> & Partial<Pick<Method, 'percentile' | 'spell'>>)[] =
  [
    { step: 'none', statistic: 'count-above', norm: 20 },
    { step: 'none', statistic: 'count-below', norm: 5 },
    { step: 'none', statistic: 'excess', norm: 18 },
    { step: 'none', statistic: 'energetic-mean', norm: null },
    { step: 'maximum', statistic: 'count-from', norm: 25 },
    { step: 'minimum', statistic: 'count-from', norm: 4 },
    { step: 'maximum', statistic: 'count-from', norm: 12, spell: { days: 2, peakDays: 1, peak: 26 } },
    { step: 'sum', statistic: 'sum-from', norm: 300 },
    { step: 'mean', statistic: 'percentile', norm: null, percentile: 80 },
    { step: 'mean', statistic: 'share-above', norm: 15 },
    { step: 'maximum-mean-8-hours', statistic: 'mean', norm: null },
    { step: 'maximum-mean-8-hours', statistic: 'maximum', norm: null },
    { step: 'lden', statistic: 'energetic-mean', norm: null },
    { step: 'lnight', statistic: 'mean', norm: null },
  ]

const METHODS = KINDS.flatMap((kind): (Method & { period: Period })[] => {
  const method = { percentile: null, spell: null, stepCoverage: 0.75, ...kind }
  if (method.spell) return [{ ...method, stepCoverage: 0.04, period: 'year' }]
  return [
    { ...method, period: kind.step === 'none' ? 'hour' : 'day' },
    { ...method, period: 'month' },
  ]
})

/** Of a year there is less than of a month. */
const minimumOf = ({ spell }: Method) => (spell ? 0.001 : 0.1)

/** What is counted, or what is measured. */
function unitOf({ statistic, step }: Method): string {
  if (statistic === 'share-above') return '%'
  if (!COUNTING.includes(statistic)) return 'µg/m³'
  return step === 'none' ? 'uren' : 'dagen'
}

/** What there is of one period by all hours at once. */
function recount(stations: HourValue[][], method: Method, start: number, end: number) {
  const present = stations.filter(
    (hours) => hours.length > 0 && (hours[0]?.start ?? 0) < end && (hours.at(-1)?.start ?? 0) >= start,
  )
  const made = present.map((hours) => makePieces(hours, method, start, end))
  const pieces: Piece[][] = made.map((each) => each.pieces)
  const count = pieces.flat().length
  const whole = method.step === 'none' ? (end - start) / HOUR : Math.round((end - start) / (24 * HOUR))
  return {
    stations: present.length,
    hours: pieces.flat().reduce((sum, { hours }) => sum + hours, 0),
    leftOut: made.reduce((sum, { leftOut }) => sum + leftOut, 0),
    value: count >= present.length * whole * minimumOf(method) ? combinePieces(pieces, method) : null,
    interval: intervalOf(pieces, method),
  }
}

/** The interval by what the figure is of each station alone. */
function intervalOf(pieces: Piece[][], method: Method) {
  const { statistic } = method
  if (['minimum', 'maximum', 'percentile'].includes(statistic)) return null
  const shares = pieces.flatMap((own): Share[] => {
    const figure = combinePieces([own], method)
    if (figure === null) return []
    const mean = statistic === 'energetic-mean' ? 10 ** (figure / 10) : figure
    return [{ mean, weight: ADDING.includes(statistic) ? 1 : own.length }]
  })
  const found = findInterval(shares)
  if (!found || statistic !== 'energetic-mean') return found
  const centre = (found.low + found.high) / 2
  const half = ((10 / Math.LN10) * (found.high - found.low)) / 2 / centre
  return { low: 10 * Math.log10(centre) - half, high: 10 * Math.log10(centre) + half }
}

it('gives what a recount of all hours gives, in whatever order they come and are deleted', async () => {
  // Around the night in which the clock is put back, and the end of a month.
  const start = Date.parse('2026-10-23T22:00:00Z')
  const property = 'Geteld'
  const stations = [await addStation(), await addStation(), await addStation()]
  const ids = stations.map(({ datastreamId }) => datastreamId)
  await sql`update measurements.observed_property p set name = ${property}
    from measurements.datastream d where d.observed_property_id = p.id and d.id = any(${ids}::int[])`.execute(
    server.database.db,
  )
  const made: { slug: string; method: Method & { period: Period } }[] = []
  for (const [index, method] of METHODS.entries()) {
    const { slug } = await create({
      ...method,
      title: `Methode ${index}`,
      property,
      normUnit: method.norm === null ? null : 'µg/m³',
      unit: unitOf(method),
      minimumCoverage: minimumOf(method),
      signalRule: null,
    })
    made.push({ slug, method })
  }
  const known = stations.map(() => new Map<number, number>())
  const batches = fc.sample(
    fc.record({
      station: fc.nat(2),
      hour: fc.nat(80),
      values: fc.array(
        fc.integer({ min: -4, max: 60 }).map((n) => n / 2),
        { minLength: 4, maxLength: 60 },
      ),
      deletes: fc.boolean(),
    }),
    { seed: 11, numRuns: 10 },
  )
  let [deleted, intervals, spells] = [0, 0, 0]
  const check = async () => {
    const series = known.map((values) =>
      [...values]
        .sort(([a], [b]) => a - b)
        .map(([at, value]) => ({ start: at, mean: value, minimum: value, maximum: value })),
    )
    for (const { slug, method } of made) {
      for (const figure of await figuresOf(slug)) {
        const from = Date.parse(figure.periodStart)
        const expected = recount(series, method, from, endOfPeriod(from, method.period, AMSTERDAM))
        const about = `${slug} ${method.step} ${method.statistic} ${figure.periodStart}`
        expect({ about, stations: figure.stations, hours: figure.hours }).toEqual({
          about,
          stations: expected.stations,
          hours: expected.hours,
        })
        expect(figure.leftOut.days, about).toBe(expected.leftOut)
        expect(figure.value === null, about).toBe(expected.value === null)
        if (figure.value !== null) expect(figure.value, about).toBeCloseTo(expected.value ?? Number.NaN, 6)
        if (method.spell && (figure.value ?? 0) > 0) spells += 1
        expect(figure.reason, about).toBe(figure.value === null ? 'too-little-coverage' : null)
        const interval = figure.value === null ? null : expected.interval
        expect(figure.low === null, about).toBe(interval === null)
        if (interval !== null) {
          expect(figure.low, about).toBeCloseTo(interval.low, 6)
          expect(figure.high, about).toBeCloseTo(interval.high, 6)
          intervals += 1
        }
      }
      const periods = new Set(
        series.flat().map(({ start: at }) => startOfPeriod(at, method.period, AMSTERDAM)),
      )
      const found = (await figuresOf(slug)).map(({ periodStart }) => Date.parse(periodStart))
      expect([...periods].filter((each) => !found.includes(each))).toEqual([])
    }
  }
  for (const { station, hour, values, deletes } of batches) {
    const id = ids[station] ?? 0
    const own = known[station]
    const first = [...(own?.keys() ?? [])].sort((a, b) => a - b).slice(0, 3)
    if (deletes && first.length > 0) {
      for (const at of first) {
        const filter = `phenomenonTime eq ${new Date(at).toISOString()}`
        const url = `/sta/v1.1/Datastreams(${id})/Observations?$filter=${encodeURIComponent(filter)}&$select=id`
        const { value } = (await send('GET', url)).json<{ value: { '@iot.id': number | string }[] }>()
        for (const each of value) {
          await send('DELETE', `/sta/v1.1/Observations(${each['@iot.id']})`)
          deleted += 1
        }
        own?.delete(at)
      }
      await server.deliver()
    }
    // Of a value that is there another one is a correction: only new hours are sent.
    const fresh = values.map((value, index) => ({ at: start + (hour + index) * HOUR, value }))
    for (const { at, value } of fresh) {
      if (own?.has(at)) continue
      own?.set(at, value)
      await post('/sta/v1.1/Observations', {
        phenomenonTime: new Date(at).toISOString(),
        result: value,
        Datastream: { '@iot.id': id },
      })
    }
    await server.deliver()
    await check()
  }
  expect(deleted).toBeGreaterThan(5)
  expect(intervals).toBeGreaterThan(100)
  expect(spells).toBeGreaterThan(2)
})
