import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database, Db } from './database/connect.ts'
import type { Follow } from './follow.ts'
import type { Http } from './http/server.ts'
import type { JobDefinition, Jobs } from './jobs.ts'
import type { Mailer } from './mail.ts'
import type { Listener } from './outbox.ts'
import type { PersonalTable } from './personal-data.ts'
import type { OwnActivity } from './processing.ts'
import type { Reporter } from './report.ts'
import type { Work } from './work.ts'

/** What every slice may use: all that comes from outside, handed over as one argument. */
export type Platform = {
  db: Db
  /** For single read statements made from a client's query; see `Database`. */
  reading: Db
  engine: Database['engine']
  clock: Clock
  /** The moment of what comes without a time of its own; see `createArrivals`. */
  arrival(): number
  config: Config
  mail: Mailer
  report: Reporter
  /** Puts work in the job queue; `key` keeps the same work from waiting twice. */
  enqueue: Jobs['enqueue']
  /** Tells this process what is committed from now on, wherever it was written. */
  follow: Follow
}

/** What a slice adds to the running server. Its door exports one function that makes this. */
export type Slice = {
  name: string
  /** The folder with the slice's numbered SQL files; a slice without stores nothing. */
  migrations?: URL
  routes(http: Http): void
  listeners?: Listener[]
  jobs?: JobDefinition[]
  /** What is done piece by piece within seconds, where jobs run by the minute. */
  work?: Work[]
  /** Its tables with data about people. */
  personalData?: readonly PersonalTable[]
  /** What it does with data about people, for the register of processing activities. */
  activities?: readonly OwnActivity[]
  /** Finishes what the slice acknowledged or took, after the last request was answered. */
  stop?(): Promise<void>
}
