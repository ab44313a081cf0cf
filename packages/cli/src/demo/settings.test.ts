import { expect, test } from 'vitest'
import { makePassword, readDemoConfig } from './settings.ts'

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
