import { readVerifierKey, writeBase64, writeVerifierKey } from '@samenspel/standards/transparency'
import { Type } from 'typebox'
import { hasRole } from '../../../platform/actor.ts'
import { decodeCursor, toPage, unknownCursor } from '../../../platform/http/paging.ts'
import { PageQuery, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import { CRYPTOGRAPHY } from '../cryptography.ts'
import { disclose } from '../disclose.ts'
import { asNoteKey, findOrCreateWitnessKey, findWaiting, prepareLogKey } from '../keys.ts'
import type { Needs } from '../needs.ts'
import { presentEntry, presentProof, presentProofFile } from '../present.ts'
import { proveConsistency } from '../prove.ts'
import { redact } from '../redact.ts'
import { beyondLedger, emptyLedger, othersLedger } from '../refuse.ts'
import {
  ConsistencyQuery,
  EntryParams,
  Kind,
  LedgerConsistency,
  LedgerEntryPage,
  LedgerKeys,
  LedgerProof,
  NewRedaction,
  RedactionReport,
} from '../schema.ts'
import { listEntries } from '../store/entries.ts'
import { listKeys } from '../store/keys.ts'
import { findNewestCheckpoint, findTree, withCosignatures } from '../store/tree.ts'
import { listWitnessed, listWitnesses } from '../store/witness.ts'

const tags = ['ledger']
const anyone = { access: 'anyone' } as const

/** The ledger in the API: entries with their proofs, and its keys. */
export function addLedgerRoutes(http: Http, needs: Needs): void {
  addEntryRoutes(http, needs)
  addKeyRoutes(http, needs)
}

function addEntryRoutes(http: Http, needs: Needs): void {
  const { db, sources } = needs
  const app = typed(http)

  app.get(
    '/api/v1/ledger/entries',
    {
      config: anyone,
      schema: {
        summary: 'List what is in the ledger, newest first',
        operationId: 'listLedgerEntries',
        tags,
        querystring: Type.Object({ ...PageQuery, kind: Type.Optional(Kind) }),
        response: { 200: LedgerEntryPage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query: { cursor, pageSize = 50, kind } }) => {
      const [position] = decodeCursor(cursor, 1) ?? []
      const before = position === undefined ? undefined : Number(position)
      if (before !== undefined && !Number.isSafeInteger(before)) throw unknownCursor()
      const rows = await listEntries(db, { kind, before, limit: pageSize + 1 })
      const page = toPage(rows, pageSize, ({ index }) => [String(index)])
      return { ...page, items: (await disclose(db, sources, page.items)).map(presentEntry) }
    },
  )

  app.get(
    '/api/v1/ledger/entries/:kind/:id/:version',
    {
      config: anyone,
      schema: {
        summary: 'Read an entry with its text, salt and proof: all that it takes to check it',
        operationId: 'getLedgerProof',
        tags,
        params: EntryParams,
        response: { 200: LedgerProof, ...PROBLEM_RESPONSES },
      },
    },
    ({ params }) => presentProof(db, sources, params),
  )

  app.get(
    '/api/v1/ledger/entries/:kind/:id/:version/proof',
    {
      config: anyone,
      schema: {
        summary: 'Download the proof of an entry as a file (C2SP tlog-proof), for `samenspel verify`',
        operationId: 'getLedgerProofFile',
        tags,
        params: EntryParams,
        response: {
          200: { description: 'The file', content: { 'text/plain': { schema: Type.String() } } },
          ...PROBLEM_RESPONSES,
        },
      },
    },
    async ({ params }, reply) => {
      const { name, text } = await presentProofFile(db, sources, params)
      return reply
        .header('content-type', 'text/plain; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(text)
    },
  )

  app.post(
    '/api/v1/ledger/entries/:kind/:id/:version/redactions',
    {
      config: { access: ['privacy-officer'] },
      schema: {
        summary: 'Black out passages of what was published',
        description:
          'For privacy officers of the organisation that published it. The passages are taken out of all versions, drafts and what became of it. In the ledger the texts with a passage are erased, and entries of kind `redaction` have what is left, the ground and the reason.',
        operationId: 'redactLedgerEntry',
        tags,
        params: EntryParams,
        body: NewRedaction,
        response: { 201: RedactionReport, ...PROBLEM_RESPONSES },
      },
    },
    async ({ actor, params, body }, reply) => reply.code(201).send(await redact(needs, actor, params, body)),
  )

  app.get(
    '/api/v1/ledger/consistency',
    {
      config: anyone,
      schema: {
        summary: 'Prove that the log of now begins with that of an earlier checkpoint',
        operationId: 'getLedgerConsistency',
        tags,
        querystring: ConsistencyQuery,
        response: { 200: LedgerConsistency, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query }) => {
      const newest = await findNewestCheckpoint(db)
      if (!newest) throw emptyLedger()
      const { from, to = newest.size } = query
      if (to > newest.size) throw beyondLedger('/to', newest.size)
      if (from > to) throw beyondLedger('/from', to)
      const hashes = await proveConsistency(db, from, to)
      const { note } = await withCosignatures(db, newest)
      return { from, to, hashes: hashes.map(writeBase64), checkpoint: note }
    },
  )
}

function addKeyRoutes(http: Http, needs: Needs): void {
  const { db } = needs
  const app = typed(http)

  async function presentKeys() {
    const { origin, size } = await findTree(db)
    const name = origin ?? needs.origin
    const stored = await listKeys(db, 'log')
    const waiting = findWaiting(stored)
    const keys = stored.filter((key) => key.fromSize !== null || key === waiting)
    const ownWitness =
      needs.witnessedLogs.length === 0 ? undefined : await findOrCreateWitnessKey(db, await needs.signing())
    return {
      origin: name,
      size,
      keys: await Promise.all(
        keys.map(async (key) => ({
          key: writeVerifierKey(await asNoteKey({ ...key, name })),
          from: key.fromSize,
          since: key.createdAt.toISOString(),
        })),
      ),
      witnesses: await presentWitnesses(),
      witnessKey: ownWitness ? writeVerifierKey(ownWitness.key) : null,
      witnessed: await listWitnessed(db),
    }
  }

  async function presentWitnesses() {
    const named = await Promise.all(
      needs.witnesses.map(async ({ key }) => ({
        key,
        name: (await readVerifierKey(CRYPTOGRAPHY.sha256, key))?.name ?? key,
      })),
    )
    const lines = await listWitnesses(
      db,
      named.map(({ name }) => name),
    )
    return lines.map((line, at) => ({ key: named[at]?.key ?? '', ...line }))
  }

  app.get(
    '/api/v1/ledger/keys',
    {
      config: anyone,
      schema: {
        summary: 'The keys that sign the ledger, now and before, and who witnesses it',
        operationId: 'getLedgerKeys',
        tags,
        response: { 200: LedgerKeys, ...PROBLEM_RESPONSES },
      },
    },
    presentKeys,
  )

  app.post(
    '/api/v1/ledger/keys',
    {
      config: { access: ['administrator'] },
      schema: {
        summary: 'Replace the key that signs the ledger',
        description:
          'For administrators of the organisation that runs the platform. The new key is entered in the ledger, under a checkpoint that both keys sign. What the old one signed can be checked as before.',
        operationId: 'replaceLedgerKey',
        tags,
        response: { 201: LedgerKeys, ...PROBLEM_RESPONSES },
      },
    },
    async ({ actor }, reply) => {
      const keeper = await needs.findRunningOrganisation()
      if (keeper === undefined || !hasRole(actor, ['administrator'], keeper)) throw othersLedger()
      await prepareLogKey(db, await needs.signing(), true)
      return reply.code(201).send(await presentKeys())
    },
  )
}
