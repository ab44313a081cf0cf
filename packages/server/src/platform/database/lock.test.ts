import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { DatabaseInUseError, lockFolder } from './lock.ts'

let folder: string
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'samenspel-')), 'db')
})
afterEach(() => rm(join(folder, '..'), { recursive: true }))

it('gives a folder to one at a time', async () => {
  const unlock = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow(DatabaseInUseError)
  await expect(lockFolder(folder)).rejects.toThrow('Stop that process first')
  await unlock()
  await (await lockFolder(folder))()
})

it('keeps a folder from other users of the machine', async () => {
  const unlock = await lockFolder(folder)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  await unlock()
})

it('takes over the lock of a process that is gone', async () => {
  await writeFile(join(folder, '..', '.db.lock'), '')
  await (await lockFolder(folder))()
})
