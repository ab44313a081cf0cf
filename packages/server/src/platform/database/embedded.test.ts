import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { beginDatabase, openDatabase } from './connect.ts'

let place: string
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'samenspel-'))
})
afterEach(() => rm(place, { recursive: true }))

it('fills a folder anew that was being filled when its process ended, and keeps what is in it afterwards', async () => {
  const folder = join(place, 'db')
  await mkdir(folder)
  await writeFile(join(folder, 'PG_VERSION'), '1')
  await writeFile(`${folder}.filling`, '')

  const first = await openDatabase({ kind: 'embedded', folder })
  await sql`create table kept as select 42 as answer`.execute(first.db)
  await first.close()

  const second = await openDatabase({ kind: 'embedded', folder })
  expect((await sql`select answer from kept`.execute(second.db)).rows).toEqual([{ answer: 42 }])
  await second.close()
}, 120_000)

it('answers what is asked while it opens', async () => {
  const database = await beginDatabase({ kind: 'embedded' })
  const asked = sql`select 1 as one`.execute(database.db)
  await database.opened
  expect((await asked).rows).toEqual([{ one: 1 }])
  await database.close()
}, 120_000)
