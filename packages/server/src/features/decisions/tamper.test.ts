import type { Fault } from '@samenspel/standards/transparency'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { useLedger } from '../../testing/read-ledger.ts'
import { useTampering } from '../../testing/tamper.ts'
import { useDecisions } from './testing/world.ts'

/*
 * Somebody has the whole database, its superuser, and time. What they change is named by who verifies: always when they do not have the
 * key of the log, and also when they do, for who kept a checkpoint.
 */
const { server, draft, publish } = useDecisions()
const ledger = useLedger(server)
const entries: { index: number; id: string }[] = []

beforeAll(async () => {
  for (let count = 0; count < 5; count += 1) {
    const { slug, id } = await draft({ title: `Besluit ${count}` })
    await publish(slug)
    await server.deliver()
    entries.push({ id, index: (await ledger.getProof('decision', id)).index ?? -1 })
  }
}, 60_000)

const { tamper, withoutTriggers } = useTampering(server, ['decisions.decision', 'decisions.version'])

const at = (count: number) => entries[count] ?? { index: -1, id: '' }
const whats = (faults: readonly Fault[]) => faults.map(({ what, index, of }) => ({ what, index, id: of?.id }))

it('is whole before anybody changes it', async () => {
  expect((await ledger.verifyExport()).faults).toEqual([])
})

describe('what is published', () => {
  it('is named when its text is changed', async () => {
    const { index, id } = at(2)
    const faults = await tamper([
      `update decisions.version set content = jsonb_set(content, '{amount}', '1') where decision_id = '${id}'`,
    ])
    expect(whats(faults)).toEqual([{ what: 'published-changed', index, id }])
  })

  it('is named when it is removed', async () => {
    const { index, id } = at(1)
    const faults = await tamper([
      `delete from decisions.version where decision_id = '${id}'`,
      `delete from decisions.decision where id = '${id}'`,
    ])
    expect(whats(faults)).toEqual([{ what: 'published-lost', index, id }])
  })

  it('is named when its entry is erased, as if it had to go', async () => {
    const { index, id } = at(2)
    const erase = `update ledger.entry set payload = null, salt = null, erased_at = now() where subject_id = '${id}'`
    const change = `update decisions.version set content = jsonb_set(content, '{amount}', '1') where decision_id = '${id}'`
    expect(whats(await tamper([erase, change]))).toEqual([{ what: 'erased-while-published', index, id }])
    const remove = [
      `delete from decisions.version where decision_id = '${id}'`,
      `delete from decisions.decision where id = '${id}'`,
    ]
    expect(whats(await tamper([erase, ...remove]))).toEqual([{ what: 'erased-unduly', index, id }])
    await expect(sql.raw(erase).execute(server.database.db)).rejects.toThrow('cannot be changed')
  })

  it('is named when it was never entered', async () => {
    const { id } = at(0)
    const faults = await tamper([
      `insert into decisions.version (decision_id, number, state, content, signature, published_at, updated_at)
        select decision_id, 9, 'superseded', content, signature, published_at, updated_at from decisions.version where decision_id = '${id}'`,
    ])
    expect(faults).toContainEqual({ what: 'unregistered', of: { kind: 'decision', id, version: 9 } })
  })
})

