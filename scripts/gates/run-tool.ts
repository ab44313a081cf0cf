import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Root of this repository, where the tools are installed. */
export const repository = join(import.meta.dirname, '..', '..')

export type ToolRun = { code: number; stdout: string; stderr: string; output: string }

/**
 * Runs an installed tool on this same Node.
 * @param tool path of its script inside `node_modules`
 * @param cwd the folder it works in
 * @throws when the tool is not installed
 */
export function runTool(
  tool: string,
  args: string[],
  cwd: string,
  env: Record<string, string> = {},
): Promise<ToolRun> {
  const script = join(repository, 'node_modules', tool)
  if (!existsSync(script)) {
    throw new Error(`The tool node_modules/${tool} is not installed. Run: npm ci`)
  }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const run = { stdout: '', stderr: '', output: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      run.stdout += text
      run.output += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      run.stderr += text
      run.output += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, ...run }))
  })
}

/** The result of a tool that says everything itself: its whole output is the finding. */
export function outputAsFinding(tool: string, run: ToolRun): string[] {
  return run.code === 0
    ? []
    : [run.output.trim() || `${tool} stopped with exit code ${run.code} and said nothing.`]
}
