import { readPayload } from '@samenspel/standards/transparency'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { signInAsPerson } from '../../../testing/actors.ts'
import { useLedger } from '../../../testing/read-ledger.ts'
import { useTampering, whatOf } from '../../../testing/tamper.ts'
import { erasePupilWork } from '../classwork/erase.ts'
import { useAnalyses } from '../testing/world.ts'

const { server, world, send, published } = useAnalyses()
const ledger = useLedger(server)
const { tamper } = useTampering(server, ['moderation.judgement', 'analyses.analysis', 'analyses.version'])

it('has the text of an analysis with the hash of its evidence, and not the name of who wrote it', async () => {
  const { id, evidence } = await published({ title: 'Hoe warm is het?', byline: 'Ans' })
  await server.deliver()
  const { payload, state } = await ledger.getProof('analysis', id)
  expect(state).toBe('shown')
  expect(payload).not.toContain('Ans')
  expect(readPayload(payload ?? '')?.text).toMatchObject({
    title: 'Hoe warm is het?',
    evidenceSha256: evidence?.sha256,
  })
})

it('has that it was withdrawn', async () => {
  const { id, slug } = await published({ title: 'Toch niet' })
  const withdrawn = await send('POST', `${slug}/withdrawal`, { reason: 'De meter was stuk.' }, world().writer)
  expect(withdrawn.statusCode, withdrawn.body).toBeLessThan(300)
  await server.deliver()
  expect(readPayload((await ledger.getProof('withdrawal', id)).payload ?? '')?.text).toEqual({
    of: { kind: 'analysis', id, version: 1 },
    how: 'withdrawn',
  })
})

it('shows nothing of what moderators hid, and has that they did', async () => {
  const { id } = await published({ title: 'Wie woont op nummer twaalf?' })
  const moderator = await signInAsPerson(server, [
    { organisationId: world().organisationId, role: 'administrator' },
  ])
  const body = { kind: 'analysis', id, verdict: 'hidden', rule: 'privacy', reason: 'Dit noemt mensen.' }
  const judged = await send('POST', '/api/v1/moderation-judgements', body, moderator)
  await server.deliver()
  const found = await ledger.getProof('analysis', id)
  expect(found).toMatchObject({ state: 'hidden', payload: null, salt: null, title: null })
  expect((await ledger.checkFile('analysis', id)).text).not.toContain('twaalf')
  for (const url of ['/log/export', '/api/v1/ledger/entries?pageSize=200'])
    expect((await server.request({ url })).body).not.toContain('twaalf')
  const { id: judgementId } = judged.json<{ id: string }>()
  expect(await ledger.getProof('withdrawal', judgementId)).toMatchObject({ state: 'shown' })
  expect(await ledger.verifyExport()).toMatchObject({ hidden: 1, faults: [] })
  const undo = `delete from moderation.judgement where id = '${judgementId}'`
  expect(whatOf(await tamper([undo]))).toEqual([`published-lost withdrawal ${judgementId} 1`])

  const other = await signInAsPerson(server, [
    { organisationId: world().organisationId, role: 'administrator' },
  ])
  const report = { kind: 'analysis', id, rule: 'privacy' }
  await sql`update moderation.judgement set review_asked_at = now(), review_text = 'Er staat geen naam in.'
    where id = ${judgementId}`.execute(server.database.db)
  const shown = { ...report, verdict: 'shown', reason: 'Er is niemand in te herkennen.' }
  const again = await send('POST', '/api/v1/moderation-judgements', shown, other)
  expect(again.statusCode, again.body).toBe(201)
  await server.deliver()
  const { id: shownId } = again.json<{ id: string }>()
  expect(await ledger.getProof('happening', shownId)).toMatchObject({ state: 'shown', what: 'shown' })
  expect(await ledger.verifyExport()).toMatchObject({ hidden: 0, faults: [] })
})

it('names an analysis that is tampered with', async () => {
  const [first, second] = [await published({ title: 'Eerst' }), await published({ title: 'Dan' })]
  const withdrawn = await send('POST', `${second.slug}/withdrawal`, { reason: 'Niet goed.' }, world().writer)
  expect(withdrawn.statusCode, withdrawn.body).toBeLessThan(300)
  await server.deliver()
  const versions = 'analyses.version'
  const of = `analysis_id = '${first.id}'`
  const erase = `update ledger.entry set payload = null, salt = null, erased_at = now() where subject_id = '${first.id}'`
  const change = `update ${versions} set content = content || '{"conclusion": "Anders"}' where ${of}`
  const swap = `update ${versions} v set content = o.content from ${versions} o
    where (v.analysis_id, o.analysis_id) in (('${first.id}', '${second.id}'), ('${second.id}', '${first.id}'))`
  for (const [statements, found] of [
    [[change], [`published-changed analysis ${first.id} 1`]],
    [[erase, change], [`erased-while-published analysis ${first.id} 1`]],
    [[`update ${versions} set sha256 = '' where ${of}`], [`published-changed analysis ${first.id} 1`]],
    [[`delete from ${versions} where ${of}`], [`published-lost analysis ${first.id} 1`]],
    [[swap], [first.id, second.id].map((id) => `published-changed analysis ${id} 1`)],
    [
      [
        `update analyses.analysis set withdrawn_at = null, withdrawal_reason = null where id = '${second.id}'`,
      ],
      [`published-lost withdrawal ${second.id} 1`],
    ],
  ] as const)
    expect(whatOf(await tamper(statements))).toEqual(found)
})

it('forgets what a pupil wrote and withdrew when the class ends, and stays as it is', async () => {
  const { id, slug } = await published({ title: 'Van een kind' })
  const reason = { reason: 'Het is van mij.' }
  expect((await send('POST', `${slug}/withdrawal`, reason, world().writer)).statusCode).toBeLessThan(300)
  await server.deliver()
  const { db } = server.database
  const before = await ledger.checkpointText()
  await sql`update analyses.analysis set author_kind = 'pupil' where id = ${id}`.execute(db)
  const { rows } = await sql<{
    author: string
  }>`select author_id as author from analyses.analysis where id = ${id}`.execute(db)
  await db
    .transaction()
    .execute((transaction) =>
      erasePupilWork(
        transaction,
        { pupilIds: rows.map(({ author }) => author), published: { stays: false, author: '' } } as Parameters<
          typeof erasePupilWork
        >[1],
        server.now,
      ),
    )
  expect(await ledger.getProof('analysis', id)).toMatchObject({ state: 'erased', payload: null, salt: null })
  const kept =
    await sql`select from ledger.entry where kind = 'analysis' and subject_id = ${id} and payload is not null`.execute(
      db,
    )
  expect(kept.rows).toEqual([])
  expect(await ledger.verifyExport({ checkpoint: before })).toMatchObject({ erased: 1, faults: [] })
})
