import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Reporter } from './report.ts'

/** Work that is done later, once, and again when it fails. `key` keeps equal work from being queued twice. */
export type JobDefinition = {
  name: string
  /** When to run by itself, as a cron expression in Europe/Amsterdam. */
  cron?: string
  handle(data: unknown): Promise<void>
}

export type Jobs = {
  enqueue(name: string, data: object, key?: string): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

/** The job queue: pg-boss on the server's own connections. It polls, so it needs no LISTEN/NOTIFY. */
export function createJobs(pool: pg.Pool, definitions: JobDefinition[], report: Reporter): Jobs {
  const boss = new PgBoss({
    schema: 'jobs',
    db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) },
  })
  boss.on('error', (error: unknown) => report({ kind: 'job-failed', job: 'queue', error }))
  return {
    async enqueue(name, data, key) {
      await boss.send(name, data, key === undefined ? {} : { singletonKey: key })
    },
    async start() {
      await boss.start()
      for (const definition of definitions) await run(boss, definition, report)
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  }
}

async function run(boss: PgBoss, { name, cron, handle }: JobDefinition, report: Reporter) {
  await boss.createQueue(name, { retryLimit: 5, retryBackoff: true, policy: 'short' })
  if (cron) await boss.schedule(name, cron, {}, { tz: 'Europe/Amsterdam' })
  await boss.work<object>(name, async (jobs) => {
    for (const job of jobs) {
      const started = performance.now()
      try {
        await handle(job.data)
        report({ kind: 'job-finished', job: name, seconds: (performance.now() - started) / 1000 })
      } catch (error) {
        report({ kind: 'job-failed', job: name, error })
        throw error
      }
    }
  })
}
