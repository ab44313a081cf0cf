import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { evaluate } from './index.ts'
import { drawTree, readTree } from './testing/report-tree.ts'
import { readSuite } from './testing/suite.ts'

/** The ODRL Test Suite (doi 10.5281/zenodo.14290517); not part of this repository. */
const root = join(import.meta.dirname, '../../../..')
const folder = resolve(root, process.env.SAMENSPEL_SHARED ?? '../shared', 'standards/odrl/test-suite/data')

/** Cases whose expected report contradicts their own input, and the parts of reports that are left out of the comparison then. */
const EXCEPTIONS: Record<string, { reason: string; without: readonly string[] }> = {
  'testcase-065-alice': {
    reason: 'Its reports of premises do not exist, and its condition is the duty of another policy.',
    without: ['premiseReport', 'conditionReport'],
  },
  'testcase-066-bob-sell': {
    reason: 'Its condition is the report of the duty of another policy.',
    without: ['conditionReport'],
  },
  'testcase-067-alice-past': {
    reason: 'Its condition is the report of the duty of another policy.',
    without: ['conditionReport'],
  },
  'testcase-068-bob-write-y-past': {
    reason: 'Its condition is the report of the duty of another policy.',
    without: ['conditionReport'],
  },
}

describe.skipIf(!existsSync(folder))('the ODRL Test Suite', () => {
  const cases = existsSync(folder) ? readSuite(folder) : []

  test('has the cases we know, and the exceptions are among them', () => {
    expect(cases).toHaveLength(68)
    expect(cases.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(EXCEPTIONS)))
  })

  test.each(cases)('$name', ({ name, policy, request, world, graph, expectedReport }) => {
    const report = evaluate(policy, request, world)
    const compare = (without?: readonly string[]) => ({
      ours: drawTree(report, request.rule, without),
      theirs: readTree(graph, expectedReport, without),
    })
    const exception = EXCEPTIONS[name]
    if (exception) {
      const whole = compare()
      expect(whole.ours, `${name} is no exception any more: ${exception.reason}`).not.toEqual(whole.theirs)
    }
    const { ours, theirs } = compare(exception?.without)
    expect(ours).toEqual(theirs)
  })
})
