import { readPayload } from '@samenspel/standards/transparency'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createApp } from '../../app.ts'
import { useLedger } from '../../testing/read-ledger.ts'
import { useAgreements } from './testing/world.ts'

const { server, world, draft, sign, agree } = useAgreements()
const ledger = useLedger(server)

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
  })
  expect((await ledger.verifyExport()).faults).toEqual([])
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
  const { db } = server.database
  // As it was before the ledger came.
  await sql`truncate ledger.entry, ledger.tile, ledger.checkpoint, ledger.cosignature, ledger.tree, ledger.key, ledger.filled`.execute(
    db,
  )
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
