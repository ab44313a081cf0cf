import { Socket } from 'node:net'

/** Bytes that a connection has for answers at first: a page of observations fits in it. */
const ROOM = 65_536
/** How much of the memory that a large answer took is kept. */
const MOST_KEPT = 16 * ROOM
/** How much is made ready at once for an answer that says how long it is. */
const MOST_AHEAD = 64 * ROOM
/** The type of a message and its length, which counts itself (PostgreSQL 15, 55.1 "Overview"). */
const HEAD = 5

/**
 * A socket to a PostgreSQL server that reads into memory of its own, and gives `pg` whole messages out of it. New memory for each part of an
 * answer, and joining the parts, takes more time than reading it. What is given stands there until more is read: `pg` makes text of it
 * at once. What it keeps as it is, is the salt for a password, after which nothing comes before it has answered, and what COPY gives: that cannot be
 * asked here.
 * @param options `ssl` as `pg` has it: what is encrypted is read another way
 */
export function openSocket({ ssl }: { ssl?: unknown } = {}): Socket {
  if (ssl) return new Socket()
  let held = Buffer.allocUnsafe(ROOM)
  let received = 0
  /** How long the message is of which a part was received. */
  let expected = 0

  const findRoom = () => {
    if (received === held.length) {
      moveTo(Math.max(2 * held.length, Math.min(expected, MOST_AHEAD)))
    }
    return held.subarray(received)
  }
  const moveTo = (room: number) => {
    const other = Buffer.allocUnsafe(room)
    held.copy(other, 0, 0, received)
    held = other
  }
  const receive = (bytes: number) => {
    received += bytes
    const whole = findWhole(held, received)
    if (!whole) {
      socket.destroy(new Error('The database answered something that is no message of PostgreSQL.'))
      return false
    }
    expected = whole.next
    if (whole.end === 0) return true
    socket.emit('data', held.subarray(0, whole.end))
    held.copyWithin(0, whole.end, received)
    received -= whole.end
    if (held.length > MOST_KEPT && received <= ROOM) moveTo(ROOM)
    return true
  }
  const socket: Socket = new Socket({ onread: { buffer: findRoom, callback: receive } })
  return socket
}

/** Where the last whole message ends, and how long the next is as far as is known; undefined when these are no messages. */
function findWhole(bytes: Buffer, length: number): { end: number; next: number } | undefined {
  let end = 0
  while (end + HEAD <= length) {
    const size = bytes.readInt32BE(end + 1)
    if (size < HEAD - 1) return undefined
    if (end + 1 + size > length) return { end, next: 1 + size }
    end += 1 + size
  }
  return { end, next: 0 }
}
