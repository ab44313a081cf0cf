import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** Which program this is: what its answers were computed with. */
export type Software = { name: string; version: string; commit: string | null }

/** The top folder of the source code. */
export const SOURCE_FOLDER = join(import.meta.dirname, '../../../..')

/** Reads which version is in a folder with source code, and of which commit; null when it is no clone of a repository. */
export async function readSoftware(folder: string): Promise<Software> {
  const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Software
  return { name, version, commit: (await findCommit(folder)) ?? null }
}

const COMMIT = /^[0-9a-f]{40,64}$/

/** The commit that is checked out, as Git keeps it in files. */
async function findCommit(folder: string): Promise<string | undefined> {
  const git = await findGitFolder(join(folder, '.git'))
  const head = await readLine(join(git, 'HEAD'))
  if (head === undefined || COMMIT.test(head)) return head
  const name = /^ref: (refs\/[\w./-]+)$/.exec(head)?.[1]
  if (name === undefined) return undefined
  // A second working tree keeps its branches with the first.
  const shared = resolve(git, (await readLine(join(git, 'commondir'))) ?? '.')
  const own = await readLine(join(shared, name))
  if (own !== undefined) return COMMIT.test(own) ? own : undefined
  const packed = await readFile(join(shared, 'packed-refs'), 'utf8').catch(() => '')
  return packed
    .split('\n')
    .map((line) => line.split(' '))
    .find(([commit = '', packedName]) => packedName === name && COMMIT.test(commit))?.[0]
}

async function findGitFolder(path: string): Promise<string> {
  const elsewhere = /^gitdir: (.+)$/.exec((await readLine(path)) ?? '')?.[1]
  return elsewhere === undefined ? path : resolve(join(path, '..'), elsewhere)
}

/** The text of a file of one line; undefined when there is none. */
async function readLine(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  )
}
