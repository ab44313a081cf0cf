import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Gate } from './gates/gate.ts'
import { gates } from './gates/index.ts'
import { runGates } from './run-gates.ts'

const usage = `npm run check -- [--only types,lint] [--skip tests]

Runs the gates of the repository two at a time and prints one line for each.
Gates: ${gates.map(({ name }) => name).join(', ')}
`

/** The gates that the options ask for, or the names that are no gate. */
function chooseGates(only: string[], skip: string[]): { chosen: Gate[]; unknown: string[] } {
  const known = new Set(gates.map(({ name }) => name))
  return {
    unknown: [...only, ...skip].filter((name) => !known.has(name)),
    chosen: gates.filter(({ name }) => (only.length === 0 || only.includes(name)) && !skip.includes(name)),
  }
}

function splitNames(values: string[] | undefined): string[] {
  return (values ?? []).flatMap((value) => value.split(',')).filter((name) => name !== '')
}

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    skip: { type: 'string', multiple: true },
    help: { type: 'boolean', short: 'h' },
  },
})
const { chosen, unknown } = chooseGates(splitNames(values.only), splitNames(values.skip))
if (values.help || unknown.length > 0 || chosen.length === 0) {
  if (unknown.length > 0) process.stderr.write(`No gate is called ${unknown.join(', ')}.\n\n`)
  process.stdout.write(usage)
  process.exitCode = values.help ? 0 : 2
} else {
  const write = (text: string) => void process.stdout.write(text)
  const passed = await runGates(chosen, join(import.meta.dirname, '..'), write)
  process.exitCode = passed ? 0 : 1
}
