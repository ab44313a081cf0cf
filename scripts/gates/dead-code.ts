import type { Gate } from './gate.ts'
import { outputAsFinding, runTool } from './run-tool.ts'

/** Knip finds no file, export or dependency that nobody uses, and no import that is not declared. */
export const deadCode: Gate = {
  name: 'dead-code',
  async run(root) {
    const run = await runTool('knip/bin/knip.js', ['--no-progress', '--no-config-hints'], root)
    return { findings: outputAsFinding('knip', run) }
  },
}
