import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { inspect, promisify } from 'node:util'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { readConfig } from '../../../platform/config.ts'
import { openDatabase } from '../../../platform/database/connect.ts'
import { cloneTemplate } from '../../../testing/template.ts'
import { type Kind, SENDERS } from '../testing/durability/senders.ts'
import { createServerProcess, type ServerProcess } from '../testing/durability/server-process.ts'
import { prepareHarvest, startSending, type World } from '../testing/durability/world.ts'
import { listDatastreamIds, verifyRollups } from './verify-rollups.ts'

/*
 * What was acknowledged is there, and once, whatever is killed at whatever moment, and rollups equal a recount then. All kinds of
 * ingest send at the same time. A subscriber over MQTT hears what is sent after it, each time.
 *
 *   npx vitest run --project long durability                                   the embedded database, SIGKILL of the server
 *   TEST_DATABASE_URL=postgres://… npx vitest run --project long durability    PostgreSQL (with fsync), SIGKILL of the server
 *   RESTART_DATABASE='pg_ctlcluster 15 main restart -m immediate' …            and the same with the database restarted under it
 *
 * SEED makes the moments those of an earlier run; TIMES is how often each kind is interrupted.
 */
const TIMES = Number(process.env.TIMES ?? 20)
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))
const RESTART = process.env.RESTART_DATABASE
const PATIENCE = 3_600_000
/** Milliseconds from one interruption to the next, at random. */
const PAUSE = { least: 300, more: 8000 }

const run = promisify(execFile)
const CLI = new URL('../../../../../cli/bin/samenspel.js', import.meta.url).pathname
const TOKEN = 'a-token-for-durability-tests'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const tell = (text: string) => process.stdout.write(`${text}\n`)

/** Where the database of this run is, as a setting. */
async function openScratch(): Promise<string> {
  const template = inject('template')
  if (template.kind === 'embedded') return `pglite:${join(await scratchFolder(), 'db')}`
  const { address, drop } = await cloneTemplate(template)
  closing.push(drop)
  return address.kind === 'server' ? address.url : ''
}

async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'samenspel-durability-'))
  closing.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A random number that is the same for the same seed (mulberry32). */
function createRandom(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Tells at once what went wrong: another series may follow, and take an hour. */
async function interruptAndTell(world: World, work: () => Promise<void>) {
  await interrupt(world, work).catch((error: unknown) => {
    tell(inspect(error))
    throw error
  })
}

/** Interrupts until each kind was interrupted so often while something of it was under way, and compares after each. */
async function interrupt(world: World, work: () => Promise<void>) {
  const random = createRandom(SEED)
  const counts = new Map(world.ledgers.map(({ kind }) => [kind, 0]))
  let rounds = 0
  while (Math.min(...counts.values()) < TIMES) {
    rounds += 1
    if (rounds > TIMES * 4) throw new Error(`After ${rounds} rounds: ${JSON.stringify([...counts])}`)
    await pause(PAUSE.least + random() * PAUSE.more)
    for (const { kind, underWay } of world.ledgers) {
      if (underWay > 0) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    }
    await work()
    await world.follower.hear()
    expect(await world.findFaults(), `seed ${SEED}, round ${rounds}`).toEqual([])
    const each = world.ledgers.map(
      ({ kind, acknowledged }) => `${kind} ${acknowledged.size} (${counts.get(kind)})`,
    )
    tell(`round ${rounds}, acknowledged (and times interrupted): ${each.join(', ')}`)
  }
  await world.finish()
  expect(await world.findFaults(), `seed ${SEED}, at the end`).toEqual([])
  const lines = world.ledgers.map(
    ({ kind, acknowledged }) =>
      `${kind}: ${acknowledged.size} acknowledged, ${counts.get(kind)} times interrupted`,
  )
  const { heard, connections } = world.follower.counts
  const subscriber = `subscriber: ${heard} heard over ${connections} connections`
  tell([`seed ${SEED}, ${rounds} rounds`, ...lines, subscriber].join('\n'))
}

/** The datastreams of which the rollups differ from a recount, as they are on disk after an interruption. */
async function findDiffering(databaseUrl: string) {
  const config = readConfig({ DATABASE_URL: databaseUrl })
  const { database: address } = config
  let copy: string | undefined
  if (address.kind === 'embedded' && address.folder !== undefined) {
    // Looking mends what a kill left behind, and that is for the server to do.
    copy = await mkdtemp(join(tmpdir(), 'samenspel-durability-copy-'))
    await cp(address.folder, join(copy, 'db'), { recursive: true })
  }
  const database = await openDatabase(
    copy === undefined ? address : { kind: 'embedded', folder: join(copy, 'db') },
  )
  try {
    const found = []
    for (const id of await listDatastreamIds(database.db)) found.push(await verifyRollups(database.db, id))
    return found.filter(({ hours, days, state }) => hours > 0 || days > 0 || state)
  } finally {
    await database.close()
    if (copy !== undefined) await rm(copy, { recursive: true, force: true })
  }
}

async function verifyByCommand(databaseUrl: string) {
  const { stdout } = await run(process.execPath, [CLI, 'rollups', 'verify', '--json'], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
  })
  expect(JSON.parse(stdout)).toMatchObject({ differing: [] })
  tell(`samenspel rollups verify: ${stdout.trim()}`)
}

async function startWorld() {
  const harvest = await prepareHarvest()
  closing.push(() => harvest.stop())
  const databaseUrl = await openScratch()
  const server = await createServerProcess({
    DATABASE_URL: databaseUrl,
    BOOTSTRAP_TOKEN: TOKEN,
    MQTT_MESSAGES_PER_SECOND: '0',
    CONNECTOR_HOSTS: 'harvest.test',
    HARVEST: harvest.url,
  })
  closing.push(() => server.kill())
  await server.start()
  const kinds = Object.keys(SENDERS) as Kind[]
  const world = await startSending(server, harvest, { token: TOKEN, kinds })
  return { world, server, databaseUrl }
}

async function endWorld(server: ServerProcess, databaseUrl: string) {
  await server.stop()
  await verifyByCommand(databaseUrl)
}

describe('what was acknowledged', () => {
  it(
    'is kept, and stored once, when the server is killed',
    async () => {
      const { world, server, databaseUrl } = await startWorld()
      await interruptAndTell(world, async () => {
        await server.kill()
        expect(await findDiffering(databaseUrl), `seed ${SEED}`).toEqual([])
        await server.start()
      })
      await endWorld(server, databaseUrl)
    },
    PATIENCE,
  )

  it.runIf(RESTART && inject('template').kind === 'server')(
    'is kept, and stored once, when the database is restarted under the server',
    async () => {
      const { world, server, databaseUrl } = await startWorld()
      await interruptAndTell(world, async () => {
        await run('/bin/sh', ['-c', RESTART ?? ''])
        expect(await findDiffering(databaseUrl), `seed ${SEED}`).toEqual([])
      })
      await endWorld(server, databaseUrl)
    },
    PATIENCE,
  )
})
