import type { Gate } from './gate.ts'
import { outputAsFinding, runTool } from './run-tool.ts'

/** All tests of the `unit` project pass; a run without tests fails. */
export const tests: Gate = {
  name: 'tests',
  async run(root) {
    const run = await runTool('vitest/vitest.mjs', ['run', '--project', 'unit'], root)
    const count = /Tests\s+(.*)/.exec(run.output)?.[1]?.trim()
    return { findings: outputAsFinding('vitest', run), ...(count && { note: count }) }
  },
}
