import type { Actor, ResolveActor } from './platform/actor.ts'
import { ANONYMOUS } from './platform/actor.ts'
import type { Config } from './platform/config.ts'
import { Problem } from './platform/errors.ts'
import type { Http } from './platform/http/server.ts'
import { createBroker, MQTT_PATH, PortInUseError } from './platform/mqtt/broker.ts'
import type { MqttService, Refusal } from './platform/mqtt/service.ts'
import type { Reporter } from './platform/report.ts'

/** What is needed to serve MQTT: what topics mean, and who is who. */
export type MqttOptions = {
  config: Config
  report: Reporter
  topics: Pick<MqttService<Actor>, 'publish' | 'subscribe'>
  resolveActor: ResolveActor
  listEndedTokens(ids: readonly string[]): Promise<string[]>
}

export type Mqtt = {
  /**
   * Listens on MQTT_PORT, unless that is off. When another program has the port, that is reported and MQTT is at the
   * WebSocket address only.
   * @param port another than MQTT_PORT; 0 for one that is free
   * @returns what to tell the operator
   */
  listen(port?: number): Promise<string>
  /** The addresses at which clients can connect now. */
  endpoints(): string[]
}

/** Puts the MQTT broker beside the HTTP server: at `/mqtt` at once, on its own port when asked to listen. */
export function createMqtt(http: Http, options: MqttOptions): Mqtt {
  const { config, report, topics, resolveActor, listEndedTokens } = options
  const broker = createBroker<Actor>({
    service: {
      ...topics,
      // Who stops a sensor wants nothing of it any more at once, not when its connection is looked at again.
      async publish(caller, topic, payload) {
        const { identity } = caller
        const ended = identity.kind === 'sensor' && (await listEndedTokens([identity.tokenId])).length > 0
        return ended ? ENDED : topics.publish(caller, topic, payload)
      },
      findEnded: listEndedTokens,
      async authenticate({ username, password }) {
        if (!username && !password) return { key: undefined, identity: ANONYMOUS }
        const identity = await findActor(resolveActor, password ?? '')
        return identity && 'tokenId' in identity ? { key: identity.tokenId, identity } : undefined
      },
    },
    report,
    trustProxy: config.trustProxy,
    limits: { publishesPerSecond: config.mqtt.messagesPerSecond },
  })
  let listening: number | undefined
  broker.join(http.server)
  http.addHook('preClose', () => broker.stop())
  const { protocol, host, hostname } = new URL(config.publicUrl)

  return {
    async listen(port = config.mqtt.port) {
      if (port === undefined) return `MQTT: ${MQTT_PATH} (WebSocket) only, because MQTT_PORT is off.`
      try {
        listening = await broker.listen(config.host, port)
        report({ kind: 'mqtt-listening', port: listening })
        return `MQTT: mqtt://${hostname}:${listening}, and ${MQTT_PATH} (WebSocket).`
      } catch (error) {
        if (!(error instanceof PortInUseError)) throw error
        report({ kind: 'mqtt-port-in-use', port })
        return error.message
      }
    },
    endpoints: () => [
      ...(listening === undefined ? [] : [`mqtt://${hostname}:${listening}`]),
      `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${MQTT_PATH}`,
    ],
  }
}

const ENDED: Refusal = { reason: 'not-authorized', message: 'This key does not hold any more.' }

async function findActor(resolveActor: ResolveActor, secret: string): Promise<Actor | undefined> {
  try {
    return await resolveActor({ authorization: `Bearer ${secret}` })
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}
