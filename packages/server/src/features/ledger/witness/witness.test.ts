import { readVerifierKey, verifyCosignatures, writeAddCheckpoint } from '@samenspel/standards/transparency'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sender } from '../../../platform/http-client/sender.ts'
import { useDatabase } from '../../../testing/server.ts'
import { withoutTriggers } from '../../../testing/tamper.ts'
import { CRYPTOGRAPHY } from '../cryptography.ts'
import { proveConsistency } from '../prove.ts'
import { type Installation, makeKeys, startFront, startInstallation } from '../testing/installation.ts'
import { askNextWitness } from './ask.ts'

/* Two municipalities that witness each other, and a third database with which one of them shows another history. */
const [ours, theirs, forked] = [useDatabase(), useDatabase(), useDatabase()]
let now = new Date('2026-03-02T10:00:00Z')
const clock = () => now
let made:
  | {
      a: Installation
      b: Installation
      fork: Installation
      keys: Record<'a' | 'b', { log: string; witness: string }>
    }
  | undefined
const stops: (() => void)[] = []

function world() {
  if (!made) throw new Error('The world is made in beforeAll; use it inside a test.')
  return made
}

beforeAll(async () => {
  const [frontA, frontB] = [await startFront('a.test'), await startFront('b.test')]
  stops.push(frontA.stop, frontB.stop)
  const keys = {
    a: await makeKeys(ours.database, frontA.host, now),
    b: await makeKeys(theirs.database, frontB.host, now),
  }
  const sending = {
    ca: `${frontA.cert}${frontB.cert}`,
    isAllowed: () => true,
    resolveName: async () => ['127.0.0.1'],
  }
  const [a, b] = [
    await startInstallation(ours.database, {
      ...{ host: frontA.host, clock, sending },
      environment: {
        LEDGER_WITNESSES: `${keys.b.witness} https://${frontB.host}/log/witness`,
        LEDGER_WITNESSED: keys.b.log,
      },
    }),
    await startInstallation(theirs.database, {
      ...{ host: frontB.host, clock, sending },
      environment: {
        LEDGER_WITNESSES: `${keys.a.witness} https://${frontA.host}/log/witness/`,
        LEDGER_WITNESSED: keys.a.log,
      },
    }),
  ]
  frontA.show(a.app)
  frontB.show(b.app)
  await copyKeys()
  const fork = await startInstallation(forked.database, { host: frontA.host, clock, environment: {} })
  made = { a, b, fork, keys }
}, 120_000)

afterAll(async () => {
  for (const stop of stops) stop()
  await Promise.all([made?.a, made?.b, made?.fork].map((each) => each?.app.http.close()))
})

/** The fork signs with the key of the first: it is the same municipality. */
async function copyKeys(): Promise<void> {
  const { rows } = await sql<{
    id: string
    name: string
    public_key: Buffer
    sealed: Buffer
    created_at: Date
  }>`
    select id, name, public_key, sealed, created_at from ledger.key where purpose = 'log'`.execute(
    ours.database.db,
  )
  for (const { id, name, public_key, sealed, created_at } of rows) {
    await sql`insert into ledger.key (id, purpose, name, public_key, sealed, created_at)
      values (${id}, 'log', ${name}, ${public_key}, ${sealed}, ${created_at})`.execute(forked.database.db)
  }
}

/** The request with which an installation asks for a cosignature. */
async function ask(of: Installation, from: number) {
  const { size } = await of.readCheckpoint()
  const proof = await proveConsistency(of.app.platform.db, from, size)
  const note = (await of.checkpointText())
    .split('\n')
    .filter((line) => !line.includes('/witness '))
    .join('\n')
  return writeAddCheckpoint(from, proof, note)
}

describe('two installations that witness each other', () => {
  it('cosign what is published, and show it in the checkpoint', async () => {
    const { a, b, keys } = world()
    await a.enter(2)
    await b.enter(3)
    await a.enter(1)
    for (const [of, witness] of [
      [a, keys.b.witness],
      [b, keys.a.witness],
    ] as const) {
      const checkpoint = await of.readCheckpoint()
      const key = await readVerifierKey(CRYPTOGRAPHY.sha256, witness)
      const cosigned = key && (await verifyCosignatures(CRYPTOGRAPHY, checkpoint.note, [key]))
      expect(cosigned).toMatchObject([{ at: now.getTime() / 1000 }])
      const { cosignedBy, faults } = await of.verifyExport({ keys: key ? [key] : [] })
      expect(cosignedBy).toEqual([{ key, at: now.getTime() / 1000 }])
      expect(faults.filter(({ what }) => what === 'not-cosigned')).toEqual([])
      expect(await of.getKeys()).toMatchObject({ witnesses: [{ size: checkpoint.size, problem: null }] })
    }
    expect(await b.getKeys()).toMatchObject({
      witnessKey: keys.b.witness,
      witnessed: [{ origin: (await a.readCheckpoint()).origin, size: 4 }],
    })
  })

  it('let monitors read what was cosigned', async () => {
    const { a, b } = world()
    const { origin } = await a.readCheckpoint()
    const hash = Buffer.from(await CRYPTOGRAPHY.sha256(Buffer.from(origin))).toString('hex')
    const answer = await b.app.http.inject(`/log/witness/${hash}/checkpoint`)
    expect(answer.body).toBe(await a.checkpointText())
    expect((await b.app.http.inject(`/log/witness/${'0'.repeat(64)}/checkpoint`)).statusCode).toBe(404)
  })

  it('prove entries by what was cosigned', async () => {
    const { a } = world()
    const { items } = (await a.app.http.inject('/api/v1/ledger/entries')).json<{
      items: { kind: string; id: string }[]
    }>()
    const { checkpoint = '' } = (await a.getProof('withdrawal', items[0]?.id ?? '')).proof ?? {}
    expect(checkpoint).toContain('/log/witness ')
  })
})

