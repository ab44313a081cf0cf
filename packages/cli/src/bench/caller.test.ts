import { createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { createCaller } from './caller.ts'

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'

/** A server that answers what arrives on a connection as `answers` say in turn; undefined closes it. */
async function listen(answers: (string | undefined)[]) {
  const server = createServer((socket: Socket) => {
    socket.on('data', () => {
      const answer = answers.shift()
      if (answer) socket.write(answer)
      else socket.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() }
}

test('what is asked on a kept connection that the server just closes is asked again on another', async () => {
  const server = await listen([OK, undefined, OK])
  const caller = createCaller(server.url, undefined, 1)
  await caller.call('GET', '/')
  await expect(caller.call('GET', '/')).resolves.toMatchObject({ status: 200 })
  caller.close()
  server.close()
})

test('a server that closes a new connection is a fault', async () => {
  const server = await listen([undefined])
  const caller = createCaller(server.url, undefined, 1)
  await expect(caller.call('GET', '/')).rejects.toThrow('closed the connection')
  caller.close()
  server.close()
})
