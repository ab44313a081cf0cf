import { hash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { enterInLedger } from '@samenspel/server'
import {
  BLACKED_OUT,
  blackOut,
  countBlackedOut,
  makeNoteKey,
  writeVerifierKey,
} from '@samenspel/standards/transparency'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useListeningServer } from '../start/testing/server.ts'
import { runVerify } from './testing/run-verify.ts'

const server = useListeningServer()
let folder = ''
const ids: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samenspel-verify-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function save(name: string, text: string): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, text)
  return file
}

const read = async (path: string) => (await fetch(new URL(path, server.url))).text()

const enter = (title: string) => enterText({ title })

/** @returns its place in `ids` */
async function enterText(text: Record<string, string>): Promise<number> {
  const { db } = server.app.platform
  const id = randomUUID()
  ids.push(id)
  await db
    .transaction()
    .execute((transaction) =>
      enterInLedger(transaction, { kind: 'withdrawal', id, version: 1, text, at: new Date() }),
    )
  // The running server gives it its place.
  const address = new URL(`/api/v1/ledger/entries/withdrawal/${id}/1/proof`, server.url)
  while (!(await fetch(address)).ok) await new Promise((resolve) => setTimeout(resolve, 50))
  return ids.length - 1
}

const proofOf = (at: number) => read(`/api/v1/ledger/entries/withdrawal/${ids[at]}/1/proof`)

async function readKey(): Promise<string> {
  const { keys } = JSON.parse(await read('/api/v1/ledger/keys')) as { keys: { key: string }[] }
  return keys[0]?.key ?? ''
}

/** The key of a witness that cosigns nothing here. */
async function makeWitness(): Promise<string> {
  const sha256 = (data: Uint8Array) => hash('sha256', data, 'buffer')
  const named = { name: 'example.com/witness', type: 'cosignature', publicKey: randomBytes(32) } as const
  return writeVerifierKey(await makeNoteKey(sha256, named))
}

/** A key that signs nothing here. */
const OTHER_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'

describe('before anything was published', () => {
  it('there is no ledger, and what is something else is not read', async () => {
    expect(await runVerify({ url: server.url })).toMatchObject({
      code: 1,
      text: expect.stringContaining('empty'),
    })
    const file = await save('other.txt', 'Something else.')
    expect((await runVerify({}, file)).code).toBe(2)
    expect((await runVerify({ export: file })).code).toBe(1)
    expect((await runVerify({}, join(folder, 'nothing'))).code).toBe(2)
    expect((await runVerify({ export: join(folder, 'nothing') })).code).toBe(2)
    for (const options of [{ export: file, url: server.url }, { checkpoint: file }, { key: ['abc'] }])
      expect((await runVerify(options, file)).code).toBe(2)
    expect((await runVerify({})).code).toBe(2)
    expect((await runVerify({ url: 'waterrijk' })).code).toBe(2)
  })
})

describe('a proof', () => {
  it('holds, by the key in it or one that is known', async () => {
    await enter('Bomen')
    const file = await save('bomen.tlog-proof', await proofOf(0))
    const taken = await runVerify({}, file)
    expect(taken).toMatchObject({
      code: 0,
      text: expect.stringContaining(`withdrawal ${ids[0]}, version 1`),
    })
    expect(taken.text).toContain('The key comes from the file itself')
    const known = await runVerify({ key: [await readKey()] }, file)
    expect(known.code).toBe(0)
    expect(known.text).not.toContain('The key comes from the file itself')
  })

  it.each([
    ['another text', (text: string) => changeExtra(text, 'Bomen', 'Banen'), 'its text is not the one'],
    ['another index', (text: string) => text.replace('index 1', 'index 0'), 'does not have this entry'],
    ['another size', (text: string) => text.replace('\n2\n', '\n3\n'), 'does not have this entry'],
  ])('of %s does not hold', async (_what, change, reason) => {
    const file = await save('changed.tlog-proof', change(await proofOf(0)))
    expect(await runVerify({}, file)).toMatchObject({ code: 1, text: expect.stringContaining(reason) })
  })

  it('does not hold when its signature is changed', async () => {
    const key = await readKey()
    const text = await proofOf(0)
    const forged = await save(
      'forged.tlog-proof',
      text.replace(/— \S+ \S/, (line) => line.slice(0, -1).concat(line.endsWith('B') ? 'C' : 'B')),
    )
    expect((await runVerify({ key: [key] }, forged)).code).not.toBe(0)
  })

  it('does not hold by the key of another log, though its own is in the file', async () => {
    const file = await save('own.tlog-proof', await proofOf(0))
    const refused = await runVerify({ key: [OTHER_KEY] }, file)
    expect(refused).toMatchObject({ code: 1, text: expect.stringContaining('by no key that is trusted') })
  })

  it('does not hold when a witness that one gives did not cosign', async () => {
    const file = await save('alone.tlog-proof', await proofOf(0))
    const key = [await readKey(), await makeWitness()]
    expect(await runVerify({ key }, file)).toMatchObject({
      code: 1,
      text: expect.stringContaining('the witness example.com/witness did not cosign'),
    })
    expect((await runVerify({ key: key.slice(1) }, file)).text).toContain(
      'not signed by a key that is trusted',
    )
    const whole = await runVerify({ url: server.url, key })
    expect(whole).toMatchObject({
      code: 1,
      text: expect.stringContaining('not cosigned by example.com/witness'),
    })
  })
})

