import { expect, it } from 'vitest'
import { createApp } from './app.ts'
import { systemClock } from './platform/clock.ts'
import { readConfig } from './platform/config.ts'
import { useDatabase } from './testing/server.ts'

const opened = useDatabase()

/** Longer than loops rest between two looks while something is going on. */
const LULL = 1500

it('commits nothing while nobody does anything, so that loops look seldom', async () => {
  const { database } = opened
  const config = readConfig({ AUTH_SECRET: 'a'.repeat(40) })
  const app = await createApp({ config, database, clock: systemClock, report: () => {} })
  let committed = performance.now()
  const unlisten = database.commits.listen(() => {
    committed = performance.now()
  })
  try {
    await app.startBackground()
    // Jobs by the clock may commit now and then; loops that find nothing would a few times a second, for ever.
    await expect.poll(() => performance.now() - committed, { timeout: 40_000 }).toBeGreaterThan(LULL)
  } finally {
    unlisten()
    await app.stop()
  }
}, 60_000)
