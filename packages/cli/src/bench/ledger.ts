/** What the ledger costs when it is large: entering, proving, and checking the whole of it. */
import { hash, randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import {
  type App,
  createApp,
  type Database,
  enterInLedger,
  migrateDatabase,
  openDatabase,
  readConfig,
  systemClock,
} from '@samenspel/server'
import { type ExportPart, fromSubtle, readExportLine, verifyLog } from '@samenspel/standards/transparency'
import type { Output } from '../output.ts'
import { type Figure, medianOf, medianTime } from './measure.ts'
import { createScratch, describeEngine } from './stage.ts'
import { describeFigures, describeMachine } from './tell.ts'

/** Entries that are added in one transaction while it is filled. */
const PIECE = 1000

const TURNS = 100

/** `samenspel bench-ledger`: measures on a ledger of so many entries. */
export async function benchLedger(
  output: Output,
  { size, database: url }: { size: number; database?: string },
): Promise<void> {
  const scratch = url === undefined ? undefined : await createScratch(url)
  const database = await openDatabase(
    scratch ? { kind: 'server', url: scratch.url, connections: 8 } : { kind: 'embedded' },
  )
  const options = {
    config: readConfig({ AUTH_SECRET: randomUUID(), RATE_LIMIT_PER_MINUTE: '0', LOG_LEVEL: 'silent' }),
    database,
    clock: systemClock,
    report: () => {},
  }
  await migrateDatabase(options)
  const app = await createApp(options)
  try {
    await fill(app, database, size, output)
    output.progress(`Measuring on ${size} entries`)
    const figures = [
      ...(await measureAppend(app, database)),
      ...(await measureProof(app, database)),
      ...(await measureWhole(app)),
    ]
    const engine = await describeEngine(database)
    output.result({ ...describeMachine(), engine, size, figures }, [
      `Machine: ${describeMachine().machine}. Node.js ${process.version}. Database: ${engine}. ${size} entries.`,
      '',
      ...describeFigures(figures),
    ])
  } finally {
    await app.stop()
    await database.close()
    await scratch?.drop()
  }
}

async function fill(app: App, { db }: Database, size: number, output: Output): Promise<void> {
  for (let done = 0; done < size; done += PIECE) {
    output.progress(`Entered ${done} of ${size}`)
    await db.transaction().execute(async (transaction) => {
      for (let count = 0; count < PIECE; count += 1) await enterInLedger(transaction, newEntry())
    })
    await app.workers.finish()
  }
}

function newEntry() {
  const text = {
    title: 'Bomen in de Steenwijk',
    reasons: 'Bomen geven op termijn de meeste schaduw. '.repeat(20),
  }
  return { kind: 'withdrawal', id: randomUUID(), version: 1, text, at: new Date() } as const
}

/** Entering one, as a publication does, and putting it in the log. */
async function measureAppend({ workers }: App, { db }: Database): Promise<Figure[]> {
  const entering: number[] = []
  const placing: number[] = []
  const looking: number[] = []
  const place = () => workers.finish('ledger.sequence')
  for (let turn = 0; turn < TURNS; turn += 1) {
    const started = performance.now()
    await db.transaction().execute((transaction) => enterInLedger(transaction, newEntry()))
    const entered = performance.now()
    await place()
    entering.push(entered - started)
    const placed = performance.now()
    placing.push(placed - entered)
    // What it took to look whether more waits.
    await place()
    looking.push(performance.now() - placed)
  }
  return [
    figure('entering one, in a transaction of its own', medianOf(entering), '≤ 5 ms'),
    figure('putting it in the log and signing, afterwards', medianOf(placing) - medianOf(looking), '≤ 5 ms'),
    figure('looking whether one waits', medianOf(looking), undefined),
  ]
}

/** Reading an entry with its proof, at random places. */
async function measureProof(app: App, { pool }: Database): Promise<Figure[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select subject_id as id from ledger.entry where kind = 'withdrawal' order by random() limit 300`,
  )
  let turn = 0
  const spent = countProcessorTime()
  const time = await medianTime(async () => {
    const answer = await app.http.inject(
      `/api/v1/ledger/entries/withdrawal/${rows[turn % rows.length]?.id}/1`,
    )
    if (answer.statusCode !== 200) throw new Error(answer.body)
    turn += 1
  }, TURNS)
  return [
    figure('an entry with its text, inclusion proof and checkpoint', time, '≤ 5 ms'),
    figure('the same, in processor time of this process', spent() / turn, undefined),
  ]
}

/** Checking all of it: fetching the export, every hash, the tree and the signature. */
async function measureWhole(app: App): Promise<Figure[]> {
  const started = performance.now()
  const spent = countProcessorTime()
  const answer = await app.http.inject({ url: '/log/export', payloadAsStream: true })
  const cryptography = {
    ...fromSubtle(crypto.subtle),
    sha256: (data: Uint8Array) => hash('sha256', data, 'buffer'),
  }
  const { faults } = await verifyLog(cryptography, readParts(answer.stream()))
  if (faults.length > 0) throw new Error(`The ledger does not hold: ${JSON.stringify(faults[0])}`)
  const seconds = (name: string, milliseconds: number, target: string | undefined): Figure => ({
    ...figure(name, milliseconds / 1000, target),
    unit: 's',
  })
  return [
    seconds('checking the whole ledger, with its export', performance.now() - started, '≤ 10 s'),
    seconds('the same, in processor time of this process', spent(), undefined),
  ]
}

/** The lines of an export, as `samenspel verify` reads them. */
async function* readParts(source: Readable): AsyncGenerator<ExportPart | undefined, void, undefined> {
  for await (const line of createInterface({ input: source })) yield readExportLine(line)
}

/** Milliseconds that this process has the processor from now on: on a busy machine less than what passes. */
function countProcessorTime(): () => number {
  const before = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }
}

const figure = (name: string, value: number, target: string | undefined): Figure => ({
  ...{ name, value, unit: 'ms', reference: undefined, target },
})
