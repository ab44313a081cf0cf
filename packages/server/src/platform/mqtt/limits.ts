/** How much one client may ask of the broker. */
export type MqttLimits = {
  connections: number
  connectionsPerAddress: number
  /** Bytes of one packet. */
  packet: number
  /** Milliseconds from the connection to its CONNECT. */
  connectTimeout: number
  /** Packets of one connection that are being handled at once. */
  incoming: number
  /** Answers to one connection that it has not taken, from which on nothing more is read. */
  answers: number
  /** Messages per second from one connection, more in a short burst; 0 for no limit. */
  publishesPerSecond: number
  /** Subscriptions per second from one connection, as many as a session has in a short burst; 0 for no limit. */
  subscriptionsPerSecond: number
  /** Topics of one session. */
  subscriptions: number
  /** Messages sent to one client that it has not acknowledged. */
  outgoing: number
  /** Messages and bytes that wait for one client. */
  waiting: number
  waitingBytes: number
  /** Bytes in the socket's own buffer from which on messages wait. */
  unsent: number
  /** Seconds that a session is kept without a connection. */
  sessionSeconds: number
  /** Sessions that are kept without a connection. */
  sessions: number
  /** Milliseconds between two looks whether callers may still be connected. */
  recheck: number
}

export const MQTT_LIMITS: MqttLimits = {
  connections: 10_000,
  connectionsPerAddress: 200,
  packet: 256 * 1024,
  connectTimeout: 10_000,
  incoming: 200,
  answers: 1000,
  publishesPerSecond: 0,
  subscriptionsPerSecond: 20,
  subscriptions: 200,
  outgoing: 100,
  waiting: 1000,
  waitingBytes: 4 * 1024 * 1024,
  unsent: 1024 * 1024,
  sessionSeconds: 60 * 60,
  sessions: 2000,
  recheck: 2000,
}

/**
 * Says how long a sender must wait, so that it sends `perSecond` on average.
 * @param burst how many at once are fine; a second's worth by default
 */
export function createPace(
  perSecond: number,
  burst = perSecond,
  now: () => number = () => performance.now(),
) {
  let left = burst
  let at = now()
  /** @returns milliseconds to wait before the next; 0 when there is nothing to wait for */
  return () => {
    if (perSecond === 0) return 0
    const moment = now()
    left = Math.min(burst, left + ((moment - at) / 1000) * perSecond) - 1
    at = moment
    return left >= 0 ? 0 : (-left / perSecond) * 1000
  }
}
