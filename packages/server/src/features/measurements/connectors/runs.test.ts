import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import type { Fetcher } from '../../../platform/http-client/fetcher.ts'
import { signInAs } from '../../../testing/actors.ts'
import { hastenConnector, noteError, takeDue } from './store.ts'
import { answering, KNMI, useConnectors } from './testing/connectors.ts'

const { server, send, create, get, run, readAll } = useConnectors()

describe('a connector', () => {
  const settings = { kind: 'knmi', stations: [260], period: 'hour', since: '2026-02-28' }

  const PASCAL = 'http://qudt.org/vocab/unit/PA'
  const HECTOPASCAL = 'http://qudt.org/vocab/unit/HectoPA'
  /** Gives air pressure another unit. */
  const setUnit = (symbol: string, definition: string) =>
    sql`update measurements.datastream set unit_of_measurement = ${JSON.stringify({ name: symbol, symbol, definition })}::json
      where source_key = 'P'`.execute(server.database.db)
  // The tests share a dataset.
  afterEach(() => setUnit('hPa', HECTOPASCAL))

  it('keeps what the dataset does not take with the dead letters, from where it can be replayed', async () => {
    const id = await create(settings)
    await run(answering({ uurgegevens: KNMI }).fetcher)
    const { datasetId } = await get(id)
    await sql`update catalogue.dataset set corrections = 'refuse' where id = ${datasetId}`.execute(
      server.database.db,
    )
    server.now = new Date('2026-03-03T10:00:00Z')
    await run(answering({ uurgegevens: KNMI.replace('10211', '10212') }).fetcher)
    expect(await get(id)).toMatchObject({ health: 'healthy', refused: 1 })
    const [letter] = (await send('GET', '/api/v1/dead-letters')).json().items
    expect(letter).toMatchObject({
      origin: 'connector',
      reason: 'differs-from-stored',
      address: 'knmi-260 P',
    })
    const replay = () => send('POST', `/api/v1/dead-letters/${letter.id}/replays`, {})
    expect((await replay()).json()).toMatchObject({ state: 'waiting' })
    await sql`update catalogue.dataset set corrections = 'replace' where id = ${datasetId}`.execute(
      server.database.db,
    )
    expect((await replay()).json()).toMatchObject({ state: 'replayed' })
    expect(await readAll('knmi-260')).toContain('air-pressure 1021.2 hPa 03-01 01:00')
  })

  it('goes on without a series that is there in another unit, says so, and keeps its values', async () => {
    const id = await create(settings)
    await run(answering({ uurgegevens: KNMI }).fetcher)
    await setUnit('Pa', PASCAL)
    server.now = new Date('2026-03-03T10:00:00Z')
    const later = KNMI.replaceAll('20260301', '20260302').replaceAll('20260228', '20260301')
    await run(answering({ uurgegevens: later }).fetcher)
    const state = await get(id)
    expect(state.rows).toBeGreaterThan(0)
    expect(state.lastError).toMatchObject({
      nl: expect.stringMatching(/^knmi-260: P staat in de dataset in Pa, en komt nu in hPa\./),
    })
    const { items } = (await send('GET', '/api/v1/dead-letters?reason=unit-differs')).json()
    expect(items[0]).toMatchObject({ origin: 'connector', reason: 'unit-differs', address: 'knmi-260 P' })
    const replay = () => send('POST', `/api/v1/dead-letters/${items[0].id}/replays`, {})
    expect((await replay()).json()).toMatchObject({ state: 'waiting', reason: 'unit-differs' })
    // However its symbol is written: what counts is what makes it this unit, as in a run.
    await setUnit('hectopascal', HECTOPASCAL)
    expect((await replay()).json()).toMatchObject({ state: 'replayed' })
  })

  it('tells units apart by their definitions when their symbols are the same, and stores nothing of the other', async () => {
    const id = await create(settings)
    await run(answering({ uurgegevens: KNMI }).fetcher)
    await setUnit('hPa', PASCAL)
    server.now = new Date('2026-03-03T10:00:00Z')
    await run(answering({ uurgegevens: KNMI.replaceAll('20260301', '20260302') }).fetcher)
    const told = `P is in the dataset in hPa (${PASCAL}), and now comes in hPa (${HECTOPASCAL}).`
    expect((await get(id)).lastError.en).toContain(told)
    const [letter] = (await send('GET', '/api/v1/dead-letters?reason=unit-differs')).json().items
    expect(letter.detail.en).toContain(told)
    const replayed = await send('POST', `/api/v1/dead-letters/${letter.id}/replays`, {})
    expect(replayed.json()).toMatchObject({ state: 'waiting', reason: 'unit-differs', attempts: 1 })
  })

  it('keeps a share of the values in another unit, says so, and adds what comes again to what waits', async () => {
    const id = await create(settings)
    await run(answering({ uurgegevens: KNMI }).fetcher)
    const { datasetId } = await get(id)
    await setUnit('Pa', PASCAL)
    const start = Date.UTC(2026, 0, 1)
    const days = Array.from({ length: 25 }, (_, n) => new Date(start + n * 86_400_000).toISOString())
    const hours = days.flatMap((day) =>
      Array.from(
        { length: 24 },
        (_, n) => `  260,${day.slice(0, 10).replaceAll('-', '')},${n + 1},,,,,10211\n`,
      ),
    )
    const head = KNMI.slice(0, KNMI.indexOf('  260,'))
    for (const times of [1, 2]) {
      server.now = new Date(server.now.getTime() + 86_400_000)
      await run(answering({ uurgegevens: head + hours.join('') }).fetcher)
      const { rows } = await sql`select count(*)::int as letters, min(times) as least, max(times) as most
        from measurements.dead_letter where dataset_id = ${datasetId}`.execute(server.database.db)
      expect(rows).toEqual([{ letters: 500, least: times, most: times }])
      expect(await get(id)).toMatchObject({
        refused: times * 600,
        lastError: {
          en: expect.stringMatching(/^knmi-260: P is .* at most 500 per series and 2500 per dataset\.$/),
        },
      })
    }
  })

  it('is paused, resumed, run at once, changed and removed by who may write in its dataset', async () => {
    const id = await create(settings, { paused: true })
    const { fetcher, asked } = answering({ uurgegevens: KNMI })
    await run(fetcher)
    expect(asked).toEqual([])
    expect(await get(id)).toMatchObject({ health: 'paused', nextRunAt: null })
    expect((await send('POST', `/api/v1/connectors/${id}/runs`, {})).statusCode).toBe(409)
    const changed = await send('PATCH', `/api/v1/connectors/${id}`, {
      paused: false,
      intervalMinutes: 120,
      name: 'Weer',
    })
    expect(changed.json()).toMatchObject({ health: 'waiting', intervalMinutes: 120, name: 'Weer' })
    await run(fetcher)
    expect(await get(id)).toMatchObject({ nextRunAt: '2026-03-02T12:00:00Z' })
    const other = await signInAs(server, 'data-expert')
    for (const method of ['GET', 'DELETE'] as const) {
      expect((await send(method, `/api/v1/connectors/${id}`, undefined, other.headers)).statusCode).toBe(404)
    }
    expect((await send('GET', '/api/v1/connectors', undefined, other.headers)).json().items).toEqual([])
    expect((await send('GET', '/api/v1/connectors')).json().items).toHaveLength(1)
    expect((await send('DELETE', `/api/v1/connectors/${id}`)).statusCode).toBe(204)
    expect((await send('GET', `/api/v1/connectors/${id}`)).statusCode).toBe(404)
  })

  it('loses neither of two changes at once', async () => {
    const id = await create(settings)
    let second: ReturnType<typeof send> | undefined
    await server.database.db.transaction().execute(async (transaction) => {
      await sql`update measurements.connector set paused = true where id = ${id}`.execute(transaction)
      second = send('PATCH', `/api/v1/connectors/${id}`, { name: 'Anders' })
      // Time to come to the row; where it does not, there is nothing to lose.
      await new Promise((resolve) => setTimeout(resolve, 200))
    })
    expect((await second)?.json()).toMatchObject({ name: 'Anders', intervalMinutes: 60, health: 'paused' })
  })

  it('is not taken by another process when it is hastened or changed while it runs', async () => {
    const id = await create(settings)
    const asked = Promise.withResolvers<void>()
    const answer = Promise.withResolvers<string>()
    const slow: Fetcher = {
      async get(url) {
        asked.resolve()
        return { url, text: await answer.promise }
      },
    }
    const first = run(slow)
    await asked.promise
    await hastenConnector(server.database.db, id, server.now)
    await send('PATCH', `/api/v1/connectors/${id}`, { intervalMinutes: 10 })
    server.now = new Date('2026-03-02T10:14:00Z')
    const second = answering({ uurgegevens: KNMI })
    await run(second.fetcher)
    expect(second.asked).toEqual([])
    answer.resolve(KNMI)
    await first
    expect(await get(id)).toMatchObject({ health: 'healthy', nextRunAt: '2026-03-02T10:24:00Z' })
    server.now = new Date('2026-03-02T10:24:00Z')
    await run(second.fetcher)
    expect(second.asked).toHaveLength(1)
  })

  it('is taken by another process when the one that had it does not come back', async () => {
    const id = await create(settings)
    const { db } = server.database
    const lost = await takeDue(db, server.now, 15)
    server.now = new Date('2026-03-02T10:15:00Z')
    const taken = await takeDue(db, server.now, 15)
    if (!lost || !taken) throw new Error('A connector should be taken again after its lease.')
    await noteError(db, lost, { nl: 'te laat', en: 'too late' }, server.now, server.now)
    expect(await takeDue(db, server.now, 15)).toBeUndefined()
    expect(await get(id)).toMatchObject({ failures: 0, lastError: null })
  })

  it('is run by one process at a time', async () => {
    await create(settings)
    const one = answering({ uurgegevens: KNMI })
    const two = answering({ uurgegevens: KNMI })
    await Promise.all([run(one.fetcher), run(two.fetcher)])
    expect([...one.asked, ...two.asked]).toHaveLength(1)
  })

  it('says so when the other server answers something else', async () => {
    const id = await create(settings)
    await run(answering({ uurgegevens: '<html>Onderhoud</html>' }).fetcher)
    expect(await get(id)).toMatchObject({
      health: 'failing',
      lastError: { nl: expect.stringContaining('anders dan verwacht') },
    })
  })
})
