import { expect, it } from 'vitest'
import type { Gate } from './gates/gate.ts'
import { runGates } from './run-gates.ts'

const gate = (name: string, ...findings: string[]): Gate => ({
  name,
  run: async () => ({ findings, note: '3 files' }),
})
const broken: Gate = {
  name: 'broken',
  run: () => Promise.reject(new Error('tool missing')),
}

async function run(...gates: Gate[]) {
  let output = ''
  const passed = await runGates(gates, '.', (text) => {
    output += text
  })
  return { passed, output }
}

it('writes one line per gate', async () => {
  const { passed, output } = await run(gate('types'), gate('lint'), gate('size'))
  expect(passed).toBe(true)
  expect(output).toMatch(/^pass {2}types +\d+\.\d s {2}3 files$/m)
  expect(output).toMatch(/All 3 gates passed\.\n$/)
})

it('writes all findings of a failing gate, and fails', async () => {
  const { passed, output } = await run(gate('types'), gate('lint', 'first\nsecond', 'third'))
  expect(passed).toBe(false)
  expect(output).toMatch(/^FAIL {2}lint .*3 files, 2 findings\n {6}first\n {6}second\n {6}third$/m)
  expect(output).toMatch(/1 of 2 gates failed: lint\.\n$/)
})

it('does not let a broken gate pass', async () => {
  const { passed, output } = await run(broken)
  expect(passed).toBe(false)
  expect(output).toContain('The gate itself broke: Error: tool missing')
})

it('runs no more than two gates at a time', async () => {
  let running = 0
  let most = 0
  const slow: Gate = {
    name: 'slow',
    run: async () => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 5))
      running--
      return { findings: [] }
    },
  }
  await run(slow, slow, slow, slow, slow)
  expect(most).toBe(2)
})
