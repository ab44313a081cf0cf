import type { Gate } from './gate.ts'
import { outputAsFinding, runTool } from './run-tool.ts'

/** All tests that need no browser pass; a run without tests fails. */
export const tests: Gate = {
  name: 'tests',
  async run(root) {
    const run = await runTool('vitest/vitest.mjs', ['run', '--project', 'unit', '--project', 'gates'], root)
    const count = /Tests\s+(.*)/.exec(run.output)?.[1]?.trim()
    return { findings: outputAsFinding('vitest', run), ...(count && { note: count }) }
  },
}