describe('a proof from before passages were blacked out', () => {
  const before = { title: 'Bomen bij Jan de Vries', reasons: 'Jan de Vries wil schaduw.' }
  const reason = 'Iemand vroeg erom.'
  const files: string[] = []

  type EntryTable = {
    id: number
    subject_id: string
    commitment: Buffer
    payload: string | null
    salt: Buffer | null
    erased_at: Date | null
    redacts: number | null
  }

  /** Blacks out as the server does, or as somebody who writes into the database what they like. */
  async function redact(at: number, text: Record<string, string>, characters: number): Promise<string> {
    const [id, later] = [ids[at] ?? '', randomUUID()]
    await server.app.platform.db.transaction().execute(async (transaction) => {
      const tables = transaction.withTables<{ 'ledger.entry': EntryTable }>()
      const entry = await tables
        .selectFrom('ledger.entry')
        .select(['id', 'commitment'])
        .where('subject_id', '=', id)
        .executeTakeFirst()
      const of = { kind: 'withdrawal', id, version: 1 }
      const said = { of, commitment: entry?.commitment.toString('base64'), ground: 'gdpr-17', reason }
      const passages = countBlackedOut(text)
      const by = { organisationId: randomUUID(), role: 'privacy-officer' }
      await enterInLedger(transaction, {
        ...{ kind: 'redaction', id: later, version: 1, at: new Date(), redacts: entry?.id ?? 0 },
        text: { ...said, by, passages, characters, text },
      })
      const others = tables
        .selectFrom('ledger.entry')
        .select('id')
        .where('redacts', '=', entry?.id ?? 0)
      const gone = { payload: null, salt: null, erased_at: new Date() }
      const all = await others.where('subject_id', '<>', later).execute()
      const replaced = [entry?.id ?? 0, ...all.map((each) => each.id)]
      await tables.updateTable('ledger.entry').set(gone).where('id', 'in', replaced).execute()
    })
    const address = new URL(`/api/v1/ledger/entries/redaction/${later}/1/proof`, server.url)
    while (!(await fetch(address)).ok) await new Promise((resolve) => setTimeout(resolve, 50))
    return (await fetch(address)).text()
  }

  beforeAll(async () => {
    for (const name of ['taken', 'changed', 'hushed', 'same']) {
      const at = await enterText(before)
      files.push(await save(`${name}.tlog-proof`, await proofOf(at)))
    }
    const [first] = [ids.length - 4]
    const left = blackOut(before, ['Jan de Vries'])
    await redact(first, left, 24)
    await redact(first + 1, { ...left, reasons: left.reasons.replace('schaduw', 'asfalt') }, 24)
    await redact(first + 2, left, 2)
  }, 60_000)

  it('holds as it is, as nothing in it can say what came after', async () => {
    const { code, text } = await runVerify({}, files[0])
    expect({ code, text }).toMatchObject({ code: 0, text: expect.not.stringContaining('blacked out') })
  })

  it('is told what became of it by the ledger of now, from a server and from a file', async () => {
    const file = await save('now.jsonl', await read('/log/export'))
    for (const now of [{ url: server.url }, { export: file }]) {
      const { code, text } = await runVerify({ ...now, key: [await readKey()] }, files[0])
      expect({ code, text }).toMatchObject({ code: 0 })
      expect(text).toContain('is still in it. Its text was blacked out since')
      expect(text).toContain('2 passages, 24 characters, are blacked out since')
      expect(text).toContain(`(gdpr-17: ${reason})`)
      expect(text).toContain('by a privacy-officer of organisation')
      expect(text).toContain('what is left is your text without those passages, and nothing else was changed')
    }
    expect((await runVerify({ url: server.url }, files[3])).text).toContain(
      'is still in it. Its text is the same.',
    )
  })

  it('shows that more was changed than was taken out, or that it was more than is said', async () => {
    expect(await runVerify({ url: server.url }, files[1])).toMatchObject({
      code: 1,
      text: expect.stringContaining('something else was changed'),
    })
    expect(await runVerify({ url: server.url }, files[2])).toMatchObject({
      code: 1,
      text: expect.stringContaining('24 characters were taken out, and the register says that it were 2'),
    })
  })

  it('is told the same of what was left, when more was blacked out after', async () => {
    const at = await enterText({ ...before, more: 'Piet Paulusma ook.' })
    const once = blackOut({ ...before, more: 'Piet Paulusma ook.' }, ['Jan de Vries'])
    const file = await save('once.tlog-proof', await redact(at, once, 24))
    expect((await runVerify({ url: server.url }, file)).text).toContain('Its text is the same.')
    await redact(at, blackOut(once, ['Piet Paulusma']), 37)
    const { code, text } = await runVerify({ url: server.url }, file)
    expect({ code, text }).toMatchObject({ code: 0 })
    expect(text).toContain('3 passages, 37 characters, are blacked out since')
    expect(text).toContain('nothing else was changed')
    await redact(at, { ...blackOut(once, ['Piet Paulusma']), title: `Asfalt bij ${BLACKED_OUT}` }, 37)
    expect((await runVerify({ url: server.url }, file)).text).toContain('something else was changed')
  })

  it('of now has no text, and says since when and why', async () => {
    const file = await save('later.tlog-proof', await proofOf(ids.length - 5))
    const { code, text } = await runVerify({}, file)
    expect({ code, text }).toMatchObject({ code: 0, text: expect.stringContaining('are blacked out since') })
    expect(text).not.toContain('Jan de Vries')
    expect((await runVerify({ url: server.url }, file)).text).toContain(
      'your file has no text to compare it with',
    )
  })
})

