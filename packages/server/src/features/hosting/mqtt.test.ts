import { connectAsync, type MqttClient } from 'mqtt'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { useHosting } from './testing/world.ts'

const { server, world, send, hosted } = useHosting()
const clients: MqttClient[] = []

beforeAll(async () => {
  await server.app.http.listen({ host: '127.0.0.1', port: 0 })
  await server.app.mqtt.listen(0)
})
afterAll(async () => {
  for (const client of clients) await client.endAsync(true)
})

async function connect(password: string): Promise<MqttClient> {
  const { port } = new URL(server.app.mqtt.endpoints()[0] ?? '')
  const login = { username: 'meter', password, protocolVersion: 5 as const, reconnectPeriod: 0 }
  const client = await connectAsync(`mqtt://127.0.0.1:${port}`, login)
  clients.push(client)
  return client
}

const topicOf = (sensor: { datastreams: { id: number }[] }) =>
  `v1.1/Datastreams(${sensor.datastreams[0]?.id})/Observations`

it('sends over MQTT with the key, only of its own sensor, until it is stopped', async () => {
  const sensor = await hosted(world().host, { kit: 'mqtt-climate' })
  const other = await hosted(world().neighbour, { kit: 'mqtt-climate' })
  const client = await connect(sensor.secret)
  const publish = (topic: string, result: number) =>
    client.publishAsync(topic, JSON.stringify({ result }), { qos: 1 })
  await publish(topicOf(sensor), 21.5)
  const seen = await send('GET', `me/sensors/${sensor.id}`, undefined, world().host)
  expect(seen.json().datastreams[0].latest).toMatchObject({ value: 21.5 })

  await expect(publish(topicOf(other), 99)).rejects.toThrow()
  await expect(client.subscribeAsync(topicOf(sensor), { qos: 1 })).rejects.toThrow()
  const neighbours = await send('GET', `me/sensors/${other.id}`, undefined, world().neighbour)
  expect(neighbours.json().datastreams[0].latest).toBeNull()

  await send('POST', `me/sensors/${sensor.id}/stop`, { values: 'keep' }, world().host)
  await expect(publish(topicOf(sensor), 50)).rejects.toThrow()
  await expect(connect(sensor.secret)).rejects.toThrow()
})
