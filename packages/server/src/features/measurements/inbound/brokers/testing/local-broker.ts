import { createServer, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { generate, type IConnectPacket, type Packet, parser } from 'mqtt-packet'

/** A broker as a network server has one: for one reader, whose session it keeps while nobody is connected. */
type LocalBroker = {
  readonly port: number
  /** How each connection introduced itself, and the topics that were asked for. */
  readonly connects: IConnectPacket[]
  readonly topics: string[]
  /** Ids of messages that are not acknowledged yet. */
  waiting(): number[]
  /** Whether somebody is connected who asked for a topic. */
  isFollowed(): boolean
  /** Lets nobody in with another password. */
  password: string
  publish(topic: string, payload: string): void
  /** Breaks all connections. */
  cut(): void
  stop(): void
}

/** @param secure with a key and a certificate, to speak TLS */
export async function startLocalBroker(secure?: { key: string; cert: string }): Promise<LocalBroker> {
  const sockets = new Set<Socket>()
  const unacknowledged = new Map<number, { topic: string; payload: string }>()
  let lastId = 0
  let reader: Socket | undefined
  const broker = { connects: [] as IConnectPacket[], topics: [] as string[], password: 'key' }

  const write = (socket: Socket, packet: Packet) =>
    void socket.write(generate(packet, { protocolVersion: 4 }))
  const send = (socket: Socket, messageId: number, dup: boolean) => {
    const message = unacknowledged.get(messageId)
    if (message) write(socket, { cmd: 'publish', ...message, messageId, qos: 1, dup, retain: false })
  }
  const accept = (socket: Socket) => {
    sockets.add(socket)
    const reading = parser({ protocolVersion: 4 })
    reading.on('packet', (packet) => {
      if (packet.cmd === 'connect') {
        broker.connects.push(packet)
        const right = packet.password?.toString() === broker.password
        write(socket, { cmd: 'connack', returnCode: right ? 0 : 4, sessionPresent: broker.topics.length > 0 })
        if (!right) socket.end()
      } else if (packet.cmd === 'subscribe') {
        broker.topics.push(...packet.subscriptions.map(({ topic }) => topic))
        write(socket, { cmd: 'suback', messageId: packet.messageId ?? 0, granted: [1] })
        reader = socket
        for (const messageId of unacknowledged.keys()) send(socket, messageId, true)
      } else if (packet.cmd === 'puback') unacknowledged.delete(packet.messageId ?? 0)
      else if (packet.cmd === 'pingreq') write(socket, { cmd: 'pingresp' })
    })
    socket.on('data', (bytes: Buffer) => void reading.parse(bytes))
    socket.on('error', () => {})
    socket.on('close', () => {
      sockets.delete(socket)
      if (reader === socket) reader = undefined
    })
  }
  const server = secure ? createTlsServer(secure, accept) : createServer(accept)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return Object.assign(broker, {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    waiting: () => [...unacknowledged.keys()],
    isFollowed: () => reader !== undefined,
    publish(topic: string, payload: string) {
      lastId += 1
      unacknowledged.set(lastId, { topic, payload })
      if (reader) send(reader, lastId, false)
    },
    cut() {
      for (const socket of sockets) socket.destroy()
    },
    stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  })
}
