import { randomUUID } from 'node:crypto'
import { followKeys, isSignedInTime } from '@samenspel/standards/transparency'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { createApp } from '../../app.ts'
import { signInAs } from '../../testing/actors.ts'
import { useLedger } from '../../testing/read-ledger.ts'
import { useDatabase, useServer } from '../../testing/server.ts'
import { CRYPTOGRAPHY } from './cryptography.ts'
import { enterInLedger } from './enter.ts'
import { findWaiting, prepareLogKey } from './keys.ts'
import { sequence } from './sequence.ts'
import { hasWaitingEntry } from './store/entries.ts'
import { listKeys } from './store/keys.ts'

const server = useServer()
const ledger = useLedger(server)
const other = useDatabase()

const signing = () => ({
  secret: 'a'.repeat(40),
  origin: 'localhost:8080/log',
  now: server.now,
})

function enter(count: number, { db } = server.database): Promise<void> {
  return db.transaction().execute(async (transaction) => {
    for (let done = 0; done < count; done += 1) {
      const named = { kind: 'withdrawal', id: randomUUID(), version: 1 } as const
      await enterInLedger(transaction, { ...named, text: { title: `Proef ${done}` }, at: server.now })
    }
  })
}

/** After each of these the whole of it holds, by all its keys. */
afterEach(async () => {
  expect((await ledger.verifyExport({ keys: await ledger.readKeys() })).faults).toEqual([])
})

describe('putting entries in the log', () => {
  it('begins with the key that signs it', async () => {
    await enter(3)
    await server.deliver()
    const [first] = await listPlaces()
    expect(first).toMatchObject({ kind: 'keys', position: 0 })
    expect((await ledger.readCheckpoint()).size).toBe(4)
  })

  it('gives each index once, however many do it at the same time', async () => {
    const before = (await ledger.readCheckpoint()).size
    await Promise.all([1, 2, 3, 4].map(() => enter(25)))
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let placed = 1; placed > 0; ) {
          placed = await server.database.db
            .transaction()
            .execute((transaction) => sequence(transaction, signing()))
        }
      }),
    )
    await server.deliver()
    const places = (await listPlaces()).map(({ position }) => position)
    expect(places).toEqual(Array.from({ length: before + 100 }, (_, at) => at))
  })

  it('leaves nothing behind when it is stopped halfway, and gives the same places again', async () => {
    const { size } = await ledger.readCheckpoint()
    await enter(2)
    const stopped = server.database.db.transaction().execute(async (transaction) => {
      expect(await sequence(transaction, signing())).toBe(2)
      throw new Error('killed')
    })
    await expect(stopped).rejects.toThrow('killed')
    expect((await ledger.readCheckpoint()).size).toBe(size)
    await server.deliver()
    expect((await ledger.readCheckpoint()).size).toBe(size + 2)
    expect((await listPlaces()).map(({ position }) => position)).toEqual(
      Array.from({ length: size + 2 }, (_, at) => at),
    )
  })

  it('enters the same once', async () => {
    const named = { kind: 'withdrawal', id: randomUUID(), version: 1 } as const
    const { size } = await ledger.readCheckpoint()
    for (const title of ['Eerst', 'Dan'])
      await enterInLedger(server.database.db, { ...named, text: { title }, at: server.now })
    await server.deliver()
    expect((await ledger.readCheckpoint()).size).toBe(size + 1)
    expect(await ledger.getProof('withdrawal', named.id)).toMatchObject({ title: 'Eerst' })
  })

  it.each([
    ['an entry', sql`update ledger.entry set commitment = sha256('') where position = 1`],
    ['its text', sql`update ledger.entry set payload = '{}' where position = 1`],
    ['its place', sql`update ledger.entry set position = 1000 where position = 1`],
    ['that it is there', sql`delete from ledger.entry where position = 1`],
    ['a tile', sql`update ledger.tile set hashes = sha256('') where level = 0`],
    ['what was signed', sql`update ledger.checkpoint set note = ''`],
    ['that it was signed', sql`delete from ledger.checkpoint`],
  ])('lets nobody change %s with the password of the server', async (_what, statement) => {
    await expect(statement.execute(server.database.db)).rejects.toThrow()
  })
})

