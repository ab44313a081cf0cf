import { beginsTransaction, endsIdle, endsRequest, simpleQuery, splitMessages } from './wire.ts'

/** Runs whole requests on the single backend and gives its answer, in memory of its own. */
export type Backend = (request: Uint8Array) => Promise<Answer>
type Answer = Uint8Array<ArrayBuffer>

/** One client of the backend: bytes go in as they come, answers come out through `send`. */
export type Seat = { receive(chunk: Uint8Array): void; leave(): void }

/** Is told when the backend begins and ends with what a connection asked. */
export type Watch = (isBusy: boolean) => void

type Connection = {
  /** Hands the answer over: it cannot be read here afterwards. */
  send(answer: Answer): void
  watch: Watch
  rest: Uint8Array
  queue: Uint8Array[]
  started: boolean
  closed: boolean
}

const ROLLBACK = simpleQuery('ROLLBACK')

/** Single statements that may go before a transaction that waits longer: about what two pages ask. */
const MOST_OVERTAKING = 16

/**
 * Shares one backend among connections. A connection owns the backend from its first message until the backend
 * reports ReadyForQuery outside a transaction, so the messages of an extended query or a transaction are never mixed
 * with another's. Single statements, which is what readers send, go before waiting transactions, but not for ever. What a
 * connection leaves open when it vanishes is rolled back.
 */
export function takeTurns(backend: Backend): (send: Connection['send'], watch?: Watch) => Seat {
  const waiting: Connection[] = []
  let owner: Connection | undefined
  let busy = false
  let overtaken = 0

  async function work() {
    if (busy) return
    busy = true
    try {
      for (let next = takeTurn(); next; next = takeTurn()) await serve(next)
    } finally {
      busy = false
    }
  }

  function takeTurn(): Connection | undefined {
    if (owner?.closed) {
      owner.queue = [ROLLBACK]
      return owner
    }
    if (owner) return isWhole(owner) ? owner : undefined
    for (let next = takeNext(); next; next = takeNext()) {
      if (!next.closed && isWhole(next)) {
        owner = next
        return next
      }
    }
    return undefined
  }

  /** Who waits longest, or before that who waits longest without wanting a transaction. */
  function takeNext(): Connection | undefined {
    const reader = waiting.findIndex(({ queue }) => !beginsTransaction(queue[0]))
    const overtakes = reader > 0 && overtaken < MOST_OVERTAKING
    overtaken = overtakes ? overtaken + 1 : 0
    return waiting.splice(overtakes ? reader : 0, 1)[0]
  }

  async function serve(connection: Connection) {
    connection.watch(true)
    const answer = await backend(Buffer.concat(connection.queue.splice(0)))
    connection.watch(false)
    connection.started = true
    if (!connection.closed) {
      const isFree = endsIdle(answer)
      connection.send(answer)
      if (!isFree) return
    }
    owner = undefined
    if (isWhole(connection)) waiting.push(connection)
  }

  return (send, watch = () => {}) => {
    const connection: Connection = {
      send,
      watch,
      rest: new Uint8Array(),
      queue: [],
      started: false,
      closed: false,
    }
    return {
      receive(chunk) {
        const typed = connection.started || connection.queue.length > 0
        const { messages, rest } = splitMessages(connection.rest, chunk, typed)
        connection.rest = rest
        connection.queue.push(...messages)
        if (isWhole(connection) && owner !== connection && !waiting.includes(connection)) {
          waiting.push(connection)
        }
        void work()
      },
      leave() {
        connection.closed = true
        if (owner !== connection) connection.queue.length = 0
        void work()
      },
    }
  }
}

/** True when the backend can act on what has come: a startup message, or messages up to one that asks for an answer. */
function isWhole({ queue, started }: Connection): boolean {
  const last = queue.at(-1)
  return last !== undefined && (!started || endsRequest(last))
}
