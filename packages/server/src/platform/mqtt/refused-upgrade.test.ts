import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { Duplex } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Broker, createBroker } from './broker.ts'

let http: Server
let broker: Broker

beforeEach(async () => {
  http = createServer((_request, response) => response.end('still here'))
  broker = createBroker<undefined>({
    service: {
      authenticate: async () => undefined,
      findEnded: async () => [],
      publish: async () => undefined,
      subscribe: async () => ({ retained: undefined, end: () => {} }),
    },
    report: () => {},
    trustProxy: false,
  })
  broker.join(http)
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
})

afterEach(async () => {
  await broker.stop()
  http.close()
})

// An error event that nobody listens to ends the process, and here the test run.
it('outlives a client that breaks off while it is sent away', async () => {
  const socket = new Duplex({
    read() {},
    write: (_chunk, _encoding, done) => done(new Error('The client broke off.')),
  })
  const closed = new Promise((resolve) => socket.on('close', resolve))
  http.emit('upgrade', { url: '/elsewhere', headers: {}, socket: {} }, socket, Buffer.alloc(0))
  await closed
  expect(socket.destroyed).toBe(true)
})

it('outlives a client that sends what is no WebSocket frame after it was told to ask for mqtt', async () => {
  const { port } = http.address() as AddressInfo
  const client = connect(port, '127.0.0.1')
  client.on('error', () => {})
  client.write(
    'GET /mqtt HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  )
  await once(client, 'data')
  client.write(Buffer.from([0xff, 0xff]))
  await once(client, 'close')
  const answer = await fetch(`http://127.0.0.1:${port}/`)
  expect(await answer.text()).toBe('still here')
})
