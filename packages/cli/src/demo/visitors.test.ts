import { createServer } from 'node:http'
import { expect, it } from 'vitest'
import { followVisitors } from './visitors.ts'

it('knows how long ago somebody asked for a page', () => {
  const server = createServer()
  const clock = { now: 0 }
  const { askedWithin } = followVisitors(server, () => clock.now)
  const ask = (url: string) => server.emit('request', { url })
  ask('/api/v1/stations?pageSize=1')
  ask('/health/ready')
  expect(askedWithin(1e9)).toBe(false)
  ask('/kaart')
  clock.now = 1999
  expect(askedWithin(2000)).toBe(true)
  expect(askedWithin(1000)).toBe(false)
  ask('/')
  expect(askedWithin(1000)).toBe(true)
  clock.now += 2000
  expect(askedWithin(2000)).toBe(false)
})
