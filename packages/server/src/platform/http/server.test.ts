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
