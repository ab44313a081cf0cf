import { Command } from 'commander'
import { createOutput, type Output } from './output.ts'

const program = new Command('samenspel')
  .description('From a local challenge to an accountable decision, on measurements that anyone can check.')
  .option('--json', 'print the outcome as JSON')
  .showHelpAfterError()

program
  .command('start')
  .description('start the server; settings come from the environment (PORT, DATABASE_URL, …)')
  .action(async () => (await import('./start/command.ts')).start(output()))

program
  .command('migrate')
  .description('bring the database to the schema of this version')
  .action(async () => (await import('./migrate.ts')).migrate(output()))

function output(): Output {
  return createOutput(program.opts<{ json?: boolean }>().json === true)
}

try {
  await program.parseAsync()
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
