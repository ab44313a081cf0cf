/** An HTTP client that costs little: who sends, who answers and the database share the machine of a bench. */
import { connect } from 'node:net'

/** An answer. What reads its body does so at once: the memory is that of the next answer too. */
export type Answer = { status: number; body: Buffer }

export type Caller = {
  /** Sends one request over a kept connection, and waits for a free one when all are busy. */
  call(method: string, path: string, body?: string | Buffer): Promise<Answer>
  close(): void
}

type Work = { request: string | Buffer; resolve(answer: Answer): void; reject(error: Error): void }

const END_OF_HEAD = Buffer.from('\r\n\r\n')

/** Bytes that a connection has for an answer at first: pages fit in it. */
const ROOM = 65_536

/**
 * A client for one server (HTTP/1.1, RFC 9112) of which every answer says how long it is.
 * @param token who asks; undefined for anybody
 */
export function createCaller(baseUrl: string, token: string | undefined, connections: number): Caller {
  const { hostname, port, host } = new URL(baseUrl)
  const waiting: Work[] = []
  const idle = new Set<Connection>()
  const all = new Set<Connection>()
  const authorization = token === undefined ? '' : `authorization: Bearer ${token}\r\n`
  const head = `host: ${host}\r\n${authorization}content-type: application/json\r\n`

  function give(work: Work) {
    const [free] = idle
    const connection = free ?? (all.size < connections ? open() : undefined)
    if (connection) idle.delete(connection)
    if (connection) connection.send(work)
    else waiting.push(work)
  }
  function open() {
    const connection = openConnection(hostname, Number(port), {
      onFree() {
        const next = waiting.shift()
        if (next) connection.send(next)
        else idle.add(connection)
      },
      // The server closes what is not used for a while, sometimes just when it is used again (RFC 9112, 9.3.1).
      onClose(unanswered) {
        idle.delete(connection)
        all.delete(connection)
        const next = unanswered ?? waiting.shift()
        if (next) give(next)
      },
    })
    all.add(connection)
    return connection
  }
  return {
    call: (method, path, body) =>
      new Promise((resolve, reject) => {
        const length = body === undefined ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`
        const start = `${method} ${path} HTTP/1.1\r\n${head}${length}\r\n`
        const request =
          typeof body === 'object' ? Buffer.concat([Buffer.from(start), body]) : start + (body ?? '')
        give({ request, resolve, reject })
      }),
    close: () => {
      for (const connection of all) connection.close()
    },
  }
}

type Connection = { send(work: Work): void; close(): void }

/** Reads into memory of its own: memory for each part of an answer took as much time as the server had for a page. */
function openConnection(
  host: string,
  port: number,
  { onFree, onClose }: { onFree(): void; onClose(unanswered: Work | undefined): void },
): Connection {
  let work: Work | undefined
  let held = Buffer.allocUnsafe(ROOM)
  let received = 0
  let answer: { status: number; start: number; end: number } | undefined
  let answeredBefore = false

  const findRoom = () => {
    if (received === held.length) {
      const larger = Buffer.allocUnsafe(held.length * 2)
      held.copy(larger)
      held = larger
    }
    return held.subarray(received)
  }
  const receive = (bytes: number) => {
    received += bytes
    try {
      answer ??= readHead(held.subarray(0, received))
    } catch (error) {
      fail(error as Error)
    }
    if (!work || !answer || received < answer.end) return true
    const { resolve } = work
    const { status, start, end } = answer
    work = answer = undefined
    received = 0
    answeredBefore = true
    resolve({ status, body: held.subarray(start, end) })
    onFree()
    return true
  }
  const fail = (error: Error) => {
    work?.reject(error)
    work = undefined
  }
  const socket = connect({ host, port, noDelay: true, onread: { buffer: findRoom, callback: receive } })
  let fault = new Error('The server closed the connection.')
  socket.on('error', (error) => {
    fault = error
  })
  socket.on('close', () => {
    const unanswered = answeredBefore && received === 0 ? work : undefined
    if (!unanswered) fail(fault)
    onClose(unanswered)
  })
  return {
    send(next) {
      work = next
      socket.write(next.request)
    },
    close: () => socket.destroy(),
  }
}

/** Status, and where the body begins and ends; undefined while the head is not whole. */
function readHead(bytes: Buffer) {
  const at = bytes.indexOf(END_OF_HEAD)
  if (at < 0) return undefined
  const head = bytes.toString('latin1', 0, at)
  const [, length] = /\r\ncontent-length: (\d+)/i.exec(head) ?? []
  if (length === undefined) throw new Error(`An answer does not say how long it is: ${head}`)
  const start = at + END_OF_HEAD.length
  return { status: Number(head.slice(9, 12)), start, end: start + Number(length) }
}
