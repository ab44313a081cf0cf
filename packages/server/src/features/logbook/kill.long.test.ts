import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, expect, inject, it } from 'vitest'
import { readConfig } from '../../platform/config.ts'
import { openDatabase } from '../../platform/database/connect.ts'
import { cloneTemplate } from '../../testing/template.ts'

const TIMES = 5
const PROGRAM = new URL('./testing/record.ts', import.meta.url).pathname

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** Where the database of this test is, as a setting. */
async function openScratch(): Promise<string> {
  const template = inject('template')
  if (template.kind === 'embedded') {
    const folder = await mkdtemp(join(tmpdir(), 'samenspel-logbook-'))
    closing.push(() => rm(folder, { recursive: true, force: true }))
    return `pglite:${join(folder, 'db')}`
  }
  const { address, drop } = await cloneTemplate(template)
  closing.push(drop)
  return address.kind === 'server' ? address.url : ''
}

/** Lets the program record until it acknowledged so many, kills it in the middle, and gives all that it acknowledged. */
async function recordAndKill(url: string, least: number): Promise<string[]> {
  const program = spawn(process.execPath, [PROGRAM], { env: { ...process.env, DATABASE_URL: url } })
  closing.push(() => program.kill('SIGKILL'))
  let output = ''
  let failure = ''
  program.stderr.on('data', (piece: Buffer) => {
    failure += piece.toString()
  })
  program.stdout.on('data', (piece: Buffer) => {
    output += piece.toString()
    if (output.length > least * 36) program.kill('SIGKILL')
  })
  await once(program, 'close')
  const lines = output.split('\n').slice(0, -1)
  expect(lines.length, failure).toBeGreaterThanOrEqual(least / 2)
  return lines
}

it('has every record that was acknowledged, with all its rows, whenever the server is killed', async () => {
  const url = await openScratch()
  for (let time = 1; time <= TIMES; time++) {
    const acknowledged = await recordAndKill(url, time * 400)
    const database = await openDatabase(readConfig({ DATABASE_URL: url }).database)
    const { rows } = await sql<{
      line: string
    }>`select replace(trace_id::text, '-', '') || ' ' || count(*) as line
      from logbook.record group by trace_id`.execute(database.db)
    await database.close()
    const kept = new Set(rows.map(({ line }) => line))
    expect(acknowledged.filter((line) => !kept.has(line))).toEqual([])
  }
}, 300_000)
