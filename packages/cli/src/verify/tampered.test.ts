import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { enterInLedger } from '@samenspel/server'
import { whileTampered } from '@samenspel/server/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useListeningServer } from '../start/testing/server.ts'
import { runVerify } from './testing/run-verify.ts'

/* Somebody has the whole database and its superuser. A citizen has the command, a proof or the whole export, and what they kept. */
const server = useListeningServer()
const TITLES = ['Bomen', 'Water', 'Licht', 'Gras']
const ids = TITLES.map(() => randomUUID())
/** The entries begin after the key of the log, which is number 0. */
const indexOf = (at: number) => at + 1
const named = (at: number) => `entry ${indexOf(at)} (withdrawal ${ids[at]}, version 1)`
let folder = ''
let kept = { checkpoint: '', proofs: [''] }

const fetchText = async (path: string) => (await fetch(new URL(path, server.url))).text()
const proofPath = (at: number) => `/api/v1/ledger/entries/withdrawal/${ids[at]}/1/proof`

async function save(name: string, text: string): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, text)
  return file
}

const saveProof = async (name: string, at: number) =>
  save(`${name}-${at}.tlog-proof`, await fetchText(proofPath(at)))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samenspel-tampered-'))
  for (const [at, title] of TITLES.entries()) {
    await server.app.platform.db.transaction().execute((transaction) =>
      enterInLedger(transaction, {
        ...{ kind: 'withdrawal', id: ids[at] ?? '', version: 1 },
        ...{ text: { title }, at: new Date() },
      }),
    )
    while (!(await fetch(new URL(proofPath(at), server.url))).ok)
      await new Promise((resolve) => setTimeout(resolve, 50))
  }
  kept = {
    checkpoint: await save('checkpoint', await fetchText('/log/checkpoint')),
    proofs: await Promise.all(TITLES.map((_, at) => saveProof('kept', at))),
  }
}, 120_000)
afterAll(() => rm(folder, { recursive: true }))

/** What the command says of a whole export and of the server, and of proofs that were kept, with that export beside them. */
async function runAll() {
  const file = await save('export', await fetchText('/log/export'))
  const { checkpoint } = kept
  return {
    whole: [await runVerify({ export: file, checkpoint }), await runVerify({ url: server.url, checkpoint })],
    proofs: await Promise.all(kept.proofs.map((proof) => runVerify({ export: file }, proof))),
  }
}

const where = (at: number) => `where subject_id = '${ids[at]}'`
const rollBack = [
  `delete from ledger.entry where position = ${indexOf(3)}`,
  `update ledger.tile set hashes = substring(hashes from 1 for ${indexOf(3) * 32}) where level = 0`,
  `delete from ledger.checkpoint where size > ${indexOf(3)}`,
  `update ledger.tree set size = ${indexOf(3)}`,
]

/** What is done to the database, and the sentences that name what was touched. */
const CASES: [string, string[], string[]][] = [
  [
    'a text is changed',
    [`update ledger.entry set payload = replace(payload, 'Licht', 'Nacht') ${where(2)}`],
    [`${named(2)}: the text that is kept is not the one that was entered`],
  ],
  [
    'a text is changed with its hash',
    [
      `update ledger.entry set payload = replace(payload, 'Licht', 'Nacht') ${where(2)}`,
      `update ledger.entry set commitment = sha256(salt || convert_to(payload, 'UTF8')) ${where(2)}`,
    ],
    [`${named(2)} was changed`],
  ],
  [
    'an entry is removed',
    [`delete from ledger.entry ${where(1)}`],
    [`entry ${indexOf(1)} is gone from the database`],
  ],
  [
    'two texts are exchanged',
    [
      `update ledger.entry as one set payload = other.payload, salt = other.salt from ledger.entry as other
        where (one.subject_id, other.subject_id) in (('${ids[0]}', '${ids[3]}'), ('${ids[3]}', '${ids[0]}'))`,
    ],
    [
      `${named(0)}: the text that is kept is not the one that was entered`,
      `${named(3)}: the text that is kept is not the one that was entered`,
    ],
  ],
  [
    'two entries change places',
    [
      `update ledger.entry set position = 1000 ${where(1)}`,
      `update ledger.entry set position = ${indexOf(1)} ${where(3)}`,
      `update ledger.entry set position = ${indexOf(3)} ${where(1)}`,
    ],
    [
      `entry ${indexOf(1)} (withdrawal ${ids[1]}, version 1) was moved`,
      `entry ${indexOf(3)} (withdrawal ${ids[3]}, version 1) was moved`,
    ],
  ],
  [
    'the log is rolled back',
    rollBack,
    [`entry ${indexOf(3)}: your checkpoint has this, and the log no longer does: it was rolled back`],
  ],
]

