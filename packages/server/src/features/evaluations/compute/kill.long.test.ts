import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openChance } from '@samenspel/standards/effects'
import { sql } from 'kysely'
import { afterEach, expect, inject, it } from 'vitest'
import { migrateDatabase } from '../../../app.ts'
import { systemClock } from '../../../platform/clock.ts'
import { readConfig } from '../../../platform/config.ts'
import { type Db, openDatabase } from '../../../platform/database/connect.ts'
import { sealJson } from '../../../platform/seal-json.ts'
import { cloneTemplate } from '../../../testing/template.ts'
import { createComputing } from './work.ts'

const PROGRAM = new URL('../testing/compute.ts', import.meta.url).pathname
const EVALUATION = '00000000-0000-4000-8000-000000000001'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** Where the database of this test is, as a setting. */
async function openScratch(): Promise<string> {
  const template = inject('template')
  if (template.kind === 'embedded') {
    const folder = await mkdtemp(join(tmpdir(), 'samenspel-evaluations-'))
    closing.push(() => rm(folder, { recursive: true, force: true }))
    return `pglite:${join(folder, 'db')}`
  }
  const { address, drop } = await cloneTemplate(template)
  closing.push(drop)
  return address.kind === 'server' ? address.url : ''
}

/** Months of so many areas that it takes seconds to compute what they say. */
function makeStudy() {
  const chance = openChance(7)
  const months = Array.from({ length: 96 }, (_, at) =>
    new Date(Date.UTC(2018, at, 1)).toISOString().slice(0, 10),
  )
  const start = 60
  return {
    ...{ design: 'controlled-series', shape: 'level', season: 12, unit: '°C', hoped: 'down', start },
    ...{ from: months[0], until: '2026-01-01', periods: months, incidents: [] },
    areas: Array.from({ length: 40 }, (_, index) => ({
      ...{ code: `B${index}`, name: `Buurt ${index}`, neighbours: [] },
      startedAt: index < 4 ? start : null,
      values: months.map((_, at) => 10 + index + chance.normal() - (index < 4 && at >= start ? 2 : 0)),
    })),
  }
}

async function ask(db: Db, number: number): Promise<void> {
  const { body, sha256 } = sealJson(makeStudy())
  await sql`insert into evaluations.computation (evaluation_id, number, content, study, study_sha256, asked_at)
    values (${EVALUATION}, ${number}, '{}', ${body}, ${sha256}, now())`.execute(db)
}

async function readComputation(db: Db, number: number) {
  const { rows } = await sql<{ state: string; progress: number; sha256: string | null }>`
    select state, progress, outcome_sha256 as sha256 from evaluations.computation where number = ${number}`.execute(
    db,
  )
  return rows[0]
}

it('is taken up by another when who computes is killed, and the outcome has the same hash', async () => {
  const url = await openScratch()
  const config = readConfig({ DATABASE_URL: url, AUTH_SECRET: 'a'.repeat(40) })
  const first = await openDatabase(config.database)
  const options = { config, database: first, clock: systemClock, report: () => {} }
  await migrateDatabase(options)
  await sql`insert into evaluations.evaluation (id, slug, number, intervention_id, challenge_id, owner_id, content, created_at, updated_at)
    values (${EVALUATION}, 'koeler', 1, ${EVALUATION}, ${EVALUATION}, ${EVALUATION}, '{}', now(), now())`.execute(
    first.db,
  )
  await ask(first.db, 1)
  await first.close()

  const program = spawn(process.execPath, [PROGRAM], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  closing.push(() => program.kill('SIGKILL'))
  let output = ''
  program.stdout.on('data', (piece: Buffer) => {
    output += piece.toString()
    program.kill('SIGKILL')
  })
  await once(program, 'close')
  expect(output).toMatch(/^(under way\n)+$/)

  const { db, close } = await openDatabase(config.database)
  closing.push(close)
  expect(await readComputation(db, 1)).toMatchObject({ state: 'running', sha256: null })
  // It is still of who was killed: nobody takes it while that could be alive.
  expect(await createComputing({ db, clock: systemClock }).next()).toBe(false)
  const another = createComputing({ db, clock: () => new Date(Date.now() + 60_000) })
  expect(await another.next()).toBe(true)
  const taken = await readComputation(db, 1)
  expect(taken).toMatchObject({ state: 'done', progress: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
  // The same, by somebody who is left in peace.
  await ask(db, 2)
  expect(await another.next()).toBe(true)
  expect((await readComputation(db, 2))?.sha256).toBe(taken?.sha256)
}, 300_000)
