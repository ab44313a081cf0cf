import type { Gate } from './gate.ts'
import { outputAsFinding, runTool } from './run-tool.ts'

/** Biome has no remark on lint, format or order of imports. */
export const lint: Gate = {
  name: 'lint',
  async run(root) {
    const run = await runTool(
      '@biomejs/biome/bin/biome',
      ['ci', '--error-on-warnings', '--max-diagnostics=50', '--colors=off', '.'],
      root,
    )
    const looked = /Checked (\d+) files?/.exec(run.output)?.[1]
    return { findings: outputAsFinding('biome', run), ...(looked && { note: `${looked} files` }) }
  },
}
