import { Type } from 'typebox'
import { notFound, Problem } from '../../../../platform/errors.ts'
import { explainEmpty } from '../../../../platform/http/named.ts'
import { decodeCursor, toPage } from '../../../../platform/http/paging.ts'
import { Id, PROBLEM_RESPONSES } from '../../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../../platform/http/server.ts'
import type { Platform } from '../../../../platform/slice.ts'
import { findNamedDataset } from '../../../catalogue/index.ts'
import { doerOf, WRITERS, writableDatasets } from '../../writers.ts'
import { DEAD_LETTER_REASONS } from './reasons.ts'
import { type Redeliveries, replayLetter, replayLetters } from './replay.ts'
import {
  type DeadLetter,
  DeadLetterCounts,
  DeadLetterPage,
  DeadLetterQuery,
  DeadLetterSelection,
  DeadLetterWithPayload,
  Discard,
  DiscardReport,
  DiscardSelection,
  ReplayReport,
} from './schema.ts'
import {
  closeLetters,
  countLetters,
  countLost,
  discardLetters,
  findLetter,
  listLetters,
  type StoredLetter,
} from './store.ts'

const tags = ['measurements']
const config = { access: WRITERS }
const params = Type.Object({ id: Id })

/** Adds the list of what could not be stored, for who may write in the dataset it was meant for. */
export function addDeadLetterRoutes(http: Http, platform: Platform, redeliveries: Redeliveries): void {
  const { db, clock } = platform

  typed(http).get(
    '/api/v1/dead-letters',
    {
      config,
      schema: {
        summary: 'What was sent to your datasets and could not be stored, newest first',
        tags,
        operationId: 'listDeadLetters',
        querystring: DeadLetterQuery,
        response: { 200: DeadLetterPage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      const { cursor, pageSize = 50, state = 'waiting', ...selection } = query
      const rows = await listLetters(db, {
        writable: writableDatasets(actor),
        selection,
        state,
        after: decodeCursor(cursor, 2),
        limit: pageSize + 1,
      })
      await explainEmpty(rows, () => [findNamedDataset(db, actor, selection.dataset)])
      return toPage(rows.map(toLetter), pageSize, ({ receivedAt, id }) => [receivedAt, id])
    },
  )

  typed(http).get(
    '/api/v1/dead-letter-counts',
    {
      config,
      schema: {
        summary: 'How many wait, per dataset and reason',
        tags,
        operationId: 'countDeadLetters',
        querystring: Type.Object({ dataset: Type.Optional(Id), sourceId: Type.Optional(Id) }),
        response: { 200: DeadLetterCounts, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      const writable = writableDatasets(actor)
      const rows = await countLetters(db, writable, query)
      await explainEmpty(rows, () => [findNamedDataset(db, actor, query.dataset)])
      return {
        items: rows.map((row) => ({ ...row, title: DEAD_LETTER_REASONS[row.reason] })),
        lost: await countLost(db, writable, query.dataset),
      }
    },
  )

  typed(http).get(
    '/api/v1/dead-letters/:id',
    {
      config,
      schema: {
        summary: 'One of them, with what was sent',
        tags,
        operationId: 'getDeadLetter',
        params,
        response: { 200: DeadLetterWithPayload, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }) => {
      const found = await requireLetter(id, writableDatasets(actor))
      return { ...toLetter(found), ...describePayload(found.payload) }
    },
  )

  typed(http).post(
    '/api/v1/dead-letters/:id/replays',
    {
      config,
      schema: {
        summary: 'Try to store it again',
        description: 'Answers the letter: replayed when it is stored now, else waiting with the reason.',
        tags,
        operationId: 'replayDeadLetter',
        params,
        response: { 200: DeadLetterWithPayload, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }) => {
      const writable = writableDatasets(actor)
      const letter = await requireLetter(id, writable)
      if (letter.truncated && letter.state === 'waiting') throw tooLargeToReplay()
      await replayLetter(platform, redeliveries, id, doerOf(actor))
      const found = await requireLetter(id, writable)
      return { ...toLetter(found), ...describePayload(found.payload) }
    },
  )

  typed(http).post(
    '/api/v1/dead-letters/:id/discards',
    {
      config,
      schema: {
        summary: 'Discard it, saying why; a record stays',
        tags,
        operationId: 'discardDeadLetter',
        params,
        body: Discard,
        response: { 200: DeadLetterWithPayload, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, body, actor }) => {
      const writable = writableDatasets(actor)
      await requireLetter(id, writable)
      await closeLetters(db, [id], {
        state: 'discarded',
        by: doerOf(actor),
        note: body.note,
        at: clock(),
      })
      const found = await requireLetter(id, writable)
      return { ...toLetter(found), ...describePayload(found.payload) }
    },
  )

  typed(http).post(
    '/api/v1/dead-letter-replays',
    {
      config,
      schema: {
        summary: 'Try to store all of a selection again, for at most some seconds',
        tags,
        operationId: 'replayDeadLetters',
        body: DeadLetterSelection,
        response: { 200: ReplayReport, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }) =>
      replayLetters(platform, redeliveries, {
        writable: writableDatasets(actor),
        selection: body,
        by: doerOf(actor),
      }),
  )

  typed(http).post(
    '/api/v1/dead-letter-discards',
    {
      config,
      schema: {
        summary: 'Discard all of a selection, saying why; records stay',
        tags,
        operationId: 'discardDeadLetters',
        body: DiscardSelection,
        response: { 200: DiscardReport, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body: { note, ...selection }, actor }) => ({
      discarded: await discardLetters(db, writableDatasets(actor), selection, {
        by: doerOf(actor),
        note,
        at: clock(),
      }),
    }),
  )

  async function requireLetter(id: string, writable: ReturnType<typeof writableDatasets>) {
    const found = await findLetter(db, writable, id)
    if (!found) throw notFound({ nl: 'Dit niet-verwerkte bericht', en: 'This dead letter' })
    return found
  }
}

function toLetter({ truncated, ...letter }: StoredLetter & { payload?: Buffer | null }): DeadLetter {
  const { payload: _payload, ...rest } = letter
  return {
    ...rest,
    title: DEAD_LETTER_REASONS[letter.reason],
    replayable: letter.state === 'waiting' && !truncated,
  }
}

/** Bytes as text when they are text. */
function describePayload(payload: Buffer | null) {
  if (payload === null) return { payload: null, payloadEncoding: 'utf-8' as const }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload)
    return { payload: text, payloadEncoding: 'utf-8' as const }
  } catch {
    return { payload: payload.toString('base64'), payloadEncoding: 'base64' as const }
  }
}

function tooLargeToReplay() {
  return new Problem('conflict', {
    nl: 'Dit bericht was te groot om heel te bewaren, en kan dus niet opnieuw verwerkt worden. Laat de afzender het opnieuw sturen.',
    en: 'This was too large to keep whole, so it cannot be replayed. Have its sender send it again.',
  })
}