it('all holds before anybody changes anything', async () => {
  const { whole, proofs } = await runAll()
  for (const each of [...whole, ...proofs]) expect(each).toMatchObject({ code: 0 })
})

describe('when in the database', () => {
  it.each(CASES)(
    '%s, the whole export and a proof with it name the entry',
    async (what, statements, said) => {
      const { whole, proofs } = await whileTampered(server.database, { statements }, runAll)
      for (const { code, text } of whole) {
        expect({ code, text }).toMatchObject({ code: 1 })
        for (const sentence of said) expect(text).toContain(sentence)
      }
      // Without a checkpoint beside them, proofs of before the roll are as old as the shorter log.
      const touched = what === 'the log is rolled back' ? proofs.slice(3) : proofs
      for (const { code, text } of touched) {
        expect({ code, text }).toMatchObject({ code: 1 })
        for (const sentence of said) expect(text).toContain(sentence)
      }
    },
  )

  it('a text is changed, the proof that is downloaded then says that it is not the one of its number', async () => {
    const statements = [`update ledger.entry set payload = replace(payload, 'Licht', 'Nacht') ${where(2)}`]
    const { code, text } = await whileTampered(server.database, { statements }, async () =>
      runVerify({}, await saveProof('changed', 2)),
    )
    expect({ code, text }).toMatchObject({ code: 1 })
    expect(text).toContain(`entry     number ${indexOf(2)} in`)
    expect(text).toContain('its text is not the one that entered the ledger')
  })

  it('two entries change places, the proofs that are downloaded then have another number than theirs', async () => {
    const [, , , , places] = CASES
    const statements = places?.[1] ?? []
    const reports = await whileTampered(server.database, { statements }, async () => [
      await runVerify({}, await saveProof('moved', 1)),
      await runVerify({}, await saveProof('moved', 3)),
    ])
    for (const [at, { code, text }] of reports.entries()) {
      expect({ code, text }).toMatchObject({ code: 1 })
      expect(text).toContain(`✗ entry     number ${indexOf(at === 0 ? 3 : 1)} in`)
    }
  })

  it('an entry is gone, nobody can download a proof of it', async () => {
    const statements = [`delete from ledger.entry ${where(1)}`]
    const status = await whileTampered(
      server.database,
      { statements },
      async () => (await fetch(new URL(proofPath(1), server.url))).status,
    )
    expect(status).toBe(404)
  })

  it.each([
    ['checkpoints are', ['delete from ledger.checkpoint']],
    [
      'log is',
      [
        'delete from ledger.checkpoint',
        'delete from ledger.entry',
        'delete from ledger.tile',
        'update ledger.tree set size = 0',
      ],
    ],
  ])('all %s gone, who kept a checkpoint is told what is gone', async (_what, statements) => {
    const { code, text } = await whileTampered(server.database, { statements }, () =>
      runVerify({ url: server.url, checkpoint: kept.checkpoint }),
    )
    expect(code).toBe(1)
    expect(text).toContain(
      `✗ entries 0–${TITLES.length}: your checkpoint has these, and there is no log any more`,
    )
    expect(text).toContain('Your checkpoint bears the signature of this log: keep it')
  })
})
