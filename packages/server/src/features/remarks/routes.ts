import { Type } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import { Problem } from '../../platform/errors.ts'
import { decodeCursor, toPage } from '../../platform/http/paging.ts'
import { Id, PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { Trace } from '../../platform/trace.ts'
import { isModerator } from '../moderation/index.ts'
import { missingPlace, missingRemark } from './refuse.ts'
import { mayChange } from './rules.ts'
import { NewRemark, NewVoice, Remark, RemarkChange, RemarkPage, RemarkQuery } from './schema.ts'
import {
  changeRemark,
  giveVoice,
  type Remarks,
  takeBackVoice,
  type Writer,
  withdrawRemark,
  writeRemark,
} from './steps.ts'
import { type FoundRemark, findRemark, listRemarks } from './store/remarks.ts'

const tags = ['remarks']
const anyone = { access: 'anyone' } as const
const config = { access: 'person' } as const
const params = Type.Object({ id: Id })
const PATH = '/api/v1/remarks'
const DONE = Type.Null({ description: 'It is done, or was done before' })

/** The routes of remarks: everybody reads them, people with an account write, support and dispute. */
export function addRemarkRoutes(http: Http, platform: Remarks): void {
  const { db, clock } = platform
  const app = typed(http)

  app.get(
    PATH,
    {
      config: anyone,
      schema: {
        summary: 'Remarks of people on measurements, moments and areas, the newest first',
        description: 'Only on what everybody may see.',
        operationId: 'listRemarks',
        tags,
        querystring: RemarkQuery,
        response: { 200: RemarkPage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      const { pageSize = 50, cursor } = query
      const after = decodeCursor(cursor, 2)
      requireOnePlace(query)
      const now = clock()
      const personId = actor.kind === 'person' ? actor.personId : null
      const rows = await listRemarks(db, query, { personId, now, after, limit: pageSize + 1 })
      if (!rows) throw missingPlace('query', query)
      const { items, next } = toPage(rows, pageSize, ({ writtenAt, id }) => [writtenAt, id])
      return { items: items.map((each) => present(each, now)), next }
    },
  )

  app.post(
    PATH,
    {
      config,
      schema: {
        summary: 'Put a remark on a station, a series of measurements or an area',
        operationId: 'createRemark',
        tags,
        body: NewRemark,
        response: { 201: Remark, ...PROBLEM_RESPONSES },
      },
    },
    async (request, reply) => {
      const writer = writerOf(request)
      const id = await writeRemark(platform, writer, request.body)
      reply.code(201).header('location', `${PATH}/${id}`)
      return getOne(platform, request.actor, id)
    },
  )

  app.get(
    `${PATH}/:id`,
    {
      config: anyone,
      schema: {
        summary: 'A remark',
        description: 'Of one that moderators hid, the text is only for its writer and for moderators.',
        operationId: 'getRemark',
        tags,
        params,
        response: { 200: Remark, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }) => getOne(platform, actor, id),
  )

  app.patch(
    `${PATH}/:id`,
    {
      config,
      schema: {
        summary: 'Change your remark, within an hour and as long as nobody supports or disputes it',
        operationId: 'changeRemark',
        tags,
        params,
        body: RemarkChange,
        response: { 200: Remark, ...PROBLEM_RESPONSES },
      },
    },
    async (request) => {
      await changeRemark(platform, writerOf(request), request.params.id, request.body)
      return getOne(platform, request.actor, request.params.id)
    },
  )

  app.delete(
    `${PATH}/:id`,
    {
      config,
      schema: {
        summary: 'Withdraw your remark: it is gone, with what others said of it',
        operationId: 'withdrawRemark',
        tags,
        params,
        response: { 204: DONE, ...PROBLEM_RESPONSES },
      },
    },
    async (request, reply) => {
      await withdrawRemark(platform, writerOf(request), request.params.id)
      return reply.code(204).send(null)
    },
  )

  app.put(
    `${PATH}/:id/voice`,
    {
      config,
      schema: {
        summary: 'Support or dispute a remark of somebody else; it takes the place of what you said before',
        operationId: 'giveVoice',
        tags,
        params,
        body: NewVoice,
        response: { 200: Remark, ...PROBLEM_RESPONSES },
      },
    },
    async (request) => {
      await giveVoice(platform, writerOf(request), request.params.id, request.body)
      return getOne(platform, request.actor, request.params.id)
    },
  )

  app.delete(
    `${PATH}/:id/voice`,
    {
      config,
      schema: {
        summary: 'Take back your support or dispute',
        operationId: 'takeBackVoice',
        tags,
        params,
        response: { 204: DONE, ...PROBLEM_RESPONSES },
      },
    },
    async (request, reply) => {
      await takeBackVoice(platform, writerOf(request), request.params.id)
      return reply.code(204).send(null)
    },
  )
}

/** @throws Problem invalid-request when a list is asked about more than one thing */
function requireOnePlace({ thing, datastream, area }: RemarkQuery): void {
  const given = Object.entries({ thing, datastream, area }).filter(([, value]) => value !== undefined)
  if (given.length <= 1) return
  const detail = {
    nl: 'Vraag opmerkingen bij één ding: thing, datastream of area. Laat de andere weg.',
    en: 'Ask for remarks on one thing: thing, datastream or area. Leave the others out.',
  }
  throw new Problem(
    'invalid-request',
    detail,
    given.map(([name]) => ({ in: 'query' as const, pointer: `/${name}`, detail })),
  )
}

/** A remark as the actor sees it. @throws Problem not-found */
async function getOne({ db, clock }: Remarks, actor: Actor, id: string): Promise<Remark> {
  const personId = actor.kind === 'person' ? actor.personId : null
  const now = clock()
  const found = await findRemark(db, id, { personId, moderates: await isModerator(db, actor) }, now)
  if (!found) throw missingRemark()
  return present(found, now)
}

function present(remark: FoundRemark, now: Date): Remark {
  const { isOwn, writtenAt, supports, disputes, hidden } = remark
  const state = { writtenAt: new Date(writtenAt), voices: supports + disputes, isHidden: hidden !== null }
  return { ...remark, mayChange: isOwn && mayChange(state, now) }
}

/** Who writes; the route lets only people in. */
function writerOf({ actor, trace, ip }: { actor: Actor; trace: Trace; ip: string }): Writer {
  if (actor.kind !== 'person') throw new Error('The route lets in only people.')
  return { person: actor, trace, ip }
}
