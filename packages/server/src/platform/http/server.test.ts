import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { useServer } from '../../testing/server.ts'

const server = useServer()

it('says that it lives and is ready', async () => {
  expect((await server.request({ url: '/health/live' })).json()).toEqual({ status: 'ok' })
  expect((await server.request({ url: '/health/ready' })).statusCode).toBe(200)
})

it('answers what does not exist with a problem in the language of the reader', async () => {
  const answer = await server.request({ url: '/api/v1/nothing', headers: { 'accept-language': 'nl' } })
  expect(answer.statusCode).toBe(404)
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(answer.json()).toMatchObject({ title: 'Niet gevonden', status: 404, instance: '/api/v1/nothing' })
})

it.each(['/api/v1/areas/%ff', '/api/v1/areas/%', `/api/v1/areas/${'x'.repeat(3000)}`])(
  'answers an address that cannot be read with a problem too: %.30s',
  async (url) => {
    const answer = await server.request({ url })
    expect(answer.statusCode).toBe(400)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ type: 'urn:samenspel:problem:invalid-request' })
  },
)

it('refuses a form sent by another site with the session cookie of the reader', async () => {
  const answer = await server.request({
    method: 'POST',
    url: '/api/v1/anything',
    headers: { origin: 'https://evil.example', cookie: 'session=1', host: 'localhost' },
  })
  expect(answer.statusCode).toBe(403)
})

it.each(['/%', '/api/v1/%E0%A4%A', '//[', '//evil.example/x', '/\\\\evil.example'])(
  'refuses the address %s with a problem',
  async (url) => {
    const answer = await server.request({ url: { pathname: url } as never })
    expect(answer.statusCode).toBe(400)
    expect(answer.headers['content-type']).toContain('application/problem+json')
  },
)

it('shows metrics on this machine, and not through a proxy', async () => {
  expect((await server.request({ url: '/metrics' })).body).toContain('samenspel_http_request_seconds')
  for (const options of [{ remoteAddress: '192.0.2.7' }, { headers: { 'x-forwarded-for': '192.0.2.7' } }]) {
    expect((await server.request({ url: '/metrics', ...options })).statusCode).toBe(404)
  }
})

it('gives a request a quarter of an hour to arrive, and answers what is no HTTP with a problem', async () => {
  const { server: listening } = server.app.http
  expect(listening.requestTimeout).toBe(15 * 60_000)
  expect(listening.headersTimeout).toBeLessThanOrEqual(60_000)
  const { port } = new URL(await server.app.http.listen({ port: 0, host: '127.0.0.1' }))
  const socket = connect(Number(port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write('DELETE /sta/v1.1/Things(1) HTTP/1.1\r\nHost: x\r\n\r\n{"not":"a request"}')
  const answers = await text(socket)
  expect(answers).toContain('HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json')
  expect(answers).toContain('urn:samenspel:problem:invalid-request')
})

it('writes what it does not have in the log, but not as a fault of its own', async () => {
  const url = '/sta/v1.1/Things?$unknown=1'
  expect((await server.request({ url })).statusCode).toBe(501)
  expect(server.reports.at(-2)).toMatchObject({ kind: 'request-not-implemented', route: '/sta/v1.1/*' })
  expect(server.reports.filter(({ kind }) => kind === 'request-failed')).toEqual([])
})

it('refuses a parameter that an address does not have, and names those that it has', async () => {
  const headers = { 'accept-language': 'nl' }
  const misspelt = await server.request({ url: '/api/v1/organisations?pagesize=3&q=a', headers })
  expect(misspelt.statusCode).toBe(400)
  expect(misspelt.json().errors).toEqual([
    {
      in: 'query',
      pointer: '/pagesize',
      detail: 'Dit kennen we hier niet. Laat het weg. Wel kunnen: cursor, pageSize, kind, q.',
    },
  ])
  // Also at an address that has none.
  const me = await server.request({ url: '/api/v1/me?foo=1', headers })
  expect(me.json().errors).toEqual([
    { in: 'query', pointer: '/foo', detail: 'Dit kennen we hier niet. Laat het weg.' },
  ])
})
