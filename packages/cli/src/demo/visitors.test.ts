import { createServer } from 'node:http'
import { expect, it } from 'vitest'
import { followVisitors } from './visitors.ts'

it('knows how long ago somebody asked something', () => {
  const server = createServer()
  const clock = { now: 0 }
  const { askedWithin } = followVisitors(server, () => clock.now)
  expect(askedWithin(1e9)).toBe(false)
  server.emit('request')
  clock.now = 1999
  expect(askedWithin(2000)).toBe(true)
  expect(askedWithin(1000)).toBe(false)
  server.emit('request')
  expect(askedWithin(1000)).toBe(true)
  clock.now += 2000
  expect(askedWithin(2000)).toBe(false)
})
