import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { signInAs, useServer } from '@samenspel/server/testing'
import { beforeAll, describe, expect, it } from 'vitest'
import { REQUIREMENTS } from './index.ts'
import { openService, type Service } from './service.ts'
import { writeResults } from './write-results.ts'

/*
 * Against our own server by default; against another with STA_URL (its service root) and, when it asks for one, STA_TOKEN:
 *   STA_URL=https://example.org/sta/v1.1 npx vitest run conformance
 * What is created there is deleted again.
 */
const given = process.env.STA_URL

/** A port that was free a moment ago: the server must know its own address before it listens. */
async function findPort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

const port = given === undefined ? await findPort() : 0
const own = given === undefined ? useServer({ PUBLIC_URL: `http://127.0.0.1:${port}` }) : undefined
const passed = new Set<string>()
let service: Service

beforeAll(async () => {
  if (own) {
    const { headers } = await signInAs(own, 'data-expert')
    await own.app.http.listen({ port, host: '127.0.0.1' })
    await own.app.mqtt.listen(0)
    service = openService(`http://127.0.0.1:${port}/sta/v1.1`, headers.authorization.replace('Bearer ', ''))
  } else {
    service = openService(given ?? '', process.env.STA_TOKEN)
  }
})

describe('OGC 18-088', () => {
  it.each(REQUIREMENTS)(
    '$uri: $what',
    async ({ uri, check }) => {
      await check(service)
      passed.add(uri)
    },
    60_000,
  )

  it('has one file per requirement', () => {
    expect(new Set(REQUIREMENTS.map(({ uri }) => uri)).size).toBe(REQUIREMENTS.length)
  })

  // After a change: npx vitest run conformance -u
  it.runIf(own)('is told in docs/standards.md as it is', async () => {
    const path = new URL('../../docs/standards.md', import.meta.url).pathname
    const document = writeResults(await readFile(path, 'utf8'), REQUIREMENTS, passed)
    await expect(document).toMatchFileSnapshot(path)
  })
})
