import { describe, expect, it } from 'vitest'
import { countStep, describeCounts, parseStep } from './count-tests.ts'

const step = { name: 'tests', code: 0, report: 'reports/tests.json' }
const report = (...files: [status: string, ...tests: string[]][]) =>
  JSON.stringify({
    testResults: files.map(([status, ...tests]) => ({
      status,
      assertionResults: tests.map((each) => ({ status: each })),
    })),
  })

describe('countStep', () => {
  it('counts tests by what they did', () => {
    const text = report(['passed', 'passed', 'passed', 'skipped', 'todo'], ['failed', 'failed', 'passed'])
    expect(countStep({ ...step, code: 1 }, text)).toEqual({ name: 'tests', passed: 3, failed: 1, skipped: 2 })
  })

  it('counts a file that breaks while loading as a failure', () => {
    expect(countStep({ ...step, code: 1 }, report(['passed', 'passed'], ['failed']))).toMatchObject({
      passed: 1,
      failed: 1,
    })
  })

  it.each([
    ['a missing report', step, undefined, 'no readable report'],
    ['a broken report', step, '{"testRes', 'no readable report'],
    ['a report of something else', step, '{}', 'no readable report'],
    ['a suite without tests', step, report(), 'ran no tests'],
    ['a suite that skipped all', step, report(['passed', 'skipped']), 'ran no tests'],
    ['an exit code without a failed test', { ...step, code: 1 }, report(['passed', 'passed']), 'exit code 1'],
    ['a failed step without tests', { name: 'build', code: 2 }, undefined, 'exit code 2'],
  ])('counts %s as a failure', (_what, planted, text, remark) => {
    const count = countStep(planted, text)
    expect(count.failed).toBe(1)
    expect(count.remark).toContain(remark)
  })

  it('counts a good step without tests as nothing', () => {
    expect(countStep({ name: 'build', code: 0 }, undefined)).toEqual({
      name: 'build',
      passed: 0,
      failed: 0,
      skipped: 0,
    })
  })
})

it('ends with the totals as the last line', () => {
  const counts = [
    { name: 'a', passed: 3, failed: 0, skipped: 0 },
    { name: 'b', passed: 4, failed: 1, skipped: 2, remark: 'why' },
  ]
  expect(describeCounts(counts)).toMatch(/1 failed, 2 skipped \(why\)\n7 passed, 1 failed, 2 skipped\n$/)
  expect(describeCounts([{ name: 'build', passed: 0, failed: 0, skipped: 0 }])).toBe('0 passed, 0 failed\n')
  expect(describeCounts(counts.slice(0, 1))).toMatch(/\n3 passed, 0 failed\n$/)
})

it('reads a step, and refuses what is none', () => {
  expect(parseStep('build:0')).toEqual({ name: 'build', code: 0 })
  expect(parseStep('tests:1:reports/a.json')).toEqual({ name: 'tests', code: 1, report: 'reports/a.json' })
  expect(() => parseStep('tests')).toThrow('Not a step: tests')
})
