import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { followVisitors } from './visitors.ts'

it('gives way to who just asked, and not to who comes back for ever', async () => {
  const server = createServer()
  const { giveWay } = followVisitors(server)
  const time = async () => {
    const started = performance.now()
    await giveWay()
    return performance.now() - started
  }
  expect(await time()).toBeLessThan(100)

  server.emit('request')
  expect(await time()).toBeGreaterThan(250)

  const visits = setInterval(() => server.emit('request'), 50)
  await pause(60)
  expect(await time()).toBeGreaterThan(1900)
  clearInterval(visits)
})

it('knows that somebody is around for two minutes after a page', () => {
  const server = createServer()
  const clock = { now: 0 }
  const { areAround } = followVisitors(server, () => clock.now)
  expect(areAround()).toBe(false)
  server.emit('request')
  clock.now = 119_000
  expect(areAround()).toBe(true)
  server.emit('request')
  clock.now += 119_000
  expect(areAround()).toBe(true)
  clock.now += 2000
  expect(areAround()).toBe(false)
})
