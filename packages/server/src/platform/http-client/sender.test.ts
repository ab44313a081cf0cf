import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSender } from './sender.ts'

const answered: string[] = []
let server: Server | undefined
let port = 0

beforeAll(async () => {
  const listening = createServer((request, response) => {
    answered.push(request.url ?? '')
    response.end('here')
  })
  await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done))
  server = listening
  port = (listening.address() as AddressInfo).port
})
afterAll(() => server?.close())

const message = { method: 'POST', headers: {}, body: 'x', readAtMost: 10 } as const

it('sends plain HTTP to this machine itself only when that is asked, to hosts that are listed', async () => {
  const hosts = [`localhost:${port}`, `127.0.0.1:${port}`]
  const sender = createSender({ hosts, ownMachine: true })
  for (const host of hosts)
    expect(await sender.send(`http://${host}/a`, message)).toMatchObject({ status: 200, text: 'here' })
  expect(answered).toEqual(['/a', '/a'])
  await expect(createSender({ hosts }).send(`http://localhost:${port}/b`, message)).rejects.toThrow(
    'https://',
  )
  await expect(
    createSender({ hosts: 'any', ownMachine: true }).send(`http://localhost:${port}/b`, message),
  ).rejects.toThrow('https://')
  await expect(sender.send('http://127.0.0.1:1/b', message)).rejects.toThrow('127.0.0.1:1')
  expect(answered).toEqual(['/a', '/a'])
})

it.each([
  'http://witness.example.nl/log',
  'http://localhost.example.nl/log',
  'http://10.0.0.1/log',
  'http://169.254.169.254/log',
  'http://[::ffff:127.0.0.1]/log',
])('needs TLS for %s', (address) => {
  const sender = createSender({ hosts: [new URL(address).host], ownMachine: true })
  expect(sender.refuse(address)?.en).toBe('The address must begin with https://.')
})