describe('a witness', () => {
  it('refuses another history with 422, however well it is proven', async () => {
    const { b, fork } = world()
    await fork.enter(6)
    const { witnessed } = await b.getKeys()
    const from = witnessed[0]?.size ?? 0
    const refused = await b.addCheckpoint(await ask(fork, from))
    expect(refused.statusCode).toBe(422)
    expect(await b.getKeys()).toMatchObject({ witnessed })
  })

  it('says which size it has with 409, and never goes back', async () => {
    const { a, b, fork } = world()
    for (const body of [await ask(fork, 1), await ask(a, 0)]) {
      const refused = await b.addCheckpoint(body)
      expect([refused.statusCode, refused.body]).toEqual([409, '4\n'])
      expect(refused.headers['content-type']).toBe('text/x.tlog.size')
    }
  })

  it('cosigns the same again, and not another root of the same size', async () => {
    const { a, b, fork } = world()
    const again = await b.addCheckpoint(await ask(a, 4))
    expect([again.statusCode, again.body.startsWith('— b.test')]).toEqual([200, true])
    const other = await sql<{ note: string }>`select note from ledger.checkpoint where size = 4`.execute(
      fork.app.platform.db,
    )
    const refused = await b.addCheckpoint(writeAddCheckpoint(4, [], other.rows[0]?.note ?? ''))
    expect([refused.statusCode, refused.body]).toEqual([409, '4\n'])
    expect(refused.headers['content-type']).toBe('text/x.tlog.size')
  })

  it('knows only logs that it was told of, and only what they signed', async () => {
    const { a, b } = world()
    const own = await ask(b, 0)
    expect((await b.addCheckpoint(own)).statusCode).toBe(404)
    const forged = (await ask(a, 4)).replace(/\n4\n/, '\n5\n')
    expect((await b.addCheckpoint(forged)).statusCode).toBe(403)
    expect((await b.addCheckpoint((await ask(a, 4)).replace('old 4', 'old 5'))).statusCode).toBe(400)
    expect((await b.addCheckpoint('old')).statusCode).toBe(400)
    const proven = (await ask(a, 4)).replace(
      'old 4\n',
      'old 4\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n',
    )
    expect((await b.addCheckpoint(proven)).statusCode).toBe(422)
  })

  it('cosigns one history, also when two are shown at once', async () => {
    const { a, b, fork } = world()
    await withoutTriggers(theirs.database, ['truncate ledger.witnessed'])
    const bodies = [await ask(a, 0), await ask(fork, 0)]
    const answers = await Promise.all(bodies.map((body) => b.addCheckpoint(body)))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  })
})

it('tells that a log was rolled back, by what its witness says', async () => {
  const { a } = world()
  const { size } = await a.readCheckpoint()
  await withoutTriggers(theirs.database, ['truncate ledger.witnessed'])
  await sql`insert into ledger.witnessed (origin, size, root) select ${(await a.readCheckpoint()).origin}, 99, sha256('')`.execute(
    theirs.database.db,
  )
  now = new Date(now.getTime() + 120_000)
  await a.enter(1)
  const [witness] = (await a.getKeys()).witnesses
  expect(witness?.problem?.nl).toContain('teruggedraaid')
  expect((await a.readCheckpoint()).size).toBe(size + 1)
})

it('asks a witness later, and not at once again, that says another size each time', async () => {
  const { a, keys } = world()
  now = new Date(now.getTime() + 3_600_000)
  let asked = 0
  const sender: Pick<Sender, 'send'> = {
    async send() {
      asked += 1
      const headers = { 'content-type': 'text/x.tlog.size' }
      return { status: 409, text: `${1 + (asked % 2)}\n`, headers, retryAfter: undefined }
    },
  }
  const { db } = a.app.platform
  const witnesses = [{ key: keys.b.witness, url: 'https://b.test/log/witness' }]
  for (const isAsked of [true, false])
    expect(await askNextWitness({ db, clock, witnesses }, sender)).toBe(isAsked)
  expect(asked).toBe(2)
})
