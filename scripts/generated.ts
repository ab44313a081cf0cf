import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A file of the repository that a program makes; `path` is relative to the root. */
export type GeneratedFile = {
  path: string
  make: () => string | Promise<string>
}

/** Writes the files that are out of date; gives their paths. */
export async function writeGenerated(root: string, files: readonly GeneratedFile[]): Promise<string[]> {
  const stale = await makeStale(root, files)
  for (const { path, text } of stale) await writeFile(join(root, path), text)
  return stale.map(({ path }) => path)
}

/** Paths of the files that are missing or differ from what their program makes now. */
export async function findStale(root: string, files: readonly GeneratedFile[]): Promise<string[]> {
  return (await makeStale(root, files)).map(({ path }) => path)
}

async function makeStale(root: string, files: readonly GeneratedFile[]) {
  const stale: { path: string; text: string }[] = []
  for (const { path, make } of files) {
    const text = await make()
    const present = await readFile(join(root, path), 'utf8').catch(() => undefined)
    if (present !== text) stale.push({ path, text })
  }
  return stale
}
