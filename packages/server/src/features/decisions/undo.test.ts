import { readPayload } from '@samenspel/standards/transparency'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { createApp } from '../../app.ts'
import { useLedger } from '../../testing/read-ledger.ts'
import { useTampering, whatOf } from '../../testing/tamper.ts'
import { useDecisions } from './testing/world.ts'

/* What became of a decision is in the ledger: who undoes or changes that in the database is found out. */
const { server, draft, publish, send, world } = useDecisions()
const ledger = useLedger(server)
const { tamper, withoutTriggers } = useTampering(server, [
  'decisions.decision',
  'decisions.version',
  'decisions.happening',
])
let id = ''
let [kept, withdrawn] = [0, 0]

beforeAll(async () => {
  const made = await draft()
  id = made.id
  await publish(made.slug)
  await server.deliver()
  const path = `/api/v1/decisions/${made.slug}`
  const correct = { reason: 'Het bedrag klopte niet.' }
  expect((await send('POST', `${path}/versions`, correct, world().officer)).statusCode).toBe(201)
  expect((await publish(made.slug)).statusCode).toBe(200)
  const review = { result: 'kept', reasons: 'De bomen staan er.', nextReviewDate: '2028-01-01' }
  for (const [part, body] of [
    ['reviews', review],
    ['withdrawal', { reason: 'Er komt een fontein.' }],
  ] as const) {
    const answer = await send('POST', `${path}/${part}`, body, world().decider)
    expect(answer.statusCode, answer.body).toBeLessThan(300)
  }
  const { rows } = await sql<{ id: number }>`select id from decisions.happening
    where kind <> 'opened' order by id`.execute(server.database.db)
  ;[kept = 0, withdrawn = 0] = rows.map((row) => row.id)
  await server.deliver()
}, 60_000)

it('enters with its words, of the version that held', async () => {
  const read = async (kind: string, version: number) =>
    readPayload((await ledger.getProof(kind, id, version)).payload ?? '')?.text
  const of = { kind: 'decision', id, version: 2 }
  const result = { result: 'kept', reason: 'De bomen staan er.', nextReviewDate: '2028-01-01' }
  expect(await read('happening', kept)).toMatchObject({ of, what: 'reviewed', ...result })
  const reason = 'Er komt een fontein.'
  expect(await read('withdrawal', withdrawn)).toMatchObject({ of, how: 'withdrawn', reason })
  expect((await ledger.verifyExport()).faults).toEqual([])
})

it('is named when a withdrawal is undone, or a review gets another result', async () => {
  expect(whatOf(await tamper([`delete from decisions.happening where id = ${withdrawn}`]))).toEqual([
    `published-lost withdrawal ${id} ${withdrawn}`,
  ])
  const change = `update decisions.happening set content = jsonb_set(content, '{result}', '"reopened"') where id = ${kept}`
  expect(whatOf(await tamper([change]))).toEqual([`published-changed happening ${id} ${kept}`])
  const swap = `update decisions.happening h set kind = o.kind, content = o.content from decisions.happening o
    where (h.id, o.id) in ((${kept}, ${withdrawn}), (${withdrawn}, ${kept}))`
  expect(whatOf(await tamper([swap])).sort()).toEqual([
    `published-lost happening ${id} ${kept}`,
    `published-lost withdrawal ${id} ${withdrawn}`,
    `unregistered happening ${id} ${withdrawn}`,
    `unregistered withdrawal ${id} ${kept}`,
  ])
})

it('is named when one is added that nobody did, or when an entry of it is erased', async () => {
  const add = `insert into decisions.happening (decision_id, kind, content, happened_at) values ('${id}', 'reopened', '{}', now())`
  expect(whatOf(await tamper([add]))).toEqual([expect.stringContaining(`unregistered happening ${id}`)])
  const erase = `update ledger.entry set payload = null, salt = null, erased_at = now() where kind = 'withdrawal'`
  const faults = await tamper([erase, `delete from decisions.happening where id = ${withdrawn}`])
  expect(whatOf(faults)).toEqual([`erased-unduly withdrawal ${id} ${withdrawn}`])
})

it('is named when an earlier version is made to hold again', async () => {
  const swap = [
    `drop index decisions.version_one_published`,
    `update decisions.version set state = case number when 1 then 'published' else 'superseded' end where decision_id = '${id}'`,
  ]
  const faults = await tamper(swap)
  await sql`create unique index version_one_published on decisions.version (decision_id) where state = 'published'`.execute(
    server.database.db,
  )
  expect(whatOf(faults)).toEqual([`published-changed decision ${id} 1`, `published-changed decision ${id} 2`])
})

it('enters once what had become of decisions before that was kept', async () => {
  const old = ['happening', 'withdrawal']
  await withoutTriggers([
    `truncate ledger.entry, ledger.tile, ledger.checkpoint, ledger.cosignature, ledger.tree, ledger.key`,
    `delete from ledger.filled`,
    `update decisions.happening set content = content - 'version'`,
  ])
  const app = await createApp({
    config: server.app.platform.config,
    database: server.database,
    clock: () => server.now,
    report: () => {},
  })
  await app.workers.finish()
  await app.http.close()
  const { rows } = await sql<{ kind: string }>`select kind from ledger.entry where kind = any(${old}::text[])
    order by kind`.execute(server.database.db)
  expect(rows.map(({ kind }) => kind)).toEqual(old)
  expect((await ledger.verifyExport()).faults).toEqual([])
})
