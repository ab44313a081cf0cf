import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describeApi, describeApiTypes } from './describe-api.ts'
import { describeEffects } from './describe-effects.ts'
import { describeSlices } from './describe-slices.ts'
import { findStale, type GeneratedFile, writeGenerated } from './generated.ts'

/** Every generated file of the repository, in the order in which they must be made. */
export const generatedFiles: readonly GeneratedFile[] = [
  { path: 'docs/slices.md', make: describeSlices },
  { path: 'docs/effects-benchmarks.md', make: describeEffects },
  { path: 'packages/client/openapi.json', make: describeApi },
  { path: 'packages/client/src/api.gen.ts', make: describeApiTypes },
]

/** `generate.ts` writes what is out of date; `generate.ts --check` only tells, and fails. */
async function main(root: string, check: boolean): Promise<number> {
  if (check) {
    const stale = await findStale(root, generatedFiles)
    for (const path of stale) process.stdout.write(`${path} is out of date. Run: npm run generate\n`)
    return stale.length > 0 ? 1 : 0
  }
  for (const { path } of generatedFiles) await mkdir(dirname(join(root, path)), { recursive: true })
  for (const path of await writeGenerated(root, generatedFiles)) process.stdout.write(`made ${path}\n`)
  return 0
}

if (import.meta.main)
  process.exitCode = await main(join(import.meta.dirname, '..'), process.argv.includes('--check'))
