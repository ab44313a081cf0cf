import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, test } from 'vitest'
import { takeTrace } from '../trace.ts'
import { isPublicAddress } from './addresses.ts'
import { createFetcher, type FetcherOptions } from './fetcher.ts'

describe('a public address', () => {
  it.each(['8.8.8.8', '145.21.1.1', '172.32.0.1', '100.128.0.1', '2a02:2308::1', '2606:4700::1111'])(
    '%s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )
  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '255.255.255.255',
    '240.0.0.1',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:7f00:1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fe80::1%lo',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '2001:db8::1',
    '2001::1',
    '2002:7f00:1::',
    '3fff::1',
    '100::1',
    'localhost',
    '',
    '2130706433',
    '127.1',
  ])('not %s', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})
async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `data.test:${(server.address() as AddressInfo).port}`
}
/** A fetcher that may reach the test server on this machine. */
const open = (host: string, options: Partial<FetcherOptions> = {}) =>
  createFetcher({
    hosts: [host],
    isAllowed: (address) => address === '127.0.0.1',
    resolveName: async () => ['127.0.0.1'],
    ...options,
  })

describe('refused before anything is sent', () => {
  const fetcher = createFetcher({
    hosts: [
      'data.test',
      'inside.test',
      'both.test',
      '127.0.0.1',
      '[::1]',
      '[::ffff:7f00:1]',
      'gone.test',
      '10.0.0.1',
    ],
    resolveName: async (name) =>
      ({ 'inside.test': ['192.168.1.1'], 'both.test': ['8.8.8.8', '127.0.0.1'] })[name] ??
      Promise.reject(new Error()),
  })
  test.each([
    ['http://127.0.0.1/', 'not on the public internet'],
    ['http://2130706433/', 'not on the public internet'],
    ['http://0x7f.1/', 'not on the public internet'],
    ['http://0177.0.0.1/', 'not on the public internet'],
    ['http://[::1]/', 'not on the public internet'],
    ['http://[::ffff:127.0.0.1]/', 'not on the public internet'],
    ['http://10.0.0.1/', 'not on the public internet'],
    ['http://inside.test/', 'not on the public internet'],
    ['http://both.test/', 'not on the public internet'],
    ['http://gone.test/', 'cannot be found'],
    ['http://localhost/', 'list'],
    ['http://localhost./', 'list'],
    ['http://data.test./', 'list'],
    ['http://data.test:8080/', 'list'],
    ['http://data.test.evil.test/', 'list'],
    ['http://evil.test#data.test/', 'list'],
    ['http://evil.test\\@data.test/', 'list'],
    ['http://user:secret@data.test/', 'name or password'],
    ['http://data.test@evil.test/', 'name or password'],
    ['ftp://data.test/', 'http'],
    ['file:///etc/passwd', 'http'],
    ['data:text/plain,x', 'http'],
    ['//data.test/', 'http'],
    ['', 'http'],
  ])('%s', async (url, message) => {
    await expect(fetcher.get(url)).rejects.toMatchObject({
      name: 'FetchError',
      detail: { en: expect.stringContaining(message) },
    })
  })
})

it('gets text, also when it comes compressed', async () => {
  const host = await listen((request, answer) => {
    expect(request.headers.host).toBe(host)
    if (request.url === '/plain') return void answer.end('één')
    answer.setHeader('content-encoding', 'gzip').end(gzipSync('twee'))
  })
  expect(await open(host).get(`http://${host}/plain`)).toEqual({ url: `http://${host}/plain`, text: 'één' })
  expect((await open(host).get(`http://${host}/zipped`)).text).toBe('twee')
})

it('tells of which trace it is a part, when it is one', async () => {
  const seen: IncomingHttpHeaders[] = []
  const host = await listen((request, answer) => {
    seen.push(request.headers)
    if (request.url === '/there') return void answer.end('ok')
    answer.writeHead(302, { location: '/there' }).end()
  })
  const trace = takeTrace({
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    tracestate: 'other=1',
  })
  await open(host).get(`http://${host}/`, trace)
  await open(host).get(`http://${host}/there`)
  const traceparent = `00-0af7651916cd43dd8448eb211c80319c-${trace.spanId}-01`
  expect(seen).toMatchObject([
    { traceparent, tracestate: 'other=1' },
    { traceparent, tracestate: 'other=1' },
    { host },
  ])
  expect(seen[2]).not.toHaveProperty('traceparent')
})

it('connects to the address that was checked, although the name gives another one the next time', async () => {
  const host = await listen((_, answer) => void answer.end('ok'))
  let asked = 0
  const resolveName = async () => [asked++ === 0 ? '127.0.0.1' : '10.0.0.1']
  expect((await open(host, { resolveName }).get(`http://${host}/`)).text).toBe('ok')
  expect(asked).toBe(1)
})

test.each([
  'http://127.0.0.1/',
  'http://169.254.169.254/latest',
  'http://[::1]/',
  'file:///etc/passwd',
  '//evil.test/',
  'http://x:y@data.test/',
])('a redirect to %s is not followed', async (location) => {
  const host = await listen((_, answer) => void answer.writeHead(302, { location }).end())
  await expect(open(host).get(`http://${host}/`)).rejects.toMatchObject({ name: 'FetchError' })
})

it('checks the address again at a redirect to the same host', async () => {
  const host = await listen((_, answer) => void answer.writeHead(302, { location: '/next' }).end())
  const answers = [['127.0.0.1'], ['10.0.0.1']]
  const resolveName = async () => answers.shift() ?? []
  await expect(open(host, { resolveName }).get(`http://${host}/`)).rejects.toThrow(
    'not on the public internet',
  )
})

it('follows a redirect to an allowed address, but not for ever', async () => {
  const host = await listen((request, answer) => {
    if (request.url === '/once') return void answer.writeHead(301, { location: '/there' }).end()
    if (request.url === '/there') return void answer.end('there')
    answer.writeHead(302, { location: '/ring' }).end()
  })
  expect((await open(host).get(`http://${host}/once`)).text).toBe('there')
  await expect(open(host).get(`http://${host}/ring`)).rejects.toThrow('keeps redirecting')
})

it('stops at too much, also when it was small before it was unpacked', async () => {
  const host = await listen((request, answer) => {
    if (request.url === '/long') return void answer.end('x'.repeat(2000))
    answer.setHeader('content-encoding', 'gzip').end(gzipSync('x'.repeat(100_000)))
  })
  const limited = open(host, { limits: { bytes: 1000 } })
  await expect(limited.get(`http://${host}/long`)).rejects.toThrow('larger than')
  await expect(limited.get(`http://${host}/bomb`)).rejects.toThrow('larger than')
})

it('stops waiting, for an answer and for its end', async () => {
  const host = await listen((request, answer) => {
    if (request.url === '/half') answer.write('x')
  })
  const impatient = open(host, { limits: { milliseconds: 300 } })
  await expect(impatient.get(`http://${host}/never`)).rejects.toThrow('in time')
  await expect(impatient.get(`http://${host}/half`)).rejects.toThrow('in time')
})

it('does not wait for ever for who wants to talk another protocol', async () => {
  const host = await listen(({ socket }) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n')
  })
  await expect(open(host).get(`http://${host}/`)).rejects.toMatchObject({ status: 101 })
})

it('says what the other side answered, and how long to wait', async () => {
  const host = await listen((_, answer) => void answer.writeHead(429, { 'retry-after': '120' }).end())
  await expect(open(host).get(`http://${host}/`)).rejects.toMatchObject({ status: 429, retryAfter: 120 })
})
