import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const FOLDERS = ['packages/server/src', 'packages/web/app', 'packages/web/src']

/**
 * Every answer that somebody may keep without asking again, by its file. None may hold what a resident can withdraw: figures are corrected
 * within a minute, and what is kept comes on top of that.
 */
const KEPT: Record<string, string> = {
  'packages/server/src/features/areas/routes.ts': 'borders of areas',
  'packages/server/src/features/areas/tiles/routes.ts': 'borders of areas',
  'packages/server/src/features/ledger/routes/log.ts': 'whole tiles of the ledger, of hashes',
  'packages/web/app/routes/areas-picture.tsx': 'borders of areas',
  'packages/web/src/mount.ts': 'files of the site',
}

/** Whether a text lets anybody keep an answer: also words in which the age is a variable. */
const mayKeep = (text: string) => /\b(s-maxage|max-age|stale-while-revalidate|immutable\b.*cache)/i.test(text)

async function listKeeping(): Promise<string[]> {
  const names = await Promise.all(
    FOLDERS.map(async (folder) =>
      (await readdir(folder, { recursive: true })).map((name) => join(folder, name)),
    ),
  )
  const files = names.flat().filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
  const found = await Promise.all(
    files.map(async (name) => {
      const lines = (await readFile(name, 'utf8')).split('\n')
      // A cookie that ends is not an answer that is kept.
      return lines.some((line) => mayKeep(line) && !line.includes('Max-Age=0')) ? [name] : []
    }),
  )
  return found.flat().sort()
}

it('lets nobody keep an answer that could outlive a withdrawal', async () => {
  expect(await listKeeping()).toEqual(Object.keys(KEPT).sort())
})

it.each([
  ["'cache-control': 'private, max-age=60'", true],
  ["'cache-control': `public, s-maxage=${age}`", true],
  ["'cache-control': 'public, no-cache'", false],
  ['sql immutable parallel safe', false],
])('sees in %s whether it may be kept', (text, kept) => {
  expect(mayKeep(text)).toBe(kept)
})
