import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** A text file of the repository; `path` is relative to the root, with `/`. */
export type TextFile = { path: string; text: string }

/** Paths of the files that are, or are about to be, in the repository (`.gitignore` respected). */
async function listFiles(root: string, wanted: RegExp): Promise<string[]> {
  // A checkout may belong to another user than the one who runs the check, as in a container.
  const { stdout } = await execute(
    'git',
    ['-c', 'safe.directory=*', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: root, maxBuffer: 64 * 1024 * 1024 },
  )
  const paths = new Set(stdout.split('\0').filter((path) => path !== '' && wanted.test(path)))
  return [...paths].filter((path) => existsSync(join(root, path))).sort()
}

/** The same files with their text. */
export async function readFiles(root: string, wanted: RegExp): Promise<TextFile[]> {
  const paths = await listFiles(root, wanted)
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })))
}

/** Files made by a program; they follow its habits, not ours. */
export function isGenerated(path: string): boolean {
  return /\.gen\.\w+$/.test(path)
}

/** Tests and what only tests use. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$|(^|\/)testing\//.test(path)
}
