/** The few facts of PostgreSQL's frontend/backend protocol that sharing one backend needs (PostgreSQL 15, chapter 55). */

const READY_FOR_QUERY = 0x5a
const IDLE = 0x49

/**
 * Cuts a byte stream into whole frontend messages.
 * @param rest bytes left over from earlier chunks
 * @param started false until the startup message, which has no type byte, has passed
 */
export function splitMessages(
  rest: Uint8Array,
  chunk: Uint8Array,
  started: boolean,
): { messages: Uint8Array[]; rest: Uint8Array } {
  const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const messages: Uint8Array[] = []
  let at = 0
  let typed = started
  while (at < bytes.length) {
    const prefix = typed ? 1 : 0
    if (bytes.length < at + prefix + 4) break
    const end = at + prefix + view.getInt32(at + prefix)
    if (bytes.length < end) break
    messages.push(bytes.subarray(at, end))
    typed = true
    at = end
  }
  return { messages, rest: bytes.slice(at) }
}

/** True when a backend answer ends with ReadyForQuery outside a transaction: the backend is free for another. */
export function endsIdle(answer: Uint8Array): boolean {
  const at = answer.length - 6
  return at >= 0 && answer[at] === READY_FOR_QUERY && answer[answer.length - 1] === IDLE
}

/** The frontend messages after which the backend answers: Query, Sync, FunctionCall, CopyDone, CopyFail, Terminate, password. */
const ENDS_REQUEST = new Set([...'QSFcfXp'].map((type) => type.charCodeAt(0)))

/** True when the backend should act on what it has been sent so far. */
export function endsRequest(message: Uint8Array): boolean {
  return ENDS_REQUEST.has(message[0] ?? 0)
}

const QUERY = 0x51

/** True when a frontend message is a simple query that begins a transaction, which is how `pg` begins one. */
export function beginsTransaction(message: Uint8Array | undefined): boolean {
  if (message?.[0] !== QUERY) return false
  return /^(begin|start transaction)\b/i.test(Buffer.from(message.subarray(5, 30)).toString('latin1'))
}

/** The message of a simple query, for statements that no client sent. */
export function simpleQuery(sql: string): Uint8Array {
  const text = Buffer.from(`${sql}\0`)
  const head = Buffer.alloc(5)
  head.writeUInt8(QUERY)
  head.writeInt32BE(4 + text.length, 1)
  return Buffer.concat([head, text])
}

/** Puts parts together in memory of their own, which a message port can hand over: `Buffer.concat` takes it from a pool. */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
