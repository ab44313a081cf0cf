import { readFile } from 'node:fs/promises'

/** What a suite or step did: `report` is its file from vitest's JSON reporter, absent for a step without tests. */
export type Step = { name: string; code: number; report?: string }

export type Count = { name: string; passed: number; failed: number; skipped: number; remark?: string }

/** The part of vitest's JSON report that is read here. */
type TestReport = { testResults: { status: string; assertionResults: { status: string }[] }[] }

/**
 * Counts a step from its report. A suite without a report, without tests, or with an exit code that its
 * tests do not explain counts as one failure: nothing proves that it went well.
 * @param text the report, or undefined when there is none
 */
export function countStep({ name, code, report }: Step, text: string | undefined): Count {
  const nothing = { name, passed: 0, failed: 0, skipped: 0 }
  if (report === undefined) {
    return code === 0 ? nothing : { ...nothing, failed: 1, remark: `failed with exit code ${code}` }
  }
  const counted = text === undefined ? undefined : countReport(text)
  if (!counted) return { ...nothing, failed: 1, remark: `no readable report in ${report}` }
  if (counted.passed + counted.failed === 0) {
    return { name, ...counted, failed: 1, remark: 'ran no tests' }
  }
  if (code !== 0 && counted.failed === 0) {
    return { name, ...counted, failed: 1, remark: `exit code ${code} without a failed test` }
  }
  return { name, ...counted }
}

function countReport(text: string): Omit<Count, 'name'> | undefined {
  const report = parseReport(text)
  if (!report) return undefined
  const statuses = report.testResults.flatMap(({ status, assertionResults }) => {
    const tests = assertionResults.map((test) => test.status)
    // A file that breaks while loading has no failed tests of its own.
    return status === 'failed' && !tests.includes('failed') ? [...tests, 'failed'] : tests
  })
  const count = (...wanted: string[]) => statuses.filter((status) => wanted.includes(status)).length
  return {
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped', 'pending', 'todo', 'disabled'),
  }
}

function parseReport(text: string): TestReport | undefined {
  try {
    const report = JSON.parse(text)
    return Array.isArray(report?.testResults) ? report : undefined
  } catch {
    return undefined
  }
}

/** One line per step that ran tests or failed, and as the last line the totals. */
export function describeCounts(counts: Count[]): string {
  const total = (key: 'passed' | 'failed' | 'skipped') => counts.reduce((sum, count) => sum + count[key], 0)
  const shown = counts.filter(({ passed, failed, skipped }) => passed + failed + skipped > 0)
  const lines = shown.map(
    ({ name, passed, failed, skipped, remark }) =>
      `${name.padEnd(24)}${passed} passed, ${failed} failed, ${skipped} skipped${remark ? ` (${remark})` : ''}`,
  )
  const skipped = total('skipped') > 0 ? `, ${total('skipped')} skipped` : ''
  return [...lines, `${total('passed')} passed, ${total('failed')} failed${skipped}`, ''].join('\n')
}

/** Reads steps written as `name:exit code` or `name:exit code:report`. */
export function parseStep(argument: string): Step {
  const [name = '', code = '', report] = argument.split(':')
  if (name === '' || !/^\d+$/.test(code))
    throw new Error(`Not a step: ${argument}. Write name:code[:report].`)
  return { name, code: Number(code), ...(report && { report }) }
}

if (import.meta.main) {
  const counts: Count[] = []
  for (const step of process.argv.slice(2).map(parseStep)) {
    const text = step.report && (await readFile(step.report, 'utf8').catch(() => undefined))
    counts.push(countStep(step, text))
  }
  process.stdout.write(describeCounts(counts))
  process.exitCode = counts.length > 0 && counts.every(({ failed }) => failed === 0) ? 0 : 1
}