describe('an entry of the ledger', () => {
  it('is named when its text is changed, with the published one', async () => {
    const { index, id } = at(3)
    const faults = await tamper([
      `update ledger.entry set payload = replace(payload, '90000', '10000') where subject_id = '${id}'`,
      `update decisions.version set content = jsonb_set(content, '{amount}', '10000') where decision_id = '${id}'`,
    ])
    expect(whats(faults)).toEqual([{ what: 'text-changed', index, id }])
  })

  it('is named when its hash is changed with it', async () => {
    const { index, id } = at(3)
    const faults = await tamper([
      `update ledger.entry set payload = replace(payload, '90000', '10000') where subject_id = '${id}'`,
      `update ledger.entry set commitment = sha256(salt || convert_to(payload, 'UTF8')) where subject_id = '${id}'`,
      `update decisions.version set content = jsonb_set(content, '{options,1,cost}', '10000') where decision_id = '${id}'`,
    ])
    expect(whats(faults)).toContainEqual({ what: 'changed', index, id })
  })

  it('is named when it is removed', async () => {
    const { index, id } = at(2)
    const faults = await tamper([`delete from ledger.entry where subject_id = '${id}'`])
    expect(faults).toContainEqual({ what: 'missing', index })
    expect(faults).toContainEqual({ what: 'unregistered', of: { kind: 'decision', id, version: 1 } })
  })

  it('is named when its place is taken by another', async () => {
    const [first, second] = [at(1), at(4)]
    const faults = await tamper([
      `update ledger.entry set position = 1000 where subject_id = '${first.id}'`,
      `update ledger.entry set position = ${first.index} where subject_id = '${second.id}'`,
      `update ledger.entry set position = ${second.index} where subject_id = '${first.id}'`,
    ])
    expect(whats(faults)).toEqual([
      { what: 'moved', index: first.index, id: first.id },
      { what: 'moved', index: second.index, id: second.id },
    ])
  })

  it('is named when its hash in the tree is changed', async () => {
    const { index } = at(2)
    const faults = await tamper([
      `update ledger.tile set hashes = overlay(hashes placing '\\x00' from ${index * 32 + 1}) where level = 0`,
    ])
    expect(faults).toMatchObject([{ what: 'tree-changed', index }])
  })
})

describe('the whole of it', () => {
  /** Rewrites an entry with its hash and the hashes of the tiles, as who has no key can. */
  const rewrite = (id: string, index: number) => [
    `update ledger.entry set payload = replace(payload, '90000', '10000') where subject_id = '${id}'`,
    `update ledger.entry set commitment = sha256(salt || convert_to(payload, 'UTF8')) where subject_id = '${id}'`,
    `update ledger.tile set hashes = overlay(hashes placing (select sha256('\\x00' || convert_to(
        '{"commitment":"' || encode(commitment, 'base64') || '","format":1,"kind":"decision"}', 'UTF8'))
      from ledger.entry where subject_id = '${id}') from ${index * 32 + 1}) where level = 0`,
    `update decisions.version set content = replace(content::text, '90000', '10000')::jsonb where decision_id = '${id}'`,
  ]

  it('is not what was signed when all hashes are made to fit: the checkpoints of then name the entry', async () => {
    const { id, index } = at(3)
    expect(await tamper(rewrite(id, index))).toEqual([{ what: 'tree-changed', index, until: index }])
  })

  it('signs no more when its tree is not the one that was signed', async () => {
    const { id, index } = at(4)
    const { slug } = await draft()
    const before = (await ledger.readCheckpoint()).size
    const { db } = server.database
    const tile = await sql<{ hashes: Buffer }>`select hashes from ledger.tile where level = 0`.execute(db)
    await withoutTriggers([
      `update ledger.tile set hashes = overlay(hashes placing '\\x00' from ${index * 32 + 1}) where level = 0`,
    ])
    await publish(slug)
    await server.app.workers.finish()
    expect((await ledger.readCheckpoint()).size).toBe(before)
    expect(server.reports).toContainEqual(
      expect.objectContaining({ kind: 'job-failed', job: 'ledger.sequence' }),
    )
    await withoutTriggers([
      `update ledger.tile set hashes = '\\x${tile.rows[0]?.hashes.toString('hex')}' where level = 0`,
    ])
    server.now = new Date(server.now.getTime() + 61_000)
    await server.deliver()
    expect((await ledger.readCheckpoint()).size).toBe(before + 1)
    expect(id).not.toBe('')
  })

  it('is rolled back for who kept a checkpoint, and the entries that are gone are named', async () => {
    const kept = await ledger.checkpointText()
    const { size } = await ledger.readCheckpoint()
    const last = size - 1
    const faults = await tamper(
      [
        `delete from decisions.version where decision_id = (select subject_id from ledger.entry where position = ${last})`,
        `delete from decisions.decision where id = (select subject_id from ledger.entry where position = ${last})`,
        `delete from ledger.entry where position = ${last}`,
        `update ledger.tile set hashes = substring(hashes from 1 for ${last * 32}) where level = 0`,
        `delete from ledger.checkpoint where size = ${size}`,
        `update ledger.tree set size = ${last}`,
      ],
      { checkpoint: kept },
    )
    expect(faults).toEqual([{ what: 'rolled-back', index: last, until: last }])
  })
})
