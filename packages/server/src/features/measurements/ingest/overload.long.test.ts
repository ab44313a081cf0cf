import { once } from 'node:events'
import { get } from 'node:http'
import { connect } from 'node:net'
import { generate, type Packet } from 'mqtt-packet'
import { afterEach, expect, inject, it } from 'vitest'
import { cloneTemplate } from '../../../testing/template.ts'
import { createServerProcess, type ServerProcess } from '../testing/durability/server-process.ts'

/*
 * More is sent than the server can store: it refuses with 503 and Retry-After, keeps its memory, and keeps what it took. All the
 * while there are subscribers that read nothing of it.
 *
 *   TEST_DATABASE_URL=postgres://… npx vitest run --project long overload
 */
const SENDERS = Number(process.env.SENDERS ?? 200)
const SECONDS = Number(process.env.SECONDS ?? 60)
const ROWS = 5000
/** Bytes of memory at most: what waits is bounded, and so is what is being read. */
const LARGEST = 900e6
const TOKEN = 'a-token-for-overload-tests'
const MEASUREMENT = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** Subscribers to everything that never read: over MQTT with either quality of service, and a page that is left open. */
async function openDeaf({ url, mqttUrl }: ServerProcess) {
  const page = get(`${url}/api/v1/latest-values`)
  closing.push(() => page.destroy())
  const [answer] = await once(page, 'response')
  expect(answer.statusCode).toBe(200)
  for (const qos of [0, 1] as const) {
    const socket = connect(Number(new URL(mqttUrl).port), '127.0.0.1')
    closing.push(() => socket.destroy())
    const ask = async (packet: Packet, answered: number) => {
      socket.write(generate(packet))
      socket.resume()
      const [bytes] = (await once(socket, 'data')) as [Buffer]
      socket.pause()
      expect((bytes[0] ?? 0) >> 4).toBe(answered)
    }
    await ask(
      {
        cmd: 'connect',
        clientId: `deaf ${qos}`,
        keepalive: 0,
        username: 'device',
        password: Buffer.from(TOKEN),
      },
      2,
    )
    const subscriptions = [{ topic: 'v1.1/Observations', qos }]
    await ask({ cmd: 'subscribe', messageId: 1, subscriptions }, 9)
  }
}

it.skipIf(inject('template').kind === 'embedded')(
  'refuses what is too much, stays within its memory, and loses nothing that it took',
  async () => {
    const { address, drop } = await cloneTemplate(inject('template'))
    closing.push(drop)
    const server = await createServerProcess({
      DATABASE_URL: address.kind === 'server' ? address.url : '',
      BOOTSTRAP_TOKEN: TOKEN,
    })
    closing.push(() => server.kill())
    await server.start()
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
    const post = (path: string, body: unknown) =>
      fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    const named = (name: string) => ({ name, description: name })
    const made = await post('/sta/v1.1/Things', {
      ...named('overload'),
      Datastreams: Array.from({ length: SENDERS }, (_, n) => ({
        ...named(`stream ${n}`),
        unitOfMeasurement: { name: 'one', symbol: '1', definition: 'ucum:1' },
        observationType: MEASUREMENT,
        Sensor: { ...named('sensor'), encodingType: 'text/plain', metadata: 'none' },
        ObservedProperty: { ...named('property'), definition: 'https://example.org/property' },
      })),
    })
    expect(made.status).toBe(201)
    const count = async () =>
      Number(await (await fetch(`${server.url}/sta/v1.1/Observations/$count`, { headers })).text())

    await openDeaf(server)
    const before = await server.residentBytes()
    const memory: number[] = []
    const watch = setInterval(async () => void memory.push(await server.residentBytes()), 250)
    closing.push(() => clearInterval(watch))
    const statuses = new Map<number, number>()
    let taken = 0
    const deadline = Date.now() + SECONDS * 1000
    async function send(datastream: number) {
      for (let part = 0; Date.now() < deadline; part++) {
        const first = part * ROWS
        const dataArray = Array.from({ length: ROWS }, (_, row) => [
          new Date(Date.UTC(2026, 0, 1) + (first + row) * 1000).toISOString(),
          row,
        ])
        const body = [
          { Datastream: { '@iot.id': datastream }, components: ['phenomenonTime', 'result'], dataArray },
        ]
        const answer = await post('/sta/v1.1/CreateObservations', body)
        const text = await answer.text()
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        if (answer.status === 201) {
          expect(text).not.toContain('error')
          taken += ROWS
          continue
        }
        expect([429, 503], text).toContain(answer.status)
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
        part -= 1
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
    await Promise.all(Array.from({ length: SENDERS }, (_, n) => send(n + 1)))
    clearInterval(watch)

    expect(await count()).toBe(taken)
    const started = performance.now()
    const one = { phenomenonTime: '2025-01-01T00:00:00Z', result: 1 }
    expect((await post('/sta/v1.1/Datastreams(1)/Observations', one)).status).toBe(201)
    const milliseconds = Math.round(performance.now() - started)
    expect(await count()).toBe(taken + 1)
    const largest = Math.max(...memory)
    const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`
    process.stdout.write(
      `${SENDERS} senders, ${SECONDS} s: ${JSON.stringify([...statuses])}, ${taken} rows taken; memory ${megabytes(before)} before, ` +
        `${megabytes(largest)} at most, ${megabytes(await server.residentBytes())} after; one POST after it in ${milliseconds} ms\n`,
    )
    expect(statuses.get(503) ?? 0).toBeGreaterThan(0)
    expect(largest).toBeLessThan(LARGEST)
  },
  1_800_000,
)
