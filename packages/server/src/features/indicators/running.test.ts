import fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { markEndings } from './mark.ts'
import { findRuns } from './rules.ts'
import { HOUR, MARCH, useIndicators } from './testing/world.ts'

// Each test stores, computes and changes several times.
vi.setConfig({ testTimeout: 90_000 })

const { server, measure, create, addStation, valuesOf, signalsOf } = useIndicators()
const MINUTE = HOUR / 60
const RULE = { line: 15, direction: 'above', clearLine: 12, minimumPeriods: 2 } as const

/** An indicator per hour, of a dataset in which nothing was measured yet. */
const perHour = (title: string, minimumPeriods = 1) =>
  create({ title, period: 'hour', signalRule: { ...RULE, minimumPeriods } })

const newest = async (id: string) => (await signalsOf(id))[0]

function at(moment: number) {
  server.now = new Date(moment)
}

/** What the job does every minute. */
async function markAndCompute() {
  await markEndings(server.database.db, server.now)
  await server.deliver()
}

describe('a period that is not over', () => {
  let start = MARCH
  beforeEach(() => {
    start += 100 * HOUR
  })

  it('is provisional, opens a signal, and does not end it; the next value after it does', async () => {
    at(start + HOUR + 19 * MINUTE)
    const { id, slug } = await perHour('Lopend uur')
    await measure(start, [10, 20])
    const values = async () => (await valuesOf(slug)).slice(-2)
    expect(await values()).toMatchObject([{ provisional: false }, { provisional: true, coverage: 1 }])
    expect(await newest(id)).toMatchObject({ state: 'open' })

    at(start + 2 * HOUR + 19 * MINUTE)
    await measure(start + 2 * HOUR, [10])
    expect(await values()).toMatchObject([{ provisional: false }, { value: 10, provisional: true }])
    await markAndCompute()
    expect(await newest(id)).toMatchObject({ state: 'open', clearedAt: null })

    at(start + 3 * HOUR)
    await measure(start + 3 * HOUR, [11])
    const clearedAt = new Date(start + 2 * HOUR).toISOString()
    expect(await newest(id)).toMatchObject({ state: 'cleared', clearedAt })
    expect(await values()).toMatchObject([{ provisional: false }, { provisional: true }])
  })

  it('ends a signal when it is over, also when nothing is measured any more', async () => {
    at(start + HOUR)
    const { id } = await perHour('Laatste uur')
    await measure(start, [20, 10])
    expect(await newest(id)).toMatchObject({ state: 'open' })
    at(start + 2 * HOUR)
    await markAndCompute()
    expect(await newest(id)).toMatchObject({ state: 'cleared' })
  })

  it('ends nothing when it is foretold', async () => {
    at(start + HOUR)
    const { id } = await perHour('Voorspeld')
    await measure(start, [20, 14, 10, 10])
    expect(await newest(id)).toMatchObject({ state: 'open' })
    at(start + 3 * HOUR)
    await markAndCompute()
    expect(await newest(id)).toMatchObject({ clearedAt: new Date(start + 2 * HOUR).toISOString() })
  })
})

it('leaves the same signals in whatever order measurements come while the clock goes on', async () => {
  const { datastreamId } = await addStation()
  const { id, slug } = await perHour('De klok loopt', RULE.minimumPeriods)
  const start = MARCH + 1000 * HOUR
  const values = fc.array(fc.constantFrom(10, 13, 16, 20), { minLength: 1, maxLength: 6 })
  const batches = fc.sample(fc.record({ late: fc.constantFrom(0, 0, 1, 9), values, minutes: fc.nat(180) }), {
    seed: 11,
    numRuns: 25,
  })
  let minutes = 12 * 60
  for (const batch of batches) {
    minutes += batch.minutes
    at(start + minutes * MINUTE)
    const last = Math.floor(minutes / 60) - batch.late
    await measure(start + (last - batch.values.length + 1) * HOUR, batch.values, datastreamId)
    await markAndCompute()
    const figures = (await valuesOf(slug)).map(({ periodStart, periodEnd, value }) => ({
      start: Date.parse(periodStart),
      end: Date.parse(periodEnd),
      value,
    }))
    const runs = findRuns(figures, RULE, server.now.getTime())
    const signals = (await signalsOf(id)).toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1))
    const time = (ms: number) => new Date(ms).toISOString()
    expect(signals).toMatchObject(
      runs.map(({ since, openedAt, peak, lastAt, clearedAt }) => ({
        since: time(since),
        openedAt: time(openedAt),
        peakAt: time(peak.start),
        lastAt: time(lastAt),
        clearedAt: clearedAt === undefined ? null : time(clearedAt),
      })),
    )
    expect(signals).toHaveLength(runs.length)
  }
})
