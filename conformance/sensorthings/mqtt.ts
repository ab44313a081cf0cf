import { connectAsync, type MqttClient } from 'mqtt'
import { demand } from './demand.ts'
import type { Service } from './service.ts'

/** The parts of the MQTT extension, by the names under which the landing page tells their endpoints (clause 14). */
const EXTENSIONS = {
  subscribe: 'http://www.opengis.net/spec/iot_sensing/1.1/req/receive-updates-via-mqtt/receive-updates',
  publish:
    'http://www.opengis.net/spec/iot_sensing/1.1/req/create-observations-via-mqtt/observations-creation',
} as const

/** A connection to the MQTT endpoint that the landing page names, and the topic prefix of the version. */
export type Broker = {
  client: MqttClient
  prefix: string
  /** The next message on a topic that is subscribed to now, as JSON. @param cause what makes it come */
  next(topic: string, cause: () => Promise<unknown>): Promise<Record<string, unknown>>
}

const PATIENCE_MILLISECONDS = 5000

/** Does something over MQTT and hangs up. The token of the service is the password. */
export async function withBroker(
  service: Service,
  part: keyof typeof EXTENSIONS,
  work: (broker: Broker) => Promise<void>,
): Promise<void> {
  const { serverSettings = {} } = (await service.read('')) as {
    serverSettings?: Record<string, { endpoints?: string[] } | undefined>
  }
  const endpoint = serverSettings[EXTENSIONS[part]]?.endpoints?.[0]
  demand(endpoint !== undefined, 'The landing page names no MQTT endpoint.')
  const client = await connectAsync(endpoint, {
    ...(service.token === undefined ? {} : { username: 'conformance', password: service.token }),
    reconnectPeriod: 0,
  })
  try {
    await work({
      client,
      prefix: service.root.split('/').at(-1) ?? '',
      next: (...asked) => next(client, ...asked),
    })
  } finally {
    await client.endAsync(true)
  }
}

async function next(
  client: MqttClient,
  topic: string,
  cause: () => Promise<unknown>,
): Promise<Record<string, unknown>> {
  const [granted] = await client.subscribeAsync(topic, { qos: 1 })
  demand(granted !== undefined && granted.qos < 3, `The subscription to ${topic} is refused.`)
  const arrived = new Promise<string>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`Nothing came on ${topic} within ${PATIENCE_MILLISECONDS / 1000} seconds.`)),
      PATIENCE_MILLISECONDS,
    )
    client.on('message', (from, payload, { retain }) => {
      if (from !== topic || retain) return
      clearTimeout(timer)
      resolve(payload.toString())
    })
  })
  const [message] = await Promise.all([arrived, cause()])
  await client.unsubscribeAsync(topic)
  return JSON.parse(message)
}
