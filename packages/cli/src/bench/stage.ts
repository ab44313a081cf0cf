/** What a run needs: a scratch database, a server of its own as another process, and a way to the same database. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, migrateDatabase, openDatabase, readConfig, systemClock } from '@samenspel/server'

export type Stage = {
  url: string
  /** Where its MQTT broker listens. */
  mqttPort: number
  token: string
  engine: string
  /** A database with the same tables; on a server the very same one. */
  reference: Database
  /** True when `reference` is the database that the server uses. */
  shared: boolean
  /** Memory of the server process now, in megabytes. */
  residentMegabytes(): Promise<number>
  strike(): Promise<void>
}

const START_MILLISECONDS = 300_000

/** Starts a server on a scratch database: embedded, or a new one on the PostgreSQL server at `serverUrl`. */
export async function setStage(serverUrl: string | undefined): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'samenspel-bench-'))
  const scratch = serverUrl === undefined ? undefined : await createScratch(serverUrl)
  const [port, mqttPort] = [await findFreePort(), await findFreePort()]
  const token = `bench-${randomUUID()}`
  const child = spawn(
    process.execPath,
    [new URL('../../bin/samenspel.js', import.meta.url).pathname, 'start'],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        PORT: String(port),
        HOST: '127.0.0.1',
        DATABASE_URL: scratch?.url ?? `pglite:${join(folder, 'db')}`,
        MAIL_FOLDER: join(folder, 'mail'),
        BOOTSTRAP_TOKEN: token,
        MQTT_PORT: String(mqttPort),
        MQTT_MESSAGES_PER_SECOND: '0',
        RATE_LIMIT_PER_MINUTE: '0',
        LOG_LEVEL: 'error',
      },
    },
  )
  const url = `http://127.0.0.1:${port}`
  await waitUntilReady(url, child)
  const reference = await openReference(scratch?.url)
  return {
    url,
    mqttPort,
    token,
    engine: scratch ? await describeEngine(reference) : 'embedded (PGlite)',
    reference,
    shared: scratch !== undefined,
    residentMegabytes: () => readResident(child),
    async strike() {
      await reference.close()
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      await scratch?.drop()
      await rm(folder, { recursive: true })
    },
  }
}

async function openReference(url: string | undefined): Promise<Database> {
  if (url !== undefined) return openDatabase({ kind: 'server', url, connections: 4 })
  const database = await openDatabase({ kind: 'embedded' })
  await migrateDatabase({ config: readConfig({}), database, clock: systemClock, report: () => {} })
  return database
}

/** Makes an empty database on a server. */
export async function createScratch(serverUrl: string) {
  const admin = await openDatabase({ kind: 'server', url: serverUrl, connections: 2 })
  const name = `samenspel_bench_${randomUUID().replaceAll('-', '')}`
  await admin.pool.query(`create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return {
    url: url.href,
    async drop() {
      await admin.pool.query(`drop database ${name} with (force)`)
      await admin.close()
    },
  }
}

/** What the database is, and whether it waits for the disk. */
export async function describeEngine(database: Database): Promise<string> {
  const { rows } = await database.pool.query<{ text: string }>(
    `select 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync') as text`,
  )
  return rows[0]?.text ?? ''
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function waitUntilReady(url: string, child: ChildProcess) {
  const until = performance.now() + START_MILLISECONDS
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`The server stopped with exit code ${child.exitCode}.`)
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`The server was not ready after ${START_MILLISECONDS / 1000} s.`)
}

async function readResident({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(status) ?? []
  return Number(kilobytes ?? Number.NaN) / 1024
}
