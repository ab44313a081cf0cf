import { Type } from 'typebox'
import { type Actor, organisationsOf } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { notFound, Problem } from '../../../platform/errors.ts'
import { Id, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { findArea } from '../../areas/index.ts'
import { findChallenge } from '../../challenges/index.ts'
import { findIndicator } from '../../indicators/index.ts'
import { holdAccount } from '../../parties/index.ts'
import { muteChallenge, unmuteChallenge } from '../outcomes/store.ts'
import { findUnknownSubject } from '../subjects.ts'
import { Messages, MessagesBody, NewSubject, StopQuery } from './schema.ts'
import {
  deleteSubject,
  findReader,
  insertSubject,
  listSubjects,
  type SubjectRow,
  saveReader,
  stopReader,
} from './store.ts'

const tags = ['messages']
const config = { access: 'person' } as const
const DONE = Type.Null({ description: 'It is done, or was done before' })

/** The routes with which someone chooses of what they get a digest, and stops it. */
export function addDigestRoutes(http: Http, platform: Platform): void {
  const { db, clock } = platform

  typed(http).get(
    '/api/v1/me/messages',
    {
      config,
      schema: {
        summary: 'Read of what you get a digest by mail',
        tags,
        operationId: 'getMessages',
        response: { 200: Messages, ...PROBLEM_RESPONSES },
      },
    },
    async ({ actor }) => readMessages(db, actor),
  )

  typed(http).put(
    '/api/v1/me/messages',
    {
      config,
      schema: {
        summary: 'Choose how often you get a digest, and in which language',
        description: 'Who stopped it begins again.',
        tags,
        operationId: 'putMessages',
        body: MessagesBody,
        response: { 200: Messages, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }) => {
      const personId = personOf(actor)
      await db.transaction().execute(async (transaction) => {
        if (!(await holdAccount(transaction, personId))) throw new Problem('not-signed-in', NO_ACCOUNT)
        await saveReader(transaction, personId, body, clock())
      })
      return readMessages(db, actor)
    },
  )

  typed(http).post(
    '/api/v1/me/messages/subjects',
    {
      config,
      schema: {
        summary: 'Have your digest tell of something',
        description: 'What it tells of already stays so. Who had no digest gets one every week.',
        tags,
        operationId: 'addMessageSubject',
        body: NewSubject,
        response: { 201: Messages, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      const personId = personOf(actor)
      const mistake = findContradiction(body) ?? (await findUnknownSubject(db, actor, body))
      if (mistake) {
        const { pointer, nl, en } = mistake
        throw new Problem('invalid-request', { nl, en }, [{ in: 'body', pointer, detail: { nl, en } }])
      }
      const { about, challengeId = null, indicatorId = null, areaCode = null } = body
      const isAdded = await db.transaction().execute(async (transaction) => {
        if (!(await holdAccount(transaction, personId))) throw new Problem('not-signed-in', NO_ACCOUNT)
        const reader = await findReader(transaction, personId)
        const { language, rhythm } = reader ?? { language: 'nl', rhythm: 'week' }
        if (!reader || reader.stopped) await saveReader(transaction, personId, { language, rhythm }, clock())
        if (challengeId !== null) await unmuteChallenge(transaction, personId, challengeId)
        return insertSubject(transaction, personId, { about, challengeId, indicatorId, areaCode }, clock())
      })
      if (!isAdded)
        throw new Problem('invalid-request', TOO_MANY, [{ in: 'body', pointer: '/about', detail: TOO_MANY }])
      reply.code(201).header('location', '/api/v1/me/messages')
      return readMessages(db, actor)
    },
  )

  typed(http).delete(
    '/api/v1/me/messages/subjects/:id',
    {
      config,
      schema: {
        summary: 'Have your digest tell of something no longer',
        tags,
        operationId: 'deleteMessageSubject',
        params: Type.Object({ id: Id }),
        response: { 204: Type.Null({ description: 'It is done' }), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }, reply) => {
      if (!(await deleteSubject(db, personOf(actor), id))) {
        throw notFound({ nl: 'Dit onderwerp', en: 'This subject' })
      }
      return reply.code(204).send(null)
    },
  )
  http.register(async (scope) => addStopRoute(scope, platform))
}

/** In a scope of its own: a mail program sends `List-Unsubscribe=One-Click` as a form, which says nothing more than the address. */
async function addStopRoute(http: Http, { db, clock }: Platform): Promise<void> {
  http.addContentTypeParser(
    ['application/x-www-form-urlencoded', 'multipart/form-data'],
    { parseAs: 'string', bodyLimit: 1024 },
    async () => null,
  )
  typed(http).post(
    '/api/v1/messages/stop',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Stop a digest, or what it tells of a challenge',
        description: 'Works without signing in; also for the button of mail programs (RFC 8058).',
        tags,
        operationId: 'stopMessages',
        querystring: StopQuery,
        response: { 204: DONE, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query }, reply) => {
      const { key, challengeId } = query
      const isStopped =
        challengeId === undefined
          ? await stopReader(db, key, clock())
          : await muteChallenge(db, { key }, challengeId, clock())
      if (!isStopped) throw new Problem('not-found', NO_READER)
      return reply.code(204).send(null)
    },
  )
}

function personOf(actor: Actor): string {
  return actor.kind === 'person' ? actor.personId : ''
}

/** Without a reader there is nothing to stop: what would be chosen is told. */
async function readMessages(db: Db, actor: Actor): Promise<Messages> {
  const personId = personOf(actor)
  const reader = await findReader(db, personId)
  const subjects: Messages['subjects'] = []
  for (const row of await listSubjects(db, personId)) {
    subjects.push({ ...row, name: await nameSubject(db, actor, row) })
  }
  const { language, rhythm, stopped } = reader ?? { language: 'nl', rhythm: 'week', stopped: true }
  return { language, rhythm, active: !stopped && subjects.length > 0, subjects }
}

async function nameSubject(
  db: Db,
  actor: Actor,
  { challengeId, indicatorId, areaCode }: SubjectRow,
): Promise<string | null> {
  if (challengeId !== null) return (await findChallenge(db, actor, challengeId))?.title ?? null
  if (indicatorId !== null) {
    return (await findIndicator(db, indicatorId, organisationsOf(actor)))?.title ?? null
  }
  return areaCode === null ? null : ((await findArea(db, areaCode))?.name ?? null)
}

const NO_ACCOUNT = {
  nl: 'Uw account bestaat niet meer, of u bent uitgelogd. Log opnieuw in.',
  en: 'Your account does not exist any more, or you were signed out. Sign in again.',
}

const NO_READER = {
  nl: 'Bij deze link horen geen berichten. Neem het hele adres over uit de e-mail.',
  en: 'No messages belong to this link. Copy the whole address from the message.',
}

const TOO_MANY = {
  nl: 'U krijgt al berichten over honderd onderwerpen. Haal er eerst een weg, of kies alle signalen.',
  en: 'You get messages about a hundred subjects already. Remove one first, or choose all signals.',
}

/** What is said of a subject must be what it is about, and nothing else. */
function findContradiction({ about, challengeId, indicatorId, areaCode }: NewSubject) {
  const given = { challenge: challengeId, indicator: indicatorId, area: areaCode }
  const fields = { challenge: '/challengeId', indicator: '/indicatorId', area: '/areaCode' }
  const names = ['challenge', 'indicator', 'area'] as const
  const wrong = names.find((name) => (name === about) !== (given[name] !== undefined))
  if (wrong === undefined) return undefined
  return {
    pointer: fields[wrong],
    nl: 'Geef alleen de opgave, de indicator of het gebied waarover u bericht wilt.',
    en: 'Give only the challenge, the indicator or the area of which you want to hear.',
  }
}
