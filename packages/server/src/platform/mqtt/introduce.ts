import { randomUUID } from 'node:crypto'
import type { IConnackPacket, IConnectPacket } from 'mqtt-packet'
import type { MqttLimits } from './limits.ts'
import type { MqttService } from './service.ts'
import type { Session, Sessions } from './sessions.ts'

/** Why somebody cannot connect, with the codes of MQTT 3.1.1 and 5 for CONNACK. */
const CONNECT_REFUSALS = {
  'protocol-version': { old: 1, code: 0x84 },
  'client-id': { old: 2, code: 0x85 },
  'bad-login': { old: 4, code: 0x86 },
  'unsupported-authentication': { old: 5, code: 0x8c },
} as const

export type ConnectRefused = { refused: keyof typeof CONNECT_REFUSALS; message: string }

type Introduced<Identity> = {
  session: Session<Identity>
  answer: IConnackPacket
  /** Seconds the session stays after the connection. */
  keepSeconds: number
  /** Messages the client takes at once without acknowledging them. */
  most: number
}

const LONGEST_CLIENT_ID = 256

/** Finds out who connects, and opens or goes on with their session. */
export async function introduce<Identity>(
  packet: IConnectPacket,
  {
    service,
    sessions,
    limits,
    network,
  }: { service: MqttService<Identity>; sessions: Sessions<Identity>; limits: MqttLimits; network: string },
): Promise<Introduced<Identity> | ConnectRefused> {
  const { protocolVersion, clientId, clean = true, username, password, properties = {} } = packet
  if (protocolVersion !== 4 && protocolVersion !== 5) {
    return { refused: 'protocol-version', message: 'This service speaks MQTT 3.1.1 and 5.' }
  }
  if (properties.authenticationMethod !== undefined) {
    return { refused: 'unsupported-authentication', message: 'Log in with an API token as password.' }
  }
  const isNamed = clientId !== ''
  if (clientId.length > LONGEST_CLIENT_ID || (protocolVersion === 4 && !isNamed && !clean)) {
    return { refused: 'client-id', message: 'Give a client id of at most 256 characters.' }
  }
  const known = await service.authenticate({ username, password: password?.toString('utf8') })
  if (!known) {
    return {
      refused: 'bad-login',
      message:
        'The password must be a valid API token. Without user name and password you can subscribe to open data.',
    }
  }
  const caller = { ...known, network }
  const id = isNamed ? clientId : `samenspel-${randomUUID()}`
  const { session, present } = sessions.open(caller, id, clean)
  const asked =
    protocolVersion === 5 ? (properties.sessionExpiryInterval ?? 0) : clean ? 0 : Number.POSITIVE_INFINITY
  const keepSeconds = caller.key === undefined ? 0 : Math.min(asked, limits.sessionSeconds)
  const answer: IConnackPacket =
    protocolVersion === 4
      ? { cmd: 'connack', returnCode: 0, sessionPresent: present }
      : {
          cmd: 'connack',
          reasonCode: 0,
          sessionPresent: present,
          properties: {
            sessionExpiryInterval: keepSeconds,
            receiveMaximum: limits.incoming,
            maximumPacketSize: limits.packet,
            topicAliasMaximum: 0,
            wildcardSubscriptionAvailable: false,
            subscriptionIdentifiersAvailable: false,
            sharedSubscriptionAvailable: false,
            ...(isNamed ? {} : { assignedClientIdentifier: id }),
          },
        }
  return { session, answer, keepSeconds, most: properties.receiveMaximum ?? limits.outgoing }
}

export function refuseConnect({ refused, message }: ConnectRefused, version: 4 | 5): IConnackPacket {
  const { old, code } = CONNECT_REFUSALS[refused]
  return version === 4
    ? { cmd: 'connack', returnCode: old, sessionPresent: false }
    : { cmd: 'connack', reasonCode: code, sessionPresent: false, properties: { reasonString: message } }
}
