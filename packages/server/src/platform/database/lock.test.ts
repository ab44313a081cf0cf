import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
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

it.each(['.db.lock', '.db.7.lock'])('takes over the lock %s of a process that is gone', async (name) => {
  await writeFile(join(folder, '..', name), '')
  const unlock = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow(DatabaseInUseError)
  await unlock()
  expect(await readdir(join(folder, '..'))).toEqual(['db'])
})

it('gives a folder to one of many that take over a lock at once', async () => {
  await writeFile(join(folder, '..', '.db.lock'), '')
  const answers = await Promise.allSettled(Array.from({ length: 12 }, () => lockFolder(folder)))
  const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
  const [unlock, ...more] = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
  expect(more).toEqual([])
  expect(refusals).toHaveLength(11)
  for (const refusal of refusals) expect(refusal).toBeInstanceOf(DatabaseInUseError)
  await unlock?.()
})
