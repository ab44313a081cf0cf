import type { Gate, GateResult } from './gates/gate.ts'

const atOnce = 2

/**
 * Runs gates on the tree under `root`, two at a time, and writes one line per gate as it ends,
 * with the findings in full below it.
 * @returns whether all passed
 */
export async function runGates(
  gates: readonly Gate[],
  root: string,
  write: (text: string) => void,
): Promise<boolean> {
  const waiting = [...gates]
  const failed: string[] = []
  const work = async () => {
    for (let gate = waiting.shift(); gate; gate = waiting.shift()) {
      const start = performance.now()
      const result = await runSafely(gate, root)
      write(describeResult(gate.name, result, (performance.now() - start) / 1000))
      if (result.findings.length > 0) failed.push(gate.name)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  write(
    failed.length === 0
      ? `\nAll ${gates.length} gates passed.\n`
      : `\n${failed.length} of ${gates.length} gates failed: ${failed.join(', ')}.\n`,
  )
  return failed.length === 0
}

/** A gate that breaks has not passed. */
async function runSafely(gate: Gate, root: string): Promise<GateResult> {
  try {
    return await gate.run(root)
  } catch (error) {
    return { findings: [`The gate itself broke: ${error instanceof Error ? error.stack : String(error)}`] }
  }
}

function describeResult(name: string, { findings, note }: GateResult, seconds: number): string {
  const passed = findings.length === 0
  const line = `${passed ? 'pass' : 'FAIL'}  ${name.padEnd(12)}${seconds.toFixed(1).padStart(6)} s`
  const remark = [note, passed ? undefined : `${findings.length} findings`].filter(Boolean).join(', ')
  const details = findings.map((finding) => `      ${finding.replaceAll('\n', '\n      ')}\n`).join('')
  return `${line}  ${remark}\n${details}`
}
