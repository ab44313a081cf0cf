import { readPayload } from '@samenspel/standards/transparency'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../app.ts'
import { useLedger } from '../../testing/read-ledger.ts'
import { useTampering, whatOf } from '../../testing/tamper.ts'
import { useAgreements } from './testing/world.ts'

const { server, world, draft, sign, agree } = useAgreements()
const ledger = useLedger(server)
const { tamper, withoutTriggers } = useTampering(server, [
  'agreements.agreement',
  'agreements.version',
  'agreements.step',
  'agreements.suspension',
])

it('has an agreement from the moment that all have accepted it, with who signed, and that it was ended', async () => {
  const { slug, id } = await draft()
  await sign(slug, 'offer', world().municipality)
  await server.deliver()
  await expect(ledger.getProof('agreement', id)).rejects.toThrow('not-found')
  await sign(slug, 'acceptance', world().healthService, { version: 1 })
  await server.deliver()
  const { payload } = await ledger.getProof('agreement', id)
  expect(readPayload(payload ?? '')?.text).toMatchObject({
    slug,
    signatures: [{ kind: 'offered' }, { kind: 'accepted', signerName: 'Persoon' }],
  })
  const ended = await sign(slug, 'end', world().healthService, {
    reason: 'Het onderzoek is klaar, de gegevens zijn gewist.',
  })
  expect(ended.statusCode, ended.body).toBeLessThan(300)
  await server.deliver()
  expect(readPayload((await ledger.getProof('withdrawal', id)).payload ?? '')?.text).toMatchObject({
    of: { kind: 'agreement', id },
    how: 'ended',
    reason: 'Het onderzoek is klaar, de gegevens zijn gewist.',
  })
  expect((await ledger.verifyExport()).faults).toEqual([])
})

describe('an agreement that is tampered with is named', () => {
  const ids: string[] = []
  beforeAll(async () => {
    for (let count = 0; count < 2; count += 1) ids.push((await agree((await draft()).slug)).id)
    const { slug, id } = await draft()
    await agree(slug)
    const ended = await sign(slug, 'end', world().healthService, { reason: 'Het onderzoek is klaar.' })
    expect(ended.statusCode, ended.body).toBeLessThan(300)
    ids.push(id)
    await server.deliver()
  })
  const versions = 'agreements.version'
  it.each([
    [
      'its text',
      () => [
        `update ${versions} set content = content || '{"title": "Anders"}' where agreement_id = '${ids[0]}'`,
      ],
      ['changed 0'],
    ],
    [
      'who signed',
      () => [`delete from agreements.step where kind = 'accepted' and agreement_id = '${ids[0]}'`],
      ['changed 0'],
    ],
    ['that it is there', () => [`delete from ${versions} where agreement_id = '${ids[0]}'`], ['lost 0']],
    [
      'whose it is',
      () => [
        `update ${versions} v set content = o.content || jsonb_build_object('title', o.agreement_id) from ${versions} o
          where (v.agreement_id, o.agreement_id) in (('${ids[0]}', '${ids[1]}'), ('${ids[1]}', '${ids[0]}'))`,
      ],
      ['changed 0', 'changed 1'],
    ],
  ])('when somebody changes %s', async (_what, statements, found) => {
    const named = found.map((each) => {
      const [what, at] = each.split(' ')
      return `published-${what} agreement ${ids[Number(at)]} 1`
    })
    expect(whatOf(await tamper(statements()))).toEqual(named)
  })
  it('when that it ended is undone, or gets another reason', async () => {
    const undo = `update agreements.agreement set ended_at = null where id = '${ids[2]}'`
    expect(whatOf(await tamper([undo]))).toEqual([`published-lost withdrawal ${ids[2]} 1`])
    const change = `update agreements.step set reason = 'Ruzie.' where kind = 'ended' and agreement_id = '${ids[2]}'`
    expect(whatOf(await tamper([change]))).toEqual([`published-changed withdrawal ${ids[2]} 1`])
  })
})

it('has that a party stopped an agreement for now and had it go on, and names who undoes that', async () => {
  const { slug, id } = await draft()
  await agree(slug)
  const reason = 'De gegevens kloppen niet.'
  const { healthService } = world()
  for (const step of ['suspension', 'resumption', 'suspension']) {
    const answer = await sign(slug, step, healthService, { reason })
    expect(answer.statusCode, answer.body).toBeLessThan(300)
  }
  await server.deliver()
  const { rows } = await sql<{ number: number }>`select number from agreements.step
    where agreement_id = ${id} and kind in ('suspended', 'resumed') order by number`.execute(
    server.database.db,
  )
  const last = rows[2]?.number ?? 0
  const { payload } = await ledger.getProof('happening', id, last)
  expect(readPayload(payload ?? '')?.text).toMatchObject({
    what: 'suspended',
    reason,
    of: { id, version: 1 },
  })
  expect((await ledger.verifyExport()).faults).toEqual([])
  const lift = `delete from agreements.suspension where agreement_id = '${id}'`
  expect(whatOf(await tamper([lift]))).toEqual([`published-changed happening ${id} ${last}`])
  const undo = `delete from agreements.step where number = ${last}`
  expect(whatOf(await tamper([lift, undo]))).toEqual([`published-lost happening ${id} ${last}`])
})

it('shows its text only once its challenge is public', async () => {
  const { id } = await agree((await draft()).slug)
  await server.deliver()
  const { db } = server.database
  await sql`update challenges.challenge set published = false`.execute(db)
  expect(await ledger.getProof('agreement', id)).toMatchObject({ state: 'hidden', payload: null })
  await sql`update challenges.challenge set published = true`.execute(db)
  expect(await ledger.getProof('agreement', id)).toMatchObject({ state: 'shown' })
})

it('enters once what had been published before there was a ledger', async () => {
  const { id } = await agree((await draft()).slug)
  // As it was before the ledger came.
  await withoutTriggers([
    'truncate ledger.entry, ledger.tile, ledger.checkpoint, ledger.cosignature, ledger.tree, ledger.key, ledger.filled',
  ])
  const later = new Date('2026-05-01T10:00:00Z')
  for (const _start of [1, 2]) {
    const app = await createApp({
      config: server.app.platform.config,
      database: server.database,
      clock: () => later,
      report: () => {},
    })
    await app.workers.finish()
    await app.http.close()
  }
  const found = await ledger.getProof('agreement', id)
  expect(readPayload(found.payload ?? '')?.moment).toBe(later.toISOString())
  expect((await ledger.verifyExport()).faults).toEqual([])
})
