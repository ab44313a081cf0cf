import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Gate } from './gate.ts'
import { repository, runTool } from './run-tool.ts'

const document = 'packages/client/openapi.json'

/** One remark of Spectral; severity 0 is an error. */
type Remark = { code: string; message: string; path: string[]; severity: number }

/**
 * A gate on the API document with a Spectral ruleset. Rulesets that are not ours are not in the repository; without
 * the file the gate passes and says so.
 */
export function apiRulesGate(ruleset: string): Gate {
  return {
    name: 'api-rules',
    async run(root) {
      if (!existsSync(ruleset)) return { findings: [], note: `not done: no ruleset at ${ruleset}` }
      if (!existsSync(join(root, document)))
        return { findings: [`${document} is missing. Run: npm run generate`] }
      const run = await runTool(
        '@stoplight/spectral-cli/dist/index.js',
        ['lint', document, '--ruleset', ruleset, '--format', 'json', '--quiet'],
        root,
      )
      const remarks = parseRemarks(run.stdout)
      if (!remarks) return { findings: [`Spectral gave no report:\n${run.output.trim()}`] }
      const errors = remarks.filter(({ severity }) => severity === 0)
      return {
        findings: errors.map(({ code, message, path }) => `${path.join(' › ')}\n  ${code}: ${message}`),
        note: `${remarks.length - errors.length} warnings`,
      }
    },
  }
}

function parseRemarks(json: string): Remark[] | undefined {
  try {
    const remarks = JSON.parse(json)
    return Array.isArray(remarks) ? remarks : undefined
  } catch {
    return undefined
  }
}

/** The NL API Design Rules, from the folder with shared test material when that is there. */
export const apiRules = apiRulesGate(
  join(process.env.SAMENSPEL_SHARED ?? join(repository, '..', 'shared'), 'standards/adr/linter-main.yaml'),
)
