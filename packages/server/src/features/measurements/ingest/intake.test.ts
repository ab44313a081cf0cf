import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { beginDatabase } from '../../../platform/database/connect.ts'
import { useDatabase } from '../../../testing/server.ts'
import { createTestStation, findWrongRollups } from '../testing/datastreams.ts'
import type { ObservationBatch } from './batch.ts'
import { createIntake, type IntakeLimits } from './intake.ts'

const opened = useDatabase()
const clock = () => new Date('2026-03-02T10:00:00Z')
const start = Date.UTC(2026, 0, 1) * 1000

function openIntake(limits?: IntakeLimits) {
  const { db, engine } = opened.database
  return createIntake({ db, engine, clock, report: () => {} }, limits)
}

/** One row: a value of a datastream, so many seconds after the start. */
function rowOf(id: number, seconds: number, value: number): ObservationBatch {
  return {
    datastreamId: [id],
    phenomenonStart: [start + seconds * 1_000_000],
    resultNumber: [value],
  }
}

describe('the intake', () => {
  it('answers every sender for its own rows, also when they say different things of one time', {
    timeout: 60_000,
  }, async () => {
    const intake = openIntake()
    const { db } = opened.database
    const [free = 0] = (await createTestStation(db, { count: 1 })).datastreamIds
    const [strict = 0] = (await createTestStation(db, { count: 1, corrections: 'refuse' })).datastreamIds
    const outcomes = await Promise.all([
      intake.submit(rowOf(free, 0, 1)),
      intake.submit(rowOf(free, 0, 1)),
      intake.submit(rowOf(free, 0, 2)),
      intake.submit(rowOf(strict, 0, 1)),
      intake.submit(rowOf(strict, 0, 2)),
      intake.submit(rowOf(free, 60, 5), { permit: () => 'unknown' }),
      intake.submit(rowOf(free, 120, 5), {
        faultOf: (row, { observationType: type }) => ({
          nl: `${row} is geen ${type}`,
          en: `${row} is no ${type}`,
        }),
      }),
      intake.submit(rowOf(free, 180, 5)),
    ])
    expect(outcomes.map(({ stored, unchanged, corrected }) => [stored, unchanged, corrected])).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
      [1, 0, 0],
    ])
    expect(outcomes.flatMap(({ refused }) => refused)).toEqual([
      {
        index: 0,
        kind: 'differs-from-stored',
        fault: {
          nl: 'Bewaard is 1 op dit tijdstip, aangeboden werd 2. De dataset staat geen correcties toe.',
          en: 'Stored for this time is 1, offered was 2. The dataset does not allow corrections.',
        },
      },
      { index: 0, kind: 'unknown-datastream' },
      {
        index: 0,
        kind: 'does-not-fit',
        fault: { nl: '0 is geen OM_Measurement', en: '0 is no OM_Measurement' },
      },
    ])
    const ids = outcomes.map((outcome) => outcome.ids[0])
    expect(ids.slice(0, 3)).toEqual([ids[0], ids[0], ids[0]])
    expect(await findWrongRollups(db)).toEqual([])
    await intake.stop()
  })

  it('awaits the next of who was just answered, so that they share a transaction, but not for long', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const { db, engine } = opened.database
    const counts: number[] = []
    const intake = createIntake({
      db,
      engine,
      clock,
      report: (event) => void (event.kind === 'observations-stored' && counts.push(event.count)),
    })
    const { datastreamIds } = await createTestStation(db, { count: 10 })
    const send = (second: number, count: number) =>
      datastreamIds.slice(0, count).map(async (id, turn) => {
        for (let wait = 0; wait < turn * second; wait++) await new Promise(setImmediate)
        return intake.submit(rowOf(id, second, 1))
      })
    await Promise.all(send(0, 10))
    await Promise.all(send(1, 9))
    expect(counts).toEqual([10, 9])
    const alone = intake.submit(rowOf(datastreamIds[0] ?? 0, 2, 1))
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate)
    expect(counts).toEqual([10, 9])
    vi.advanceTimersByTime(3)
    await alone
    expect(counts).toEqual([10, 9, 1])
    await intake.stop()
  })

  it('stores the rows of others when those of one sender make the transaction fail', async () => {
    const intake = openIntake()
    const { db } = opened.database
    const [id = 0] = (await createTestStation(db, { count: 1 })).datastreamIds
    const [good, bad, alsoGood] = await Promise.allSettled([
      intake.submit(rowOf(id, 0, 1)),
      intake.submit({ ...rowOf(id, 1, 1), detail: ['no JSON'] }),
      intake.submit(rowOf(id, 2, 1)),
    ])
    expect([good?.status, bad?.status, alsoGood?.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    await intake.stop()
  })

  it('tells all senders at once that the database is away, without asking it for each', async () => {
    let connections = 0
    const refusing = createServer((socket) => {
      connections++
      socket.destroy()
    })
    await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve))
    const { port } = refusing.address() as AddressInfo
    const database = await beginDatabase({
      kind: 'server',
      url: `postgres://x:x@127.0.0.1:${port}/x`,
      connections: 4,
    })
    await database.opened.catch(() => {})
    const before = connections
    const intake = createIntake({ ...database, clock, report: () => {} })
    const sent = Array.from({ length: 500 }, (_, second) => intake.submit(rowOf(second, second, 1)))
    for (const outcome of await Promise.allSettled(sent)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'unavailable', retryAfter: 5 } })
    }
    expect(connections - before).toBe(1)
    await intake.stop()
    await database.close()
    await new Promise((resolve) => refusing.close(resolve))
  })

  it('refuses at once what it has no room for, and finishes what it took before it stops', async () => {
    const intake = openIntake({ waitingRows: 2, waitingText: 100, rows: 1, text: 10 })
    const { db } = opened.database
    const [id = 0] = (await createTestStation(db, { count: 1 })).datastreamIds
    const taken = [intake.submit(rowOf(id, 0, 1)), intake.submit(rowOf(id, 1, 1))]
    await expect(intake.submit(rowOf(id, 2, 1))).rejects.toMatchObject({ code: 'unavailable', retryAfter: 1 })
    const stopped = intake.stop()
    await expect(intake.submit(rowOf(id, 3, 1))).rejects.toMatchObject({ code: 'unavailable' })
    await stopped
    expect((await Promise.all(taken)).map(({ stored }) => stored)).toEqual([1, 1])
  })
})
