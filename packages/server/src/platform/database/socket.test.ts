import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { openSocket } from './socket.ts'

const opened: { close(): void }[] = []
afterEach(() => {
  for (const one of opened.splice(0)) one.close()
})

/** A connection to a server that sends what it is told. */
async function connect() {
  const accepted = Promise.withResolvers<Socket>()
  const server = createServer((socket) => accepted.resolve(socket.setNoDelay(true))).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The server has no port.')
  const socket = openSocket()
  const given: { text: string; memory: ArrayBufferLike }[] = []
  socket.on('data', (bytes: Buffer) => {
    given.push({ text: bytes.toString('latin1'), memory: bytes.buffer })
  })
  socket.connect(address.port, '127.0.0.1')
  const sender = await accepted.promise
  opened.push({
    close: () => {
      socket.destroy()
      sender.destroy()
      server.close()
    },
  })
  return { socket, sender, given, text: () => given.map((part) => part.text).join('') }
}

function message(type: string, content: string): Buffer {
  const head = Buffer.from(`${type}    `)
  head.writeInt32BE(4 + content.length, 1)
  return Buffer.concat([head, Buffer.from(content, 'latin1')])
}

/** Sends parts one by one, each after the one before has come. */
async function sendApart(sender: Socket, parts: readonly Buffer[]) {
  for (const part of parts) {
    sender.write(part)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

describe('a socket to PostgreSQL', () => {
  it('gives whole messages only, however they come', async () => {
    const { sender, given } = await connect()
    const bytes = Buffer.concat([message('D', 'one'), message('C', ''), message('Z', 'I')])
    await sendApart(
      sender,
      [...bytes].map((byte) => Buffer.from([byte])),
    )
    await expect
      .poll(() => given.map(({ text }) => text))
      .toEqual([message('D', 'one'), message('C', ''), message('Z', 'I')].map(String))
  })

  it('reads one answer after the other into the same memory', async () => {
    const { sender, given } = await connect()
    for (const content of ['a', 'b', 'c']) await sendApart(sender, [message('D', content.repeat(10_000))])
    await expect.poll(() => given.length).toBe(3)
    expect(new Set(given.map(({ memory }) => memory)).size).toBe(1)
  })

  it('gives an answer of megabytes whole, and does not keep its memory', async () => {
    const { sender, given, text } = await connect()
    const large = message('D', 'large'.repeat(1_500_000))
    const small = message('Z', 'I')
    sender.write(Buffer.concat([small, large.subarray(0, 100_000)]))
    sender.write(Buffer.concat([large.subarray(100_000), small]))
    await expect.poll(() => text().length).toBe(large.length + 2 * small.length)
    expect(text() === [small, large, small].map((part) => part.toString('latin1')).join('')).toBe(true)
    await sendApart(sender, [small])
    await expect.poll(() => given.at(-1)?.memory.byteLength).toBeLessThan(200_000)
  })

  it('ends when what answers is no PostgreSQL', async () => {
    const { socket, sender } = await connect()
    const ended = once(socket, 'error')
    sender.write(Buffer.from([72, 255, 255, 255, 255, 0]))
    const [error] = await ended
    expect(String(error)).toContain('no message of PostgreSQL')
  })

  it('tells that the other side has ended', async () => {
    const { socket, sender } = await connect()
    const closed = once(socket, 'close')
    sender.end(message('Z', 'I'))
    await closed
  })
})
