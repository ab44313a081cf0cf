import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Reporter } from './report.ts'

/** Work that is done later, once, and again when it fails. `key` keeps equal work from being queued twice. */
export type JobDefinition = {
  name: string
  /** When to run by itself, as a cron expression in Europe/Amsterdam. */
  cron?: string
  /** @param stopping aborted when the server stops, which waits for this to end: long work then leaves the rest for another time */
  handle(data: unknown, stopping?: AbortSignal): Promise<void>
}

export type Jobs = {
  enqueue(name: string, data: object, key?: string): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

/** Seconds between two looks for jobs, which come by the clock. Of what this process puts in the queue its worker is told, so that it looks at once. */
const PAUSE = 10

/** How long the queue waits for jobs when it stops, in milliseconds: what takes longer it does again after the next start. */
const GRACE = 10_000

/** The job queue: pg-boss on the server's own connections. It polls, so it needs no LISTEN/NOTIFY. */
export function createJobs(
  pool: pg.Pool,
  definitions: JobDefinition[],
  report: Reporter,
  grace = GRACE,
): Jobs {
  const stopping = new AbortController()
  const underWay = new Set<Promise<void>>()
  const workers = new Map<string, string>()
  const boss = new PgBoss({
    schema: 'jobs',
    db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) },
  })
  boss.on('error', (error: unknown) => report({ kind: 'job-failed', job: 'queue', error }))
  /** Does a job, and remembers it until it has ended. */
  function handle(definition: JobDefinition, data: unknown): Promise<void> {
    const done = doJob(definition, data, stopping.signal, report).finally(() => underWay.delete(done))
    underWay.add(done)
    return done
  }
  return {
    async enqueue(name, data, key) {
      await boss.send(name, data, key === undefined ? {} : { singletonKey: key })
      const worker = workers.get(name)
      if (worker !== undefined) boss.notifyWorker(worker)
    },
    async start() {
      await boss.start()
      for (const definition of definitions) workers.set(definition.name, await run(boss, definition, handle))
    },
    async stop() {
      stopping.abort()
      try {
        await boss.stop({ graceful: true, timeout: grace })
      } finally {
        // The queue leaves a job that takes longer behind; it still needs the database, which is closed after this.
        await Promise.allSettled(underWay)
      }
    },
  }
}

/** @returns the id of its worker */
async function run(
  boss: PgBoss,
  definition: JobDefinition,
  handle: (definition: JobDefinition, data: unknown) => Promise<void>,
): Promise<string> {
  const { name, cron } = definition
  await boss.createQueue(name, { retryLimit: 5, retryBackoff: true, policy: 'short' })
  if (cron) await boss.schedule(name, cron, {}, { tz: 'Europe/Amsterdam' })
  return boss.work<object>(name, { pollingIntervalSeconds: PAUSE }, async (jobs) => {
    for (const job of jobs) await handle(definition, job.data)
  })
}

async function doJob(
  { name, handle }: JobDefinition,
  data: unknown,
  stopping: AbortSignal,
  report: Reporter,
): Promise<void> {
  const started = performance.now()
  try {
    await handle(data, stopping)
    report({ kind: 'job-finished', job: name, seconds: (performance.now() - started) / 1000 })
  } catch (error) {
    report({ kind: 'job-failed', job: name, error })
    throw error
  }
}
