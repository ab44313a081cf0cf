import { holds, readCheckpoint, readPayload } from '@samenspel/standards/transparency'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { useLedger } from '../../testing/read-ledger.ts'
import { useDecisions } from './testing/world.ts'

const { server, draft, publish, send, world } = useDecisions()
const ledger = useLedger(server)

describe('a decision that is published', () => {
  it('enters the ledger in the same transaction, and gets a place after it', async () => {
    const { slug, id } = await draft()
    await publish(slug)
    expect((await ledger.getProof('decision', id)).proof).toBeNull()
    await server.deliver()
    const { index, title, state, payload, proof } = await ledger.getProof('decision', id)
    expect({ index, title, state }).toEqual({ index: 1, title: 'Bomen in de Steenwijk', state: 'shown' })
    expect(readPayload(payload ?? '')).toMatchObject({
      kind: 'decision',
      moment: '2026-03-02T10:00:00.000Z',
      text: { reasons: 'Bomen geven op termijn de meeste schaduw.', slug, reason: '' },
    })
    expect(readCheckpoint(proof?.checkpoint ?? '')).toMatchObject({ origin: 'localhost:8080/log', size: 2 })
  })

  it('can be checked from its file alone', async () => {
    const { slug, id } = await draft()
    await publish(slug)
    await server.deliver()
    const { text, report } = await ledger.checkFile('decision', id)
    expect(holds(report)).toBe(true)
    expect(report).toMatchObject({ isText: true, isIncluded: true, publication: { id, version: 1 } })
    const forged = text.replace(/extra \S+/, (line) => {
      const json = Buffer.from(line.slice(6), 'base64').toString()
      return `extra ${Buffer.from(json.replace('90000', '10000')).toString('base64')}`
    })
    expect((await ledger.verifyText(forged)).isText).toBe(false)
  })

  it('enters again when it is corrected, and not when it is refused', async () => {
    const { slug, id } = await draft({ reasons: '' })
    expect((await publish(slug)).statusCode).toBe(422)
    const { rows } = await sql`select from ledger.entry where subject_id = ${id}`.execute(server.database.db)
    expect(rows).toHaveLength(0)
    await send(
      'PATCH',
      `/api/v1/decisions/${slug}`,
      { reasons: 'Bomen geven de meeste schaduw.' },
      world().officer,
    )
    await publish(slug)
    const reason = 'Het bedrag klopte niet.'
    const corrected = await send('POST', `/api/v1/decisions/${slug}/versions`, { reason }, world().officer)
    expect(corrected.statusCode, corrected.body).toBe(201)
    expect((await publish(slug)).statusCode).toBe(200)
    await server.deliver()
    const [first, second] = [await ledger.getProof('decision', id), await ledger.getProof('decision', id, 2)]
    expect(second.index).toBe((first.index ?? 0) + 1)
    expect(readPayload(second.payload ?? '')?.text.reason).toBe(reason)
  })

  it('is in the list, newest first', async () => {
    const answer = await server.request({ url: '/api/v1/ledger/entries?pageSize=2&kind=decision' })
    const { items, next } = answer.json<{ items: { index: number }[]; next: string }>()
    expect(items).toHaveLength(2)
    expect(items[0]?.index).toBeGreaterThan(items[1]?.index ?? 0)
    const second = await server.request({ url: `/api/v1/ledger/entries?kind=decision&cursor=${next}` })
    expect(second.json<{ items: { index: number }[] }>().items[0]?.index).toBeLessThan(items[1]?.index ?? 0)
  })
})

describe('the log as files', () => {
  it('has the tiles, bundles and checkpoint of C2SP tlog-tiles', async () => {
    const { size } = await ledger.readCheckpoint()
    const tile = await server.request({ url: `/log/tile/0/000.p/${size}` })
    expect(tile.statusCode).toBe(200)
    expect(tile.rawPayload).toHaveLength(size * 32)
    expect(tile.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    const bundle = await server.request({ url: `/log/tile/entries/000.p/${size}` })
    expect(bundle.rawPayload.toString()).toContain('"kind":"decision"')
    for (const path of [`0/000.p/${size + 1}`, '0/000', 'entries/000', '1/000', '0/1', 'entries/001.p/1'])
      expect((await server.request({ url: `/log/tile/${path}` })).statusCode, path).toBe(404)
  })

  it('proves that it goes on from every size before', async () => {
    const { size } = await ledger.readCheckpoint()
    for (let from = 0; from <= size; from += 1) expect(await ledger.isConsistent(from)).toBe(true)
    const beyond = await server.request({ url: `/api/v1/ledger/consistency?from=${size + 1}` })
    expect(beyond.json()).toMatchObject({ status: 400, errors: [{ pointer: '/from' }] })
  })

  it('holds as a whole', async () => {
    const report = await ledger.verifyExport()
    expect(report.faults).toEqual([])
    expect(report).toMatchObject({ hidden: 0, erased: 0, origin: 'localhost:8080/log' })
  })
})

it('knows nothing that was never published', async () => {
  const { id } = await draft()
  const answer = await server.request({ url: `/api/v1/ledger/entries/decision/${id}/1` })
  expect(answer.statusCode).toBe(404)
})
