import { constants } from 'node:os'
import { ApiError } from '@samenspel/client'
import { ConnectionError } from '../connection.ts'
import type { Output } from '../output.ts'

const RUN_AGAIN =
  'Nothing is lost: run the same command again. What is stored already is not stored twice, and what is missing is added.'

type Signals = Pick<NodeJS.Process, 'once' | 'off' | 'exit'>

/** Exit code of a program that was interrupted from the keyboard. */
const INTERRUPTED = 128 + constants.signals.SIGINT

/**
 * Does an import. When it is interrupted (Ctrl+C, a lost connection, a server that stops), it is said that the import can be done
 * again as it is: every import adds only what is not there yet.
 */
export async function importWhole(
  output: Output,
  work: () => Promise<void>,
  signals: Signals = process,
): Promise<void> {
  const stop = () => {
    output.line(`Interrupted. ${RUN_AGAIN}`)
    signals.exit(INTERRUPTED)
  }
  signals.once('SIGINT', stop)
  try {
    await work()
  } catch (error) {
    throw withRunAgain(error)
  } finally {
    signals.off('SIGINT', stop)
  }
}

function withRunAgain(error: unknown): unknown {
  if (error instanceof ConnectionError) return new ConnectionError(`${error.message} ${RUN_AGAIN}`)
  if (!(error instanceof ApiError) || error.status < 500) return error
  const { problem, retryAfter } = error
  return new ApiError({ ...problem, detail: `${problem.detail || problem.title} ${RUN_AGAIN}` }, retryAfter)
}
