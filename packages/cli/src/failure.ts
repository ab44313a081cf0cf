import { ApiError } from '@samenspel/client'
import { CommanderError } from 'commander'
import type { Output } from './output.ts'

/** Exit codes: 0 when it worked, 1 when it failed, 2 when the command or a setting was wrong. */
export function exitCodeOf(error: unknown): 0 | 1 | 2 {
  if (isAsked(error)) return 0
  if (error instanceof CommanderError) return 2
  return error instanceof Error && WRONG_USE.has(error.name) ? 2 : 1
}

/** ConfigError is known by its name, because most commands must not load the server. */
const WRONG_USE = new Set(['UsageError', 'ConfigError'])

/** True when the command only showed its help or version, as asked. */
export function isAsked(error: unknown): boolean {
  return error instanceof CommanderError && error.exitCode === 0
}

/** Says what went wrong: in words on stderr, and with --json as `{"error": …}` on stdout. */
export function tellFailure(output: Output, error: unknown): void {
  if (error instanceof CommanderError) {
    tellWrongUse(output, error)
    return
  }
  const message = error instanceof Error ? error.message : String(error)
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : ''
  output.line(`${message}${cause}`)
  const problem = error instanceof ApiError ? { problem: error.problem } : {}
  output.result({ error: { message: `${message}${cause}`, ...problem } }, [])
}

/** The words about a wrong command are on stderr already. */
function tellWrongUse(output: Output, error: CommanderError): void {
  if (isAsked(error)) return
  const message = error.code === 'commander.help' ? 'Give a command.' : error.message.replace(/^error: /, '')
  output.result({ error: { message } }, [])
}
