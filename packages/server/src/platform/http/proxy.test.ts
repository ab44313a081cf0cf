import { expect, it } from 'vitest'
import { useServer } from '../../testing/server.ts'

const TOKEN = 'a-token-for-metrics-only'
const server = useServer({ TRUST_PROXY: '1', RATE_LIMIT_PER_MINUTE: '3', METRICS_TOKEN: TOKEN })

it('counts by the address that the nearest proxy saw, whatever the client wrote before it', async () => {
  const statuses: number[] = []
  for (let number = 0; number < 5; number += 1) {
    const headers = { 'x-forwarded-for': `203.0.113.${number}, 198.51.100.9` }
    statuses.push((await server.request({ url: '/health/live', headers })).statusCode)
  }
  expect(statuses).toEqual([200, 200, 200, 429, 429])
  const other = await server.request({ url: '/health/live', headers: { 'x-forwarded-for': '198.51.100.10' } })
  expect(other.statusCode).toBe(200)
})

it('shows metrics to who has the token', async () => {
  const ask = (headers: Record<string, string>) =>
    server.request({ url: '/metrics', remoteAddress: '192.0.2.8', headers })
  expect((await ask({})).statusCode).toBe(404)
  expect((await ask({ authorization: `Bearer ${TOKEN}` })).statusCode).toBe(200)
})
