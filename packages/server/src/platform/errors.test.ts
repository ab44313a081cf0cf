import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { PROBLEMS } from './errors.ts'

const SOURCE = new URL('../', import.meta.url).pathname
const DOCUMENT = new URL('../../../../docs/errors.md', import.meta.url)

/** Every code with which the source makes a problem, with the file. */
async function listUses(): Promise<{ file: string; code: string }[]> {
  const names = await readdir(SOURCE, { recursive: true })
  const files = names.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  const uses = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(SOURCE, file), 'utf8')
      return [...text.matchAll(/new Problem\(\s*'([^']*)'/g)].map(([, code = '']) => ({ file, code }))
    }),
  )
  return uses.flat()
}

it('has a section in docs/errors.md for every code, and a code for every section', async () => {
  const sections = [...(await readFile(DOCUMENT, 'utf8')).matchAll(/^### (\S+)\n(\d+)\./gm)]
  const documented = Object.fromEntries(sections.map(([, code, status]) => [code, Number(status)]))
  const known = Object.fromEntries(Object.entries(PROBLEMS).map(([code, { status }]) => [code, status]))
  expect(documented).toEqual(known)
})

it('makes problems only with codes of the table', async () => {
  const uses = await listUses()
  expect(uses.length).toBeGreaterThan(20)
  expect(uses.filter(({ code }) => !Object.hasOwn(PROBLEMS, code))).toEqual([])
})

it('has a title in both languages and a fitting status for every code', () => {
  for (const { status, title } of Object.values(PROBLEMS)) {
    expect(status).toSatisfy((value: number) => value >= 400 && value < 600)
    expect(title.nl).not.toBe('')
    expect(title.en).not.toBe('')
  }
})
