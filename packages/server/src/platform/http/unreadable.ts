import type { Socket } from 'node:net'
import { Problem } from '../errors.ts'
import { describeProblem, PROBLEM_TYPE } from './problem.ts'

/** Statuses of what the HTTP parser itself finds wrong; for anything else the request cannot be read. */
const STATUSES: Record<string, string> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
}

/** Answers what is no HTTP, comes too slowly or has too many headers: there is no request that a route could see. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const line = STATUSES[error.code ?? ''] ?? '400 Bad Request'
  const problem = new Problem('invalid-request', {
    nl: 'Dit verzoek is niet te lezen: het is geen HTTP, kwam te langzaam, of heeft te veel headers.',
    en: 'This request cannot be read: it is no HTTP, came too slowly, or has too many headers.',
  })
  const body = JSON.stringify({ ...describeProblem(problem, 'en', ''), status: Number.parseInt(line, 10) })
  socket.end(
    [
      `HTTP/1.1 ${line}`,
      `Content-Type: ${PROBLEM_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}
