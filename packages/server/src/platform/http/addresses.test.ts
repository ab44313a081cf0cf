import { expect, it } from 'vitest'
import { useServer } from '../../testing/server.ts'
import { ANONYMOUS } from '../actor.ts'
import { readConfig } from '../config.ts'
import { createHttp } from './server.ts'

const server = useServer()

async function ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS', url: string) {
  const answer = await server.request({ method, url, headers: { 'accept-language': 'nl' } })
  return { status: answer.statusCode, allow: answer.headers.allow, ...answer.json<{ detail: string }>() }
}

it.each(['/api', '/api/v1', '/api/v1/staions', '/api/v2/stations'])(
  'says where the addresses are: %s',
  async (url) => {
    expect(await ask('GET', url)).toMatchObject({
      status: 404,
      detail: `Hier is niets: GET ${url}. Kijk of het adres klopt; alle adressen staan in /api/v1/openapi.json.`,
    })
  },
)

it.each(['/sta', '/sta/v9/Things'])('says where SensorThings begins: %s', async (url) => {
  expect(await ask('GET', url)).toMatchObject({
    status: 404,
    detail: `Hier is niets: GET ${url}. Kijk of het adres klopt; SensorThings begint op /sta/v1.1.`,
  })
})

it.each([
  ['DELETE', '/api/v1/stations', 'GET, HEAD'],
  ['POST', '/api/v1/series', 'GET, HEAD'],
  ['OPTIONS', '/api/v1/stations', 'GET, HEAD'],
  ['PUT', '/api/v1/datasets/air', 'GET, HEAD, PATCH'],
  ['GET', '/api/v1/area-imports', 'POST'],
] as const)('names the methods that an address does have: %s %s', async (method, url, allow) => {
  const answer = await ask(method, url)
  expect(answer).toMatchObject({ status: 405, detail: `${method} kan niet op dit adres. Wel: ${allow}.` })
  expect(answer.allow).toBe(allow)
})

it('never has the site answer for programs, although its routes take any address', async () => {
  const config = readConfig({ RATE_LIMIT_PER_MINUTE: '0', AUTH_SECRET: 'a'.repeat(40) })
  const http = await createHttp({ config, report: () => {}, resolveActor: async () => ANONYMOUS })
  http.get('/*', async () => 'page')
  http.post('/api/v1/things', { config: { access: 'anyone' } }, async () => 'made')
  const ask = (url: string) => http.inject({ url })
  expect((await ask('/apiary')).body).toBe('page')
  expect((await ask('/api/v1/none')).json()).toMatchObject({ status: 404 })
  expect((await ask('/api/v1/things')).headers).toMatchObject({ allow: 'POST' })
  await http.close()
})
