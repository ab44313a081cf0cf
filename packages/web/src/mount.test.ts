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
    async handle(request, _nonce, refused) {
      const form = await request.text()
      if (refused !== undefined) return new Response(`refused ${form}`, { status: refused })
      seen.push(form)
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
    expect(answer.body).toBe('refused ')
  }
  expect(seen).toEqual([])
})

it('refuses what is no form', async () => {
  const { server, seen } = serveEcho()
  for (const type of ['multipart/form-data; boundary=x', 'text/plain', 'application/json']) {
    const answer = await post(server, type, 'email=a')
    expect([answer.statusCode, answer.body]).toEqual([415, 'refused '])
  }
  expect(seen).toEqual([])
})

it('takes a form with a file on the page that has one, and not with more parts than it has', async () => {
  const { server } = serveEcho()
  const url = '/werkplek/maatregelen/bomen/stappen/foto'
  const send = (payload: string) =>
    server.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      payload,
    })
  expect((await send('--x\r\n\r\na\r\n--x--\r\n')).statusCode).toBe(200)
  expect((await send('--x\r\n\r\na\r\n'.repeat(30))).statusCode).toBe(413)
  expect((await send('a'.repeat(5 * 1024 * 1024 + 64 * 1024 + 1))).statusCode).toBe(413)
})

it('answers what is sent to an unknown address of the API with a problem', async () => {
  const { server, seen } = serveEcho()
  for (const type of ['application/json', FORM]) {
    const answer = await server.inject({
      method: 'POST',
      url: '/api/v1/nothing',
      headers: { 'content-type': type },
      payload: type === FORM ? 'a=b' : '{}',
    })
    expect(answer.statusCode).toBe(404)
    expect(answer.headers['content-type']).toContain('application/problem+json')
  }
  expect(seen).toEqual([])
})

it('says in the language of the reader that there is nothing, as a page to a browser', async () => {
  const { server } = serveEcho()
  const ask = (headers: Record<string, string>) => server.inject({ url: '/catalog/x', headers })
  expect((await ask({ 'accept-language': 'nl-NL,en;q=0.8' })).json()).toMatchObject({
    status: 404,
    title: 'Niet gevonden',
    detail: 'Hier is niets: GET /catalog/x. Kijk of het adres klopt.',
  })
  expect((await ask({ 'accept-language': 'en,nl;q=0.8' })).json()).toMatchObject({ title: 'Not found' })
  expect((await ask({ accept: 'text/html,*/*;q=0.8' })).body).toBe('page')
})
