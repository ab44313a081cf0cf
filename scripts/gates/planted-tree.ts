import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Files by path, and links (`path: { link: target }`) where a tree needs linked packages. */
export type Planted = Record<string, string | { link: string }>

/** Makes a small temporary repository to try a gate on; it is removed after the test. */
export function plantTree(files: Planted): string {
  const root = mkdtempSync(join(tmpdir(), 'gate-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  execFileSync('git', ['init', '-q'], { cwd: root })
  const all: Planted = { '.gitignore': 'node_modules/\n', ...files }
  for (const [path, content] of Object.entries(all)) {
    const target = join(root, path)
    mkdirSync(dirname(target), { recursive: true })
    if (typeof content === 'string') writeFileSync(target, content)
    else symlinkSync(content.link, target)
  }
  return root
}
