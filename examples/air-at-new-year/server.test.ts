import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { expect, test, vi } from 'vitest'

const spawn = vi.hoisted(() => vi.fn())
vi.mock('node:child_process', () => ({ spawn }))
// The token of an earlier run: no file is made.
vi.mock('node:fs/promises', () => ({ readFile: async () => 'kept', mkdir: vi.fn(), writeFile: vi.fn() }))

test.each([
  [{ PORT: '20877', HOST: '0.0.0.0' }, /^20877$/, '0.0.0.0'],
  [{}, /^\d+$/, undefined],
])('its own server listens where the environment says: %o', async (environment, port, host) => {
  const { findServer } = await import('./server.ts')
  const stdout = new PassThrough()
  spawn.mockImplementationOnce(() => Object.assign(new EventEmitter(), { stdout }))
  stdout.write('{"url":"http://localhost:1"}\n')
  expect(await findServer(environment)).toMatchObject({ isOurs: true, url: 'http://localhost:1' })
  const [, , { env }] = spawn.mock.lastCall ?? expect.unreachable()
  expect(env.PORT).toMatch(port)
  expect(env.HOST).toBe(host)
})

test('why its own server does not start is told once, by that server', async () => {
  const { findServer } = await import('./server.ts')
  const stdout = new PassThrough()
  spawn.mockImplementationOnce(() => Object.assign(new EventEmitter(), { stdout }))
  stdout.write('{"error":{"message":"The database folder is in use."}}\n')
  await expect(findServer({})).rejects.toThrow(/^The server of the example did not start\.$/)
  const [, , { stdio }] = spawn.mock.lastCall ?? expect.unreachable()
  expect(stdio).toEqual(['ignore', 'pipe', 'inherit'])
})
