/** Ways to time the product as a client sees it. Times are in milliseconds. */
import { Agent, request } from 'node:http'

/** A quantity with what it is compared to in the same run. */
export type Figure = {
  name: string
  value: number
  /** What each round measured, when there were several; `value` is the best. */
  all?: number[]
  unit: string
  /** The least work that gives the same answer, measured in this run. */
  reference: { name: string; value: number } | undefined
  /** What design.md asks for, when it names a number. */
  target: string | undefined
}

/** One HTTP request over a kept connection; resolves with status, body and the time to the first byte. */
export function createCaller(baseUrl: string, token: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const { hostname, port } = new URL(baseUrl)
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const call = (method: string, path: string, body?: string | Buffer) =>
    new Promise<{ status: number; body: Buffer; firstByte: number }>((resolve, reject) => {
      const started = performance.now()
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
      const sent = request(
        { agent, hostname, port, method, path, headers: { ...headers, ...length } },
        (answer) => {
          const firstByte = performance.now() - started
          const parts: Buffer[] = []
          answer.on('data', (part: Buffer) => parts.push(part))
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts), firstByte }),
          )
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  return { call, close: () => agent.destroy() }
}

export type Caller = ReturnType<typeof createCaller>

/** The median time of `work`, after a few turns that do not count. */
export async function medianTime(work: () => Promise<unknown>, turns = 15): Promise<number> {
  const times: number[] = []
  for (let turn = -3; turn < turns; turn += 1) {
    const started = performance.now()
    await work()
    if (turn >= 0) times.push(performance.now() - started)
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
}

/** How often per second `work` is done by `workers` at once, for about `seconds`. */
export async function ratePerSecond(
  workers: number,
  seconds: number,
  work: (turn: number) => Promise<unknown>,
): Promise<number> {
  const started = performance.now()
  const until = started + seconds * 1000
  let done = 0
  let turn = 0
  const worker = async () => {
    while (performance.now() < until) {
      await work(turn++)
      done += 1
    }
  }
  await Promise.all(Array.from({ length: workers }, worker))
  return done / ((performance.now() - started) / 1000)
}
