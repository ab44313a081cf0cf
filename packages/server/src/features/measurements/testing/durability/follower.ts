import { setTimeout as pause } from 'node:timers/promises'
import { connectAsync } from 'mqtt'
import type { Ledger } from './ledger.ts'

/** A subscriber over MQTT, which connects and subscribes again by itself, as those of others do. */
export type Follower = {
  /** Resolves when something came that was sent after now. @throws Error when nothing does */
  hear(): Promise<void>
  /** How many different observations came, and how often the connection was made. */
  readonly counts: { heard: number; connections: number }
  stop(): Promise<void>
}

/** Milliseconds after which nothing will come any more. */
const PATIENCE = 120_000

/** Follows a datastream to which `ledger` sends. */
export async function startFollowing(
  url: string,
  token: string,
  datastream: number,
  ledger: Ledger,
): Promise<Follower> {
  const heard = new Set<number>()
  let [last, connections] = [-1, 1]
  const client = await connectAsync(url, {
    clientId: 'follower',
    clean: false,
    username: 'device',
    password: token,
    reconnectPeriod: 200,
  })
  client.on('error', () => {})
  client.on('connect', () => {
    connections += 1
  })
  client.on('message', (_, payload) => {
    const { result } = JSON.parse(payload.toString()) as { result: number }
    heard.add(result)
    last = Math.max(last, result)
  })
  const topic = `v1.1/Datastreams(${datastream})/Observations?$select=result&retain=false`
  await client.subscribeAsync(topic, { qos: 1 })
  return {
    async hear() {
      const [next, until] = [ledger.taken, Date.now() + PATIENCE]
      while (last < next) {
        if (Date.now() > until) throw new Error(`The subscriber heard ${last}, and not ${next} or later.`)
        await pause(50)
      }
    },
    get counts() {
      return { heard: heard.size, connections }
    },
    async stop() {
      await client.endAsync(true)
    },
  }
}
