import { createServer } from 'node:net'
import { openDatabase, readConfig } from '@samenspel/server'
import { expect, it } from 'vitest'
import { serve } from './serve.ts'

it('ends its background work before it closes the database, when it cannot listen', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const config = readConfig({
    DATABASE_URL: 'pglite:memory',
    PORT: String(port),
    MQTT_PORT: 'off',
    LOG_LEVEL: 'silent',
    AUTH_SECRET: 'a'.repeat(40),
  })
  const database = await openDatabase(config.database)
  const busyAtClose: number[] = []
  const close = async () => {
    busyAtClose.push(database.pool.totalCount - database.pool.idleCount)
    await database.close()
  }
  const begun = { config, database: { ...database, close }, siteReady: Promise.resolve() }
  await expect(serve(begun, { simulated: false }, () => {})).rejects.toThrow(`Port ${port} is in use.`)
  expect(busyAtClose).toEqual([0])
  other.close()
}, 120_000)
