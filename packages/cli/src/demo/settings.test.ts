import { mkdtemp, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keepDemoSecret, makePassword, readDemoConfig } from './settings.ts'

test('the example has its own database, unless another one is named', () => {
  expect(readDemoConfig({}).database).toEqual({ kind: 'embedded', folder: './data/demo/db' })
  expect(readDemoConfig({ DATABASE_URL: 'pglite:memory' }).database).toEqual({ kind: 'embedded' })
})

test('each run has secrets of its own', () => {
  const tokens = new Set([1, 2, 3].map(() => readDemoConfig({}).bootstrapToken))
  expect(tokens.size).toBe(3)
  const passwords = new Set(Array.from({ length: 50 }, () => makePassword()))
  expect(passwords.size).toBe(50)
  for (const password of passwords) expect(password).toMatch(/^([a-z]+-){4}[1-9][0-9]{2}$/)
})

test('an example on disk keeps the secret that it began with, which nobody else on the machine reads', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'samenspel-demo-'))
  const config = readDemoConfig({ DATABASE_URL: `pglite:${join(folder, 'db')}` })
  const { authSecret } = await keepDemoSecret(config)
  expect(authSecret).toMatch(/^[\w-]{64}$/)
  expect((await keepDemoSecret(config)).authSecret).toBe(authSecret)
  expect((await stat(join(folder, 'db-secret'))).mode & 0o077).toBe(0)
})

test('an example that began without a secret, or has no folder, goes on without', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'samenspel-demo-'))
  expect(await keepDemoSecret(readDemoConfig({ DATABASE_URL: `pglite:${folder}` }))).toMatchObject({
    authSecret: undefined,
  })
  expect(await keepDemoSecret(readDemoConfig({ DATABASE_URL: 'pglite:memory' }))).toMatchObject({
    authSecret: undefined,
  })
})
