import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { findOrCreateSigner } from './receipts/keys.ts'
import { type Sender, useConsents } from './testing/world.ts'

const { server, world, send, published, choose } = useConsents()

type Receipt = Record<string, unknown> & { proof: Record<string, unknown>; process: { purpose: string } }

async function receiptOf(noticeId: string, number: number): Promise<Receipt> {
  const answer = await send('GET', `me/consents/${noticeId}/receipts/${number}`, undefined, world().resident)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

async function check(receipt: object, actor?: Sender) {
  const answer = await send('POST', 'consent-receipt-checks', receipt, actor)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

describe('a receipt', () => {
  it('says what was chosen on what, in the terms of DPV', async () => {
    const { organisationId } = world().stranger as Sender & { organisationId: string }
    const offer = { place: 'exact', time: 'raw', inGroups: true, longestDays: null, keptDays: 90 }
    const id = await published({ offer: { ...offer, recipientIds: [organisationId] } })
    await choose(id, { answer: 'no' })
    await choose(id, { answer: 'yes', place: 'exact', language: 'en' })
    expect(await receiptOf(id, 2)).toMatchObject({
      '@type': 'ConsentReceipt',
      schemaVersion: 'ISO/IEC TS 27560:2023',
      dataSubject: `urn:uuid:${world().resident.personId}`,
      controller: { name: 'Gemeente Waterrijk', contact: 'privacy@example.org' },
      process: { storage: { duration: 'P90D' }, recipients: [{ name: 'Gemeente Waterrijk' }] },
      notice: { version: '1', language: 'en' },
      consent: { place: 'exact', time: 'day', inGroups: false },
      events: [
        { status: 'https://w3id.org/dpv#ConsentRefused' },
        { status: 'https://w3id.org/dpv#ConsentGiven', at: '2026-03-02T10:00:00.000Z' },
      ],
    })
    expect(await receiptOf(id, 1)).not.toHaveProperty('consent')
    const none = await send('GET', `me/consents/${id}/receipts/3`, undefined, world().resident)
    expect(none.statusCode).toBe(404)
    const foreign = await send('GET', `me/consents/${id}/receipts/1`, undefined, world().neighbour)
    expect(foreign.statusCode).toBe(404)
  })

  it('is genuine for anyone, in any order of its fields; whether it stands is told to its owner only', async () => {
    const id = await published()
    await choose(id, { answer: 'yes', until: '2026-03-05T00:00:00Z' })
    const receipt = await receiptOf(id, 1)
    const turned = Object.fromEntries(Object.entries(receipt).reverse())
    const untold = { genuine: true, mistakes: [], stands: null, status: null }
    expect(await check(turned)).toEqual(untold)
    expect(await check(receipt, world().officer)).toEqual(untold)
    expect(await check(receipt, world().resident)).toMatchObject({ stands: true, status: 'ConsentGiven' })
    server.now = new Date('2026-03-05T00:00:00Z')
    expect(await check(receipt, world().resident)).toMatchObject({ stands: false, status: 'ConsentExpired' })
  })

  it('stays genuine after the consent was withdrawn, and then no longer stands', async () => {
    const id = await published()
    await choose(id, { answer: 'yes' })
    const receipt = await receiptOf(id, 1)
    await choose(id, { answer: 'no' })
    const checked = await check(receipt, world().resident)
    expect(checked).toMatchObject({ genuine: true, stands: false, status: 'ConsentWithdrawn' })
  })

  it.each<[string, (receipt: Receipt) => object, string]>([
    [
      'another purpose',
      (r) => ({ ...r, process: { ...r.process, purpose: 'urn:x:y' } }),
      '/proof/proofValue',
    ],
    [
      'another moment of signing',
      (r) => ({ ...r, proof: { ...r.proof, created: 'x' } }),
      '/proof/proofValue',
    ],
    [
      'another context under the signature',
      (r) => ({ ...r, proof: { ...r.proof, '@context': {} } }),
      '/proof/proofValue',
    ],
    [
      'the key of another platform',
      (r) => ({ ...r, proof: { ...r.proof, verificationMethod: 'https://example.org/keys#1' } }),
      '/proof/verificationMethod',
    ],
    ['no signature', ({ proof: _, ...rest }) => rest, '/proof'],
    ['a field of its own', (r) => ({ ...r, extra: true }), '/extra'],
    ['a number for a context', (r) => ({ ...r, proof: { ...r.proof, '@context': 1 } }), '/proof/proofValue'],
    ['nothing', () => ({}), '/@context'],
  ])('is not genuine with %s', async (_what, change, pointer) => {
    const id = await published()
    await choose(id, { answer: 'yes' })
    const checked = await check(change(await receiptOf(id, 1)), world().resident)
    expect(checked).toMatchObject({ genuine: false, stands: null, status: null })
    expect(checked.mistakes).toContainEqual(expect.objectContaining({ pointer }))
  })
})

describe('the keys', () => {
  it('are public, with the private half encrypted in the database', async () => {
    const keys = (await send('GET', 'consent-receipt-keys')).json()
    expect(keys).toMatchObject({ verificationMethod: [{ type: 'Multikey' }] })
    expect(keys.verificationMethod[0].publicKeyMultibase).toMatch(/^z6Mk/)
    const { rows } = await sql<{ sealed: Buffer }>`select sealed from consent.signing_key`.execute(
      server.database.db,
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.sealed.toString()).not.toContain('PRIVATE KEY')
  })

  it('are made once, and kept after the secret of the operator changed', async () => {
    const id = await published()
    await choose(id, { answer: 'yes' })
    const receipt = await receiptOf(id, 1)
    const { db } = server.database
    const clock = () => server.now
    const makeAll = (secret: string) =>
      Promise.all([1, 2, 3].map(() => findOrCreateSigner(db, secret, clock)))
    const same = await makeAll('a'.repeat(40))
    const others = await makeAll('b'.repeat(40))
    expect(new Set([...same, ...others].map((key) => key.id)).size).toBe(2)
    expect(await check(receipt)).toMatchObject({ genuine: true })
  })
})
