import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readSoftware } from './software.ts'

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'software-'))
  writeFileSync(join(folder, 'package.json'), '{"name":"proef","version":"1.2.3"}')
  return folder
}

const git = (folder: string, ...words: string[]) =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=x', '-c', 'user.email=x@example.org', ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()

function makeRepository(): { folder: string; commit: string } {
  const folder = makeFolder()
  git(folder, 'init')
  git(folder, 'add', '.')
  git(folder, 'commit', '-m', 'x')
  return { folder, commit: git(folder, 'rev-parse', 'HEAD') }
}

it('knows no commit where there is no repository', async () => {
  expect(await readSoftware(makeFolder())).toEqual({ name: 'proef', version: '1.2.3', commit: null })
})

it('knows the commit of a branch, also once Git has packed it, and of no branch', async () => {
  const { folder, commit } = makeRepository()
  expect((await readSoftware(folder)).commit).toBe(commit)
  git(folder, 'pack-refs', '--all')
  expect((await readSoftware(folder)).commit).toBe(commit)
  git(folder, 'checkout', '--detach')
  expect((await readSoftware(folder)).commit).toBe(commit)
})

it('knows the commit of a second working tree', async () => {
  const { folder, commit } = makeRepository()
  const second = join(mkdtempSync(join(tmpdir(), 'software-')), 'tree')
  git(folder, 'worktree', 'add', '-b', 'other', second)
  expect((await readSoftware(second)).commit).toBe(commit)
})

it('does not follow a head that leads out of the folder of Git', async () => {
  const folder = makeFolder()
  mkdirSync(join(folder, '.git'))
  writeFileSync(join(folder, '.git', 'HEAD'), 'ref: ../../etc/passwd\n')
  expect((await readSoftware(folder)).commit).toBeNull()
})
