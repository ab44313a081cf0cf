import { CommanderError } from 'commander'
import { exitCodeOf, isAsked, tellFailure } from './failure.ts'
import { createOutput } from './output.ts'
import { createProgram } from './program.ts'

const output = createOutput(process.argv.includes('--json'))

try {
  await createProgram(output).parseAsync()
} catch (error) {
  if (!(error instanceof CommanderError)) tellFailure(output, error)
  if (!isAsked(error)) process.exit(exitCodeOf(error))
}
