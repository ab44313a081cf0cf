import { openDatabase } from '@samenspel/server'
import { expect, it } from 'vitest'
import { createOutput } from '../output.ts'
import { runDemo } from './run.ts'
import { readDemoConfig } from './settings.ts'

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
