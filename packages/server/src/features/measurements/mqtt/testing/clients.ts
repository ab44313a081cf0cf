import type { AddressInfo } from 'node:net'
import { connect, type IClientOptions, type IPublishPacket, type MqttClient } from 'mqtt'
import { afterAll, afterEach, beforeAll, vi } from 'vitest'
import type { TestActor } from '../../../../testing/actors.ts'
import type { TestServer } from '../../../../testing/server.ts'

export type Transport = 'TCP' | 'WebSocket'

export type TestClient = {
  client: MqttClient
  /** What arrived, oldest first. */
  messages: { topic: string; text: string; retain: boolean }[]
  /** Waits until so many messages arrived. */
  received(count: number): Promise<string[]>
}

/** Within this everything that is to arrive has arrived. */
export const SOON = { timeout: 15_000, interval: 10 }

/** Has the server of this file listen, and gives clients that are ended after each test. */
export function useMqtt(server: TestServer) {
  const clients: MqttClient[] = []
  const ports = { TCP: 0, WebSocket: 0 }

  beforeAll(async () => {
    await server.app.http.listen({ host: '127.0.0.1', port: 0 })
    ports.WebSocket = (server.app.http.server.address() as AddressInfo).port
    await server.app.mqtt.listen(0)
    ports.TCP = Number(new URL(server.app.mqtt.endpoints()[0] ?? '').port)
  }, 60_000)
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.endAsync(true)
  })
  afterAll(async () => {
    for (const client of clients) client.end(true)
  })

  return {
    ports,
    async connect(
      actor?: TestActor,
      options: IClientOptions = {},
      transport: Transport = 'TCP',
    ): Promise<TestClient> {
      const address =
        transport === 'TCP' ? `mqtt://127.0.0.1:${ports.TCP}` : `ws://127.0.0.1:${ports.WebSocket}/mqtt`
      const login = actor ? { username: 'device', password: secretOf(actor) } : {}
      const client = connect(address, { protocolVersion: 4, reconnectPeriod: 0, ...login, ...options })
      clients.push(client)
      const messages: TestClient['messages'] = []
      client.on('message', (topic, payload, packet: IPublishPacket) => {
        messages.push({ topic, text: payload.toString(), retain: packet.retain })
      })
      await new Promise<void>((resolve, reject) => {
        client.once('connect', () => resolve())
        client.once('error', reject)
      })
      return {
        client,
        messages,
        async received(count) {
          await vi.waitFor(() => {
            if (messages.length < count) throw new Error(`${messages.length} of ${count} messages arrived.`)
          }, SOON)
          return messages.map(({ text }) => text)
        },
      }
    },
  }
}

export function secretOf({ headers }: TestActor): string {
  return headers.authorization.slice('Bearer '.length)
}
