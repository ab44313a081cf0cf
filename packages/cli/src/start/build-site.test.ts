import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { SOURCES, WEB } from './build-site.ts'

/** What a file takes in, but types: those leave no trace in a build. */
async function listImports(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8')
  const statements = text.matchAll(/^(?:import|export|\} from)(?! type\b)[^'\n]*'([^']+)'/gm)
  return [...statements].map(([, specifier = '']) => specifier)
}

/** Where an import of our own leads; undefined for what a lock file keeps the same. */
function locate(specifier: string, from: string): string | undefined {
  if (specifier.startsWith('.')) return join(dirname(from), specifier)
  if (!specifier.startsWith('@samenspel/')) return undefined
  return fileURLToPath(import.meta.resolve(specifier))
}

it('knows everything of our own that a build is made of', async () => {
  const files = globSync(['*.ts', 'app/**/*.{ts,tsx}'], { cwd: WEB })
    .filter((name) => !/\.test\.tsx?$/.test(name))
    .map((name) => join(WEB, name))
  const found = await Promise.all(
    files.map(async (file) =>
      (await listImports(file)).flatMap((specifier) => locate(specifier, file) ?? []),
    ),
  )
  const all = [...new Set([...files, ...found.flat()])].map((path) => relative(WEB, path))
  const isKnown = (path: string) => SOURCES.some((source) => `${path}/`.startsWith(`${source}/`))
  expect(all.length).toBeGreaterThan(100)
  expect(all.filter((path) => !isKnown(path))).toEqual([])
})
