import type { AddressInfo } from 'node:net'
import { fastify } from 'fastify'
import { createWebHandler, loadBuild, mountWeb, type WebServer } from '../src/index.ts'
import { callFixtureApi } from './fixture-api.ts'
import { NOW } from './fixture-data.ts'
import { tileOf } from './fixture-map.ts'

/**
 * Serves the built site with the fixture API behind it, on a free port of this machine.
 * @param isLoading whether measurements of before are still being loaded
 * @throws Error when the site has not been built
 */
export async function serveFixture(port = 0, isLoading: () => boolean = () => false) {
  const built = await loadBuild()
  if (!built) throw new Error('The site has not been built. Run: npm run build -w packages/web')
  const server = fastify()
  const publicUrl = 'http://127.0.0.1'
  const handle = createWebHandler({
    build: built.build,
    callApi: callFixtureApi,
    publicUrl,
    simulated: true,
    isLoading,
    now: () => NOW,
    report: (error) => process.stderr.write(`${error instanceof Error ? error.stack : error}\n`),
  })
  // As strict as the product: what the site may do is what the site itself says.
  server.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  })
  server.get('/api/v1/tiles/:layer/:z/:x/:y', async (request, reply) => {
    const { layer, ...tile } = request.params as Record<'layer' | 'z' | 'x' | 'y', string>
    const { property } = request.query as { property?: string }
    const drawn = tileOf(layer, { z: Number(tile.z), x: Number(tile.x), y: Number(tile.y) }, property)
    if (!drawn) return reply.code(404).send()
    return reply.type('application/vnd.mapbox-vector-tile').send(Buffer.from(drawn))
  })
  server.get('/api/v1/*', async (request, reply) => {
    const response = await callFixtureApi(new Request(new URL(request.url, publicUrl)))
    return reply
      .code(response.status)
      .type('application/json')
      .send(await response.text())
  })
  mountWeb(server as unknown as WebServer, { handle, clientFolder: built.clientFolder, publicUrl })
  await server.listen({ host: '127.0.0.1', port })
  const { port: bound } = server.server.address() as AddressInfo
  return { url: `http://127.0.0.1:${bound}`, stop: () => server.close() }
}

if (import.meta.main) {
  const { url } = await serveFixture(Number(process.argv[2] ?? 0))
  process.stdout.write(`${url}\n`)
}