describe('a whole ledger', () => {
  it('holds, from a server and from a file, and by an earlier checkpoint', async () => {
    const kept = await save('kept.txt', await read('/log/checkpoint'))
    await enter('Water')
    const file = await save('register.jsonl', await read('/log/export'))
    for (const options of [{ url: server.url }, { export: file }]) {
      const { code, text } = await runVerify({ ...options, checkpoint: kept, key: [await readKey()] })
      expect({ code, text }).toMatchObject({
        code: 0,
        text: expect.stringContaining('entries, each as it was entered'),
      })
      expect(text).toContain('still contains the history of your checkpoint')
    }
  })

  it.each([
    ['a text', (text: string) => text.replace('Water', 'Wijn'), '(withdrawal'],
    ['a line less', (text: string) => text.split('\n').toSpliced(2, 1).join('\n'), 'entry 1 is gone'],
    ['no lines at the end', (text: string) => text.split('\n').slice(0, 3).join('\n'), 'entry 2 is gone'],
    ['a line that is none', (text: string) => text.replace('"index":1', '"index":"1"'), 'was changed'],
  ])('with %s names the entry', async (_what, change, reason) => {
    const file = await save('changed.jsonl', change(await read('/log/export')))
    expect(await runVerify({ export: file })).toMatchObject({
      code: 1,
      text: expect.stringContaining(reason),
    })
  })

  it('that was rolled back names what is gone', async () => {
    const old = await save('old.jsonl', await read('/log/export'))
    await enter('Licht')
    const newer = await save('newer.txt', await read('/log/checkpoint'))
    expect(await runVerify({ export: old, checkpoint: newer })).toMatchObject({
      code: 1,
      text: expect.stringContaining('your checkpoint has this, and the log no longer does'),
    })
  })

  it('is not believed on a key that is not its own', async () => {
    expect(await runVerify({ url: server.url, key: [OTHER_KEY] })).toMatchObject({
      code: 1,
      text: expect.stringContaining('not signed by a key of the log that is trusted'),
    })
  })
})

function changeExtra(text: string, from: string, to: string): string {
  return text.replace(/extra \S+/, (line) => {
    const json = Buffer.from(line.slice(6), 'base64').toString()
    return `extra ${Buffer.from(json.replace(from, to)).toString('base64')}`
  })
}
