import { expect, it } from 'vitest'
import { takeTurns } from './take-turns.ts'
import { simpleQuery } from './wire.ts'

const IDLE = Buffer.from([0x5a, 0, 0, 0, 5, 0x49])
const IN_TRANSACTION = Buffer.from([0x5a, 0, 0, 0, 5, 0x54])
const STARTUP = Buffer.from([0, 0, 0, 8, 0, 3, 0, 0])
const PARSE = Buffer.from([0x50, 0, 0, 0, 4])
const SYNC = Buffer.from([0x53, 0, 0, 0, 4])

/** A backend that writes down what it is asked, and is in a transaction between BEGIN and COMMIT or ROLLBACK. */
function createBackend() {
  const asked: string[] = []
  let open = false
  const backend = async (request: Uint8Array) => {
    await new Promise((resolve) => setImmediate(resolve))
    const text =
      request[0] === 0x51
        ? Buffer.from(request.subarray(5, -1)).toString()
        : Buffer.from(request).toString('hex')
    asked.push(text)
    if (text === 'BEGIN') open = true
    if (text === 'COMMIT' || text === 'ROLLBACK') open = false
    return new Uint8Array(open ? IN_TRANSACTION : IDLE)
  }
  return { asked, backend }
}

/** Waits until everything under way has been answered: the backend needs one turn of the event loop for each request. */
async function settle() {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** Sends as a message port does: what was sent is no longer here. */
function handOver({ buffer }: Uint8Array<ArrayBuffer>): void {
  structuredClone(buffer, { transfer: [buffer] })
}

async function seats(count: number) {
  const { asked, backend } = createBackend()
  const join = takeTurns(backend)
  const all = Array.from({ length: count }, () => join(handOver))
  for (const seat of all) seat.receive(STARTUP)
  await settle()
  asked.length = 0
  return { asked, all }
}

it('lets a transaction end before another connection has its turn', async () => {
  const { asked, all } = await seats(2)
  const [a, b] = all
  a?.receive(simpleQuery('BEGIN'))
  b?.receive(simpleQuery('other'))
  await settle()
  a?.receive(simpleQuery('mine'))
  await settle()
  a?.receive(simpleQuery('COMMIT'))
  await settle()
  expect(asked).toEqual(['BEGIN', 'mine', 'COMMIT', 'other'])
})

it('rolls back for a connection that vanished, and goes on', async () => {
  const { asked, all } = await seats(2)
  const [a, b] = all
  a?.receive(simpleQuery('BEGIN'))
  await settle()
  b?.receive(simpleQuery('other'))
  a?.leave()
  await settle()
  expect(asked).toEqual(['BEGIN', 'ROLLBACK', 'other'])
})

it('does not begin an extended query before all of it has come', async () => {
  const { asked, all } = await seats(2)
  const [a, b] = all
  a?.receive(PARSE)
  b?.receive(simpleQuery('other'))
  await settle()
  a?.receive(SYNC)
  await settle()
  expect(asked).toEqual(['other', Buffer.concat([PARSE, SYNC]).toString('hex')])
})

it('lets readers go before transactions that wait, but not for ever', async () => {
  const { asked, all } = await seats(20)
  const [busy, writer, ...readers] = all
  busy?.receive(simpleQuery('first'))
  writer?.receive(simpleQuery('BEGIN'))
  for (const [index, reader] of readers.entries()) reader.receive(simpleQuery(`read ${index}`))
  await settle()
  writer?.receive(simpleQuery('COMMIT'))
  await settle()
  const order = ['first', ...readers.map((_, index) => `read ${index}`)]
  expect(asked).toEqual([...order.slice(0, 17), 'BEGIN', 'COMMIT', ...order.slice(17)])
})
