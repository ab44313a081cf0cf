import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { Readable } from 'node:stream'

/** A server in a process of its own, always at the same ports, that can be killed and started again. */
export type ServerProcess = {
  readonly url: string
  readonly mqttUrl: string
  start(): Promise<void>
  /** SIGKILL: nothing is finished. */
  kill(): Promise<void>
  /** SIGTERM: what was acknowledged is finished. */
  stop(): Promise<void>
  /** Bytes of memory that the process has now. */
  residentBytes(): Promise<number>
}

/** @param environment settings of the server besides its ports */
export async function createServerProcess(environment: Record<string, string>): Promise<ServerProcess> {
  const [port, mqttPort] = [await freePort(), await freePort()]
  let child: ChildProcess | undefined
  let starts = 0

  async function end(signal: 'SIGKILL' | 'SIGTERM') {
    const ending = child
    child = undefined
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
    const exited = once(ending, 'exit')
    ending.kill(signal)
    await exited
  }
  return {
    url: `http://127.0.0.1:${port}`,
    mqttUrl: `mqtt://127.0.0.1:${mqttPort}`,
    async start() {
      starts += 1
      const own = { PORT: String(port), MQTT_PORT: String(mqttPort), STARTS: String(starts) }
      child = spawn(process.execPath, [new URL('./serve.ts', import.meta.url).pathname], {
        env: { ...process.env, ...environment, ...own },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const exited = once(child, 'exit').then(([code]) => {
        throw new Error(`The server ended with code ${code} while it started.`)
      })
      await Promise.race([once(child.stdout as Readable, 'data'), exited])
      exited.catch(() => {})
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    async residentBytes() {
      const status = await readFile(`/proc/${child?.pid}/status`, 'utf8').catch(() => '')
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}
