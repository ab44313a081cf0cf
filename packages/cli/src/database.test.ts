import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { listEvents } from './events.ts'
import { createOutput } from './output.ts'
import { verify } from './rollups.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samenspel-'))
  vi.stubEnv('DATABASE_URL', `pglite:${join(folder, 'db')}`)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

it.each([
  ['rollups verify', verify],
  ['events list', listEvents],
])('%s says that there is no database, and makes none', async (_, command) => {
  const output = createOutput(false, { write: () => {} }, { write: () => {} })
  await expect(command(output)).rejects.toThrow(/^There is no Samenspel database in .*db\. Set DATABASE_URL/)
  expect(existsSync(join(folder, 'db'))).toBe(false)
})
