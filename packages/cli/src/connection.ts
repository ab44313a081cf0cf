import { type Connection, connect } from '@samenspel/client'
import { UsageError } from './output.ts'

/** Where a command finds the running server, as given on the command line. */
export type ServerOptions = { url?: string; token?: string }

/**
 * Connects to the server that the options name, else the environment (SAMENSPEL_URL, SAMENSPEL_TOKEN), else this machine.
 * @throws UsageError when the address is no http address, or the token is missing or not valid
 */
export async function openConnection(
  options: ServerOptions,
  environment: Record<string, string | undefined> = process.env,
  send: typeof fetch = fetch,
): Promise<Connection & { url: string }> {
  const url = options.url ?? environment.SAMENSPEL_URL ?? 'http://localhost:8080'
  const token = options.token ?? environment.SAMENSPEL_TOKEN
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new UsageError(`--url ${url}: give the http or https address of a Samenspel server.`)
  if (!token) throw new UsageError('A token is needed: use --token or set SAMENSPEL_TOKEN.')
  const connection = connect({ url, token, send: (request) => explainSilence(url, () => send(request)) })
  const { data: me } = await connection.api.GET('/me')
  if (me?.kind !== 'token')
    throw new UsageError(`The token is not valid at ${url}: it may be revoked or expired.`)
  return { ...connection, url }
}

/** The server could not be reached, or the connection broke off. */
export class ConnectionError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ConnectionError'
  }
}

/** A failed connection says which server, and why. */
async function explainSilence(url: string, send: () => Promise<Response>): Promise<Response> {
  try {
    return await send()
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error
    const reason =
      cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : String(cause)
    throw new ConnectionError(`The connection to ${url} failed: ${reason}. Is the server running there?`)
  }
}
