/** The figures of what devices publish over MQTT, each message acknowledged when it is durable. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { generate, type Packet, parser } from 'mqtt-packet'
import { type Figure, ratePerSecond } from './measure.ts'
import { ROUNDS, SECONDS, type Supply, takeSingles } from './sending.ts'
import type { Stage } from './stage.ts'

const DEVICES = 64

/** A client of the broker: no more than the packets, so that the machine works for the broker. */
type Device = {
  /** Resolves when it was acknowledged. */
  publish(topic: string, payload: string): Promise<void>
  /** Resolves when the broker said that it is there: the least that it can answer. */
  ping(): Promise<void>
  close(): void
}

/**
 * Single observations from 64 devices with QoS 1.
 * @param atOnce how many messages of a device are not acknowledged yet
 */
export async function publishSingly(stage: Stage, supply: Supply, atOnce: number): Promise<Figure> {
  const devices = await Promise.all(
    Array.from({ length: DEVICES }, (_, n) => openDevice(stage, `bench-${atOnce}-${n}`)),
  )
  const free = Array.from({ length: DEVICES * atOnce }, (_, n) => devices[n % DEVICES] as Device)
  async function lend(work: (device: Device) => Promise<void>) {
    const device = free.pop() as Device
    await work(device)
    free.unshift(device)
  }
  try {
    const rates: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const singles = takeSingles(supply)
      rates.push(
        await ratePerSecond(free.length, SECONDS, (turn) => {
          const { id, time, value } = singles(turn)
          const payload = `{"phenomenonTime":"${time}","result":${value}}`
          return lend((device) => device.publish(`v1.1/Datastreams(${id})/Observations`, payload))
        }),
      )
    }
    const bare = await ratePerSecond(free.length, SECONDS / 2, () => lend((device) => device.ping()))
    return {
      name: `MQTT publish, QoS 1, ${DEVICES} connections, ${atOnce} at once each`,
      value: Math.max(...rates),
      all: rates,
      unit: '/s',
      reference: { name: 'bare MQTT answer', value: bare },
      target: stage.shared ? '≥ 5,000/s' : '≥ 1,250/s',
    }
  } finally {
    for (const device of devices) device.close()
  }
}

async function openDevice({ mqttPort, token }: Stage, clientId: string): Promise<Device> {
  const socket = connect(mqttPort, '127.0.0.1')
  socket.setNoDelay(true)
  const reading = parser()
  const acknowledging = new Map<number, () => void>()
  const pinging: (() => void)[] = []
  let messageId = 0
  const send = (packet: Packet) => void socket.write(generate(packet))
  socket.on('data', (bytes) => reading.parse(bytes))
  const connected = once(reading, 'packet')
  send({
    cmd: 'connect',
    clientId,
    clean: true,
    keepalive: 0,
    username: 'bench',
    password: Buffer.from(token),
  })
  const [first] = (await connected) as [Packet]
  if (first.cmd !== 'connack' || first.returnCode !== 0) throw new Error('The broker refused a connection.')
  reading.on('packet', (packet) => {
    if (packet.cmd === 'pingresp') pinging.shift()?.()
    if (packet.cmd !== 'puback') return
    acknowledging.get(packet.messageId ?? 0)?.()
    acknowledging.delete(packet.messageId ?? 0)
  })
  return {
    publish: (topic, payload) =>
      new Promise((resolve) => {
        messageId = (messageId % 65_535) + 1
        acknowledging.set(messageId, resolve)
        send({ cmd: 'publish', topic, payload, qos: 1, messageId, dup: false, retain: false })
      }),
    ping: () =>
      new Promise((resolve) => {
        pinging.push(resolve)
        send({ cmd: 'pingreq' })
      }),
    close: () => void socket.end(generate({ cmd: 'disconnect' })),
  }
}
