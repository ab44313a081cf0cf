import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { connect } from '@samenspel/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createOutput } from '../output.ts'
import { uploadFile } from './upload.ts'

const output = createOutput(true, { write: () => {} }, { write: () => {} })
const received: { length: string | undefined; body: string }[] = []
const refusals: number[] = []
const server = createServer(async (request, response) => {
  received.push({ length: request.headers['content-length'], body: await text(request) })
  const status = refusals.shift()
  response.writeHead(status ?? 201, { 'content-type': 'application/json', 'retry-after': '0' })
  response.end(JSON.stringify(status ? { status, title: 'Busy', detail: 'Later.' } : { done: true }))
})
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samenspel-upload-'))
  received.length = 0
  await once(server.listen(0, '127.0.0.1'), 'listening')
})
afterEach(async () => {
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true })
})

async function send(name: string, content: string | Buffer): Promise<unknown> {
  const file = join(folder, name)
  await writeFile(file, content)
  const connection = connect({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  return uploadFile(connection, output, file, { path: '/imports', query: {}, contentType: 'text/csv' })
}

it('says how long a file is when it knows', async () => {
  await send('rows.csv', 'a,b\n1,2\n')
  await send('rows.csv.gz', gzipSync('a,b\n1,2\n'))
  expect(received).toEqual([
    { length: '8', body: 'a,b\n1,2\n' },
    { length: undefined, body: 'a,b\n1,2\n' },
  ])
})

it('sends the whole file again to a server that is busy, and gives up after a few times', async () => {
  refusals.push(503, 503)
  expect(await send('rows.csv', 'a\n')).toEqual({ done: true })
  expect(received.map(({ body }) => body)).toEqual(['a\n', 'a\n', 'a\n'])
  refusals.push(...Array.from({ length: 5 }, () => 503))
  await expect(send('rows.csv', 'a\n')).rejects.toThrow('Later.')
  refusals.push(422)
  await expect(send('rows.csv', 'a\n')).rejects.toThrow('Later.')
  expect(refusals).toEqual([])
})
