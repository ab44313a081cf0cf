import { openDatabase } from '@samenspel/server'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createOutput } from '../output.ts'
import { runDemo } from './run.ts'
import { readDemoConfig } from './settings.ts'

const SIGNALS = ['SIGINT', 'SIGTERM'] as const
let before: Map<(typeof SIGNALS)[number], unknown[]>

// The demo listens to signals as long as its process lives; this one goes on with other tests.
beforeEach(() => {
  before = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal)]))
})
afterEach(() => {
  for (const signal of SIGNALS) {
    for (const listener of process.listeners(signal)) {
      if (!before.get(signal)?.includes(listener)) process.off(signal, listener)
    }
  }
})

it('closes the database when it cannot be filled', async () => {
  const config = readDemoConfig({
    DATABASE_URL: 'pglite:memory',
    PORT: '0',
    MQTT_PORT: 'off',
    LOG_LEVEL: 'silent',
    AUTH_SECRET: 'a'.repeat(40),
  })
  const database = await openDatabase(config.database)
  let closed = 0
  const close = async () => {
    closed += 1
    await database.close()
  }
  const begun = {
    // Without the token of an empty database, this one counts as that of others.
    config: { ...config, bootstrapToken: undefined },
    database: { ...database, close },
    siteReady: Promise.resolve(),
  }
  const quiet = createOutput(false, { write: () => {} }, { write: () => {} })
  await expect(runDemo(quiet, begun, 0)).rejects.toThrow('holds other organisations')
  expect(closed).toBe(1)
}, 120_000)
