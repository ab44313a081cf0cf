import { Readable } from 'node:stream'
import { fastify } from 'fastify'
import { expect, it } from 'vitest'
import { mountWeb, type WebServer } from './mount.ts'

const FORM = 'application/x-www-form-urlencoded'

/** A server whose pages answer with the text of the form they got. */
function serveEcho() {
  const seen: string[] = []
  const server = fastify()
  mountWeb(server as unknown as WebServer, {
    async handle(request) {
      seen.push(await request.text())
      return new Response('page')
    },
    clientFolder: '/nowhere',
    publicUrl: 'http://site.test',
  })
  return { server, seen }
}

const post = (server: ReturnType<typeof fastify>, type: string, payload: string | Readable) =>
  server.inject({ method: 'POST', url: '/inloggen', headers: { 'content-type': type }, payload })

it('hands the form to the page as it was sent', async () => {
  const { server, seen } = serveEcho()
  expect((await post(server, FORM, 'email=a%40b.nl&password=x')).statusCode).toBe(200)
  expect((await server.inject({ method: 'POST', url: '/uitloggen' })).statusCode).toBe(200)
  expect(seen).toEqual(['email=a%40b.nl&password=x', ''])
})

it('refuses what is too large before reading on, whether or not its length is told', async () => {
  const { server, seen } = serveEcho()
  const large = 'email='.padEnd(3 * 1024 * 1024, 'a')
  const untold = Readable.from(Array.from({ length: 3 }, () => Buffer.alloc(1024 * 1024, 97)))
  for (const payload of [large, untold, 'a=&'.repeat(5000)]) {
    const answer = await post(server, FORM, payload)
    expect(answer.statusCode).toBe(413)
    expect(answer.body).toMatch(/te groot/)
  }
  expect(seen).toEqual([])
})

it('refuses what is no form', async () => {
  const { server, seen } = serveEcho()
  for (const type of ['multipart/form-data; boundary=x', 'text/plain', 'application/json']) {
    expect((await post(server, type, 'email=a')).statusCode).toBe(415)
  }
  expect(seen).toEqual([])
})