describe('the key of the log', () => {
  it('that never signed, because the secret changed before it could, is neither entered nor shown', async () => {
    const { database } = other
    for (const secret of ['b', 'c', 'd'])
      await prepareLogKey(database.db, { ...signing(), secret: secret.repeat(40) })
    expect(await hasWaitingEntry(database.db)).toBe(false)
    await enter(1, database)
    expect(await hasWaitingEntry(database.db)).toBe(true)
    const placing = { ...signing(), secret: 'd'.repeat(40) }
    const placed = []
    for (let count = 0; count < 3; count += 1)
      placed.push(await database.db.transaction().execute((transaction) => sequence(transaction, placing)))
    expect(placed).toEqual([1, 1, 0])
    const keys = await listKeys(database.db, 'log')
    expect(keys.map(({ fromSize }) => fromSize)).toEqual([null, null, 1])
    expect(findWaiting(keys)).toBeUndefined()
    expect(await hasWaitingEntry(database.db)).toBe(false)
  })

  it('is replaced by one that the old key vouches for; what the old one signed stays good', async () => {
    const [old] = await ledger.readKeys()
    const kept = await ledger.checkpointText()
    const { headers } = await signInAs(server, 'administrator')
    const replace = { method: 'POST', url: '/api/v1/ledger/keys' } as const
    const others = await signInAs(server, 'administrator')
    expect((await server.request({ ...replace, headers: others.headers })).statusCode).toBe(403)
    const answer = await server.request({ ...replace, headers })
    expect(answer.statusCode).toBe(201)
    await server.deliver()
    const handover = await ledger.checkpointText()
    await enter(1)
    await server.deliver()
    const newest = await ledger.checkpointText()
    expect((await ledger.getKeys()).keys).toHaveLength(2)
    const signatures = (text: string) => text.split('\n').filter((line) => line.startsWith('— ')).length
    expect([kept, handover, newest].map(signatures)).toEqual([1, 2, 1])
    const trusted = old ? [old] : []
    expect((await ledger.verifyExport({ keys: trusted, checkpoint: kept })).faults).toEqual([])
    const { keys } = await followKeys(CRYPTOGRAPHY, 'localhost:8080/log', await readKeysEntries(), trusted)
    for (const text of [kept, handover, newest])
      expect(await isSignedInTime(CRYPTOGRAPHY, text, keys)).toBe(true)
    // After it was replaced, what the old key signs is not believed.
    const isOld = keys.filter(({ until }) => until < Number.MAX_SAFE_INTEGER)
    expect(await isSignedInTime(CRYPTOGRAPHY, newest, isOld)).toBe(false)
  })

  it('is made anew when the secret was lost, and that nobody vouches for it is told', async () => {
    const known = await ledger.readKeys()
    const app = await createApp({
      // The secret of the installation is made, and read from the database.
      config: { ...server.app.platform.config, authSecret: undefined },
      database: server.database,
      clock: () => server.now,
      report: () => {},
    })
    await enter(1)
    await app.workers.finish()
    await app.http.close()
    const { size } = await ledger.readCheckpoint()
    const { faults } = await ledger.verifyExport({ keys: known })
    expect(faults).toEqual([{ what: 'not-signed' }, { what: 'key-not-vouched', index: size - 2 }])
    const all = await ledger.readKeys()
    expect((await ledger.verifyExport({ keys: all })).faults).toEqual([])
  })
})

async function listPlaces() {
  const { rows } = await sql<{ kind: string; position: number }>`select kind, position from ledger.entry
    where position is not null order by position`.execute(server.database.db)
  return rows
}

async function readKeysEntries() {
  const { rows } = await sql<{ index: number; payload: string; checkpoint: string }>`
    select e.position as index, e.payload, c.note as checkpoint from ledger.entry e
    join ledger.checkpoint c on c.size = e.position + 1 where e.kind = 'keys' order by 1`.execute(
    server.database.db,
  )
  return rows
}
