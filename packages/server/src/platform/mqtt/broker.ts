import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import type { Duplex } from 'node:stream'
import { createWebSocketStream, WebSocketServer } from 'ws'
import { subscriberOf } from '../http/subscriber.ts'
import type { Reporter } from '../report.ts'
import { createAddressOf, type TrustedProxies } from './client-address.ts'
import { type Connection, openConnection } from './connection.ts'
import { MQTT_LIMITS, type MqttLimits } from './limits.ts'
import type { MqttService } from './service.ts'
import { createSessions } from './sessions.ts'

export type Broker = {
  /** Listens on a port of its own. @throws PortInUseError */
  listen(host: string, port: number): Promise<number>
  /** Takes WebSocket connections to `/mqtt` from a server for HTTP. */
  join(http: HttpServer): void
  /** Takes no more, answers what was read, and leaves. */
  stop(): Promise<void>
}

/** The port for MQTT is taken by another program. */
export class PortInUseError extends Error {
  constructor(port: number) {
    super(
      `Port ${port} is in use, so MQTT is only at /mqtt (WebSocket). Set MQTT_PORT to another number, or to off.`,
    )
    this.name = 'PortInUseError'
  }
}

export const MQTT_PATH = '/mqtt'

/** Milliseconds that messages under way get when the broker stops. */
const PATIENCE = 5000

/** An MQTT server for one service. It has no messages of its own: what a topic means, the service says. */
export function createBroker<Identity>(options: {
  service: MqttService<Identity>
  report: Reporter
  trustProxy: TrustedProxies
  limits?: Partial<MqttLimits>
}): Broker {
  const { service, report } = options
  const addressOf = createAddressOf(options.trustProxy)
  const limits = { ...MQTT_LIMITS, ...options.limits }
  const sessions = createSessions(service, limits, report)
  const connections = new Set<Connection>()
  const perAddress = new Map<string, number>()
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.packet * 2,
    handleProtocols: (offered) => (offered.has('mqtt') ? 'mqtt' : false),
  })
  let tcp: Server | undefined
  let stopping = false
  const rechecking = setInterval(() => void recheck(), limits.recheck).unref()

  function isFull(address: string): boolean {
    const full = (perAddress.get(address) ?? 0) >= limits.connectionsPerAddress
    if (!stopping && !full && connections.size < limits.connections) return false
    report({ kind: 'mqtt-refused', what: 'connect', reason: full ? 'too-many-of-address' : 'too-many' })
    return true
  }
  function accept(stream: Duplex, address: string) {
    perAddress.set(address, (perAddress.get(address) ?? 0) + 1)
    const connection = openConnection(stream, {
      service,
      sessions,
      limits,
      report,
      network: address,
      onClose() {
        connections.delete(connection)
        const left = (perAddress.get(address) ?? 1) - 1
        if (left > 0) perAddress.set(address, left)
        else perAddress.delete(address)
      },
    })
    connections.add(connection)
  }
  async function recheck() {
    const keys = [...sessions.all()].flatMap(({ caller }) => caller.key ?? [])
    if (keys.length === 0) return
    try {
      const ended = new Set(await service.findEnded([...new Set(keys)]))
      for (const session of [...sessions.all()]) {
        if (session.caller.key === undefined || !ended.has(session.caller.key)) continue
        if (session.disconnect) session.disconnect('not-authorized')
        else sessions.leave(session, 0)
      }
    } catch (error) {
      report({ kind: 'mqtt-failed', error })
    }
  }
  return {
    listen(host, port) {
      const server = createServer((socket) => {
        const address = subscriberOf(socket.remoteAddress ?? '')
        if (isFull(address)) return void socket.destroy()
        socket.setNoDelay(true)
        socket.setKeepAlive(true, 60_000)
        accept(socket, address)
      })
      return new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) =>
          reject(error.code === 'EADDRINUSE' ? new PortInUseError(port) : error),
        )
        server.listen(port, host, () => {
          tcp = server
          resolve((server.address() as AddressInfo).port)
        })
      })
    },
    join(http) {
      http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        // From here on nobody else listens: a client that breaks off would end the whole process.
        socket.on('error', () => socket.destroy())
        const address = subscriberOf(addressOf(request))
        if (request.url?.split('?')[0] !== MQTT_PATH || isFull(address)) {
          socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
          return
        }
        sockets.handleUpgrade(request, socket, head, (webSocket) => {
          if (webSocket.protocol === 'mqtt') return accept(createWebSocketStream(webSocket), address)
          webSocket.on('error', () => webSocket.terminate())
          webSocket.close(1002, 'This address speaks MQTT: ask for the subprotocol mqtt.')
        })
      })
    },
    async stop() {
      stopping = true
      clearInterval(rechecking)
      tcp?.close()
      const patience = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE).unref())
      const finished = Promise.all([...connections].map((connection) => connection.finish()))
      await Promise.race([finished, patience])
      for (const connection of connections) connection.close('shutting-down')
      sessions.endAll()
    },
  }
}
