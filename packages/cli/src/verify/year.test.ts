import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, createApp, enterInLedger, readConfig } from '@samenspel/server'
import { useDatabase } from '@samenspel/server/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runVerify } from './testing/run-verify.ts'

/* A citizen who does not trust the municipality kept one mail of last year: a checkpoint, and the key that signed it. */
const [ours, other] = [useDatabase(), useDatabase()]
const SECRET = 'a'.repeat(40)
const TOKEN = 'bootstrap-token-for-tests'
let now = new Date('2026-03-02T10:00:00Z')
let folder = ''
const files: Record<'checkpoint' | 'whole' | 'short' | 'fork' | 'proof', string> = {
  checkpoint: '',
  whole: '',
  short: '',
  fork: '',
  proof: '',
}
let keys: string[] = []
let newest = ''

const start = (database: typeof ours.database) =>
  createApp({
    config: readConfig({
      ...{ AUTH_SECRET: SECRET, BOOTSTRAP_TOKEN: TOKEN, PUBLIC_URL: 'https://waterrijk.example' },
      RATE_LIMIT_PER_MINUTE: '0',
    }),
    ...{ database, clock: () => now, report: () => {} },
  })

async function enter(app: App, titles: readonly string[]): Promise<void> {
  for (const title of titles) {
    await app.platform.db.transaction().execute((transaction) =>
      enterInLedger(transaction, {
        ...{ kind: 'withdrawal', id: randomUUID(), version: 1 },
        ...{ text: { title }, at: now },
      }),
    )
    await app.workers.finish()
  }
}

const readOf = async (app: App, url: string) => (await app.http.inject({ url })).body
const keysOf = async (app: App): Promise<string[]> =>
  (JSON.parse(await readOf(app, '/api/v1/ledger/keys')) as { keys: { key: string }[] }).keys.map(
    ({ key }) => key,
  )

async function save(name: keyof typeof files, text: string): Promise<void> {
  files[name] = join(folder, name)
  await writeFile(files[name], text)
}

type KeyTable = {
  'ledger.key': { id: string; purpose: string; from_size: number | null; [name: string]: unknown }
}

/** Whoever runs the log has its secret: a log that forked is signed by the same key. */
async function copyKeys(app: App, to: typeof ours.database): Promise<void> {
  const rows = await app.platform.db
    .withTables<KeyTable>()
    .selectFrom('ledger.key')
    .selectAll()
    .where('purpose', '=', 'log')
    .execute()
  const fresh = rows.map(({ number: _, ...row }) => ({ ...row, from_size: null }))
  await to.db.withTables<KeyTable>().insertInto('ledger.key').values(fresh).execute()
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samenspel-year-'))
  const app = await start(ours.database)
  await app.http.ready()
  await enter(app, ['Bomen', 'Water'])
  await save('short', await readOf(app, '/log/export'))
  await enter(app, ['Licht'])
  await save('checkpoint', await readOf(app, '/log/checkpoint'))
  keys = await keysOf(app)
  const fork = await start(other.database)
  await copyKeys(app, other.database)
  await fork.http.ready()
  await enter(fork, ['Bomen', 'Wijn', 'Licht'])
  await save('fork', await readOf(fork, '/log/export'))

  now = new Date('2026-09-15T10:00:00Z')
  await enter(app, ['Gras'])
  const headers = { authorization: `Bearer ${TOKEN}` }
  const replaced = await app.http.inject({ method: 'POST', url: '/api/v1/ledger/keys', headers })
  expect(replaced.statusCode, replaced.body).toBeLessThan(300)
  await app.workers.finish()
  now = new Date('2027-03-02T10:00:00Z')
  await enter(app, ['Zand', 'Lucht'])
  await save('whole', await readOf(app, '/log/export'))
  const all = await keysOf(app)
  expect(all).toHaveLength(2)
  newest = all[1] ?? ''
  const { items } = JSON.parse(await readOf(app, '/api/v1/ledger/entries?kind=withdrawal')) as {
    items: { id: string }[]
  }
  await save('proof', await readOf(app, `/api/v1/ledger/entries/withdrawal/${items[0]?.id}/1/proof`))
  await Promise.all([app.http.close(), fork.http.close()])
}, 120_000)
afterAll(() => rm(folder, { recursive: true }))

const check = (name: keyof typeof files) =>
  runVerify({ export: files[name], checkpoint: files.checkpoint, key: keys })

describe('with only the checkpoint of last year, and its key', () => {
  it('the log of now is known to go on from it, though its key was replaced since', async () => {
    const { code, text } = await check('whole')
    expect({ code, text }).toMatchObject({ code: 0 })
    expect(text).toContain('waterrijk.example/log: 8 entries, each as it was entered')
    expect(text).toContain('your checkpoint: its 4 entries are the first of the 8 of now')
    expect(text).toContain(`its key of now is vouched for by the one before it: ${newest}`)
  })

  it('a proof of now is believed by the key of last year, when the log of now is there to vouch for its key', async () => {
    const alone = await runVerify({ key: keys }, files.proof)
    expect(alone).toMatchObject({ code: 1, text: expect.stringContaining('signed by a key that is trusted') })
    expect(alone.text).toContain('Your key is one of this log, and another came after it.')
    const { code, text } = await runVerify({ key: keys, export: files.whole }, files.proof)
    expect({ code, text }).toMatchObject({ code: 0, text: expect.stringContaining('Its text is the same.') })
  })

  it('a log that was rolled back is known, by the entries that are gone', async () => {
    const { code, text } = await check('short')
    expect(code).toBe(1)
    expect(text).toContain(
      'entry 3: your checkpoint has this, and the log no longer does: it was rolled back',
    )
    expect(text).toContain('keep it, and what the log says now, as proof')
    expect(text).not.toContain('another history')
  })

  it('a log of the same size with another text in it is known as another history', async () => {
    const { code, text } = await check('fork')
    expect(code).toBe(1)
    expect(text).toContain('entries 0–3: the log has another history than your checkpoint')
    expect(text).toContain('keep it, and what the log says now, as proof')
    expect(text).not.toContain('rolled back')
  })
})
