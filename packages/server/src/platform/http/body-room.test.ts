import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import type { Readable } from 'node:stream'
import { fastify } from 'fastify'
import { afterEach, expect, it } from 'vitest'
import { PROBLEMS } from '../errors.ts'
import { createBodyRoom } from './body-room.ts'
import { asProblem } from './problem.ts'

const servers: ReturnType<typeof fastify>[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

/** A server whose answers wait until the test lets them go. */
async function startServer(room: number, bodyLimit = 1000) {
  const http = fastify({ bodyLimit, forceCloseConnections: true })
  servers.push(http)
  const waiting: (() => void)[] = []
  const hook = createBodyRoom(room)
  http.addHook('preParsing', async (request, reply, body) => hook(request, reply, body as Readable))
  http.setErrorHandler((error, _, reply) => {
    const { code, retryAfter, message } = asProblem(error)
    return reply.code(PROBLEMS[code].status).send({ retryAfter, message })
  })
  const wait = () => new Promise<string>((resolve) => waiting.push(() => resolve('done')))
  http.post('/', wait)
  http.post('/streamed', { config: { streamsBody: true } }, wait)
  http.get('/', async () => 'read')
  const url = await http.listen({ host: '127.0.0.1', port: 0 })
  const post = (size: number, path = '/', signal?: AbortSignal) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `"${'x'.repeat(size - 2)}"`,
      ...(signal ? { signal } : {}),
    })
  const arrived = async (count: number) => {
    while (waiting.length < count) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const release = () => {
    for (const done of waiting.splice(0)) done()
  }
  /** A request without a length, of which the test sends the pieces. */
  const open = () =>
    request(url, { method: 'POST', headers: { 'content-type': 'application/json' } }).on('error', () => {})
  return { url, post, open, arrived, release }
}

/** Resolves with the status of the answer. */
async function statusOf(sent: ReturnType<typeof request>): Promise<number | undefined> {
  const [answer] = await once(sent, 'response')
  answer.resume()
  return answer.statusCode
}

it('refuses what does not fit beside what is under way, and takes it afterwards', async () => {
  const { url, post, arrived, release } = await startServer(500)
  const first = post(400)
  await arrived(1)
  const refused = await post(200)
  expect(refused.status).toBe(503)
  expect(await refused.json()).toMatchObject({ retryAfter: 1 })
  const small = post(50)
  const streamed = post(300, '/streamed')
  await arrived(3)
  expect((await fetch(url)).status).toBe(200)
  release()
  for (const taken of [first, small, streamed]) expect((await taken).status).toBe(200)
  const second = post(450)
  await arrived(1)
  release()
  expect((await second).status).toBe(200)
})

it('always takes one request, and forgets a client that went away', async () => {
  const { post, arrived, release } = await startServer(100)
  const leaving = new AbortController()
  const gone = post(900, '/', leaving.signal).catch(() => 'gone')
  await arrived(1)
  expect((await post(50)).status).toBe(503)
  leaving.abort()
  expect(await gone).toBe('gone')
  let status = 503
  let next: Promise<Response> | undefined
  while (status === 503) {
    next = post(50)
    status = await Promise.race([next.then((answer) => answer.status), arrived(2).then(() => 0)])
  }
  release()
  expect((await next)?.status).toBe(200)
})

it('counts what has come of a body without a length, not all that may come', async () => {
  const { post, open, arrived, release } = await startServer(500)
  const slow = open()
  slow.write('"12')
  const beside = post(400)
  await arrived(1)
  slow.end('3"')
  await arrived(2)
  release()
  expect((await beside).status).toBe(200)
  expect(await statusOf(slow)).toBe(200)
})

it('refuses a body without a length once it no longer fits, and forgets it then', async () => {
  const { post, open, arrived, release } = await startServer(500)
  const first = post(400)
  await arrived(1)
  const growing = open()
  growing.write(`"${'x'.repeat(200)}`)
  expect(await statusOf(growing)).toBe(503)
  growing.destroy()
  let small: Promise<Response> | undefined
  for (let status = 503; status === 503; ) {
    small = post(90)
    status = await Promise.race([small.then((answer) => answer.status), arrived(2).then(() => 0)])
  }
  release()
  expect((await small)?.status).toBe(200)
  expect((await first).status).toBe(200)
})

/** Sends a body in so many chunks, and gives all that is answered until the connection ends. */
async function sendChunks(
  url: string,
  count: number,
  chunk: string,
  connection = 'keep-alive',
): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {})
  const answer: Buffer[] = []
  socket.on('data', (bytes) => answer.push(bytes))
  socket.write(
    `POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: ${connection}\r\n\r\n`,
  )
  socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`.repeat(count))
  socket.write('0\r\n\r\n')
  await new Promise((resolve) => socket.on('close', resolve))
  return Buffer.concat(answer).toString()
}

it('answers that a body comes in many pieces of nearly nothing, and ends its connection', async () => {
  const { url } = await startServer(1_000_000, 1_000_000)
  const answer = await sendChunks(url, 20_000, '1')
  expect(answer).toContain('HTTP/1.1 413')
  expect(answer.toLowerCase()).toContain('connection: close')
  expect(answer).toContain('Send larger pieces.')
})

it('takes a body that is sent line by line', async () => {
  const { url, arrived, release } = await startServer(1_000_000, 1_000_000)
  const answer = sendChunks(url, 12_000, '1'.repeat(25), 'close')
  await arrived(1)
  release()
  expect(await answer).toContain('HTTP/1.1 200')
})
