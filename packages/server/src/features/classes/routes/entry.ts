import { Type } from 'typebox'
import type { Actor } from '../../../platform/actor.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { RecordProcessing } from '../../../platform/processing.ts'
import type { Platform } from '../../../platform/slice.ts'
import { describePupils } from '../activities.ts'
import { CardEntry, NewPupil, OwnClass, PupilCard, Visit, VisitedClass } from '../schema.ts'
import { beginSession, endSession } from '../session.ts'
import { comeBack, joinClass, visitClass } from '../steps/pupils.ts'
import { missingClass } from '../steps/refuse.ts'
import { findClass } from '../store.ts'
import type { PupilActor } from '../store-pupils.ts'
import { lastDayOf } from './classes.ts'

const tags = ['classes']
const config = { access: 'anyone' } as const

/** How a pupil comes in, comes back and stops. */
export function addEntryRoutes(http: Http, platform: Platform & { record: RecordProcessing }): void {
  const app = typed(http)
  const { db, clock, record } = platform

  app.post(
    '/api/v1/class-visits',
    {
      config,
      schema: {
        summary: 'Look into which class a code lets, and which names are free there',
        description: 'Nothing is kept, but that a code was wrong.',
        operationId: 'visitClass',
        tags,
        body: Visit,
        response: { 200: VisitedClass, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor, ip }) => {
      const { found, nicknames } = await visitClass(platform, body.code, { actor, address: ip })
      return { school: found.school, name: found.name, nicknames }
    },
  )

  app.post(
    '/api/v1/pupils',
    {
      config,
      schema: {
        summary: 'Come into a class for the first time, under a nickname',
        description: 'The answer has the words of the card, once, and sets a cookie that lasts a school day.',
        operationId: 'joinClass',
        tags,
        body: NewPupil,
        response: { 201: PupilCard, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor, ip, trace, headers }, reply) => {
      const pupil = await joinClass(platform, body, { actor, address: ip })
      await record(describePupils(trace, 'in een klas komen', [pupil.id]))
      const session = { ...platform, now: clock(), cookies: headers.cookie, pupilId: pupil.id }
      reply.code(201).header('set-cookie', await beginSession(db, session))
      return pupil
    },
  )

  app.post(
    '/api/v1/pupil-sessions',
    {
      config,
      schema: {
        summary: 'Come back into a class with a card',
        description: 'The answer sets a cookie that lasts a school day.',
        operationId: 'comeBackToClass',
        tags,
        body: CardEntry,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor, ip, headers }, reply) => {
      const { id } = await comeBack(platform, body, { actor, address: ip })
      const session = { ...platform, now: clock(), cookies: headers.cookie, pupilId: id }
      reply.header('set-cookie', await beginSession(db, session))
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/api/v1/pupil-sessions',
    {
      config,
      schema: {
        summary: 'Stop working in this browser',
        operationId: 'leaveClass',
        tags,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ headers }, reply) => {
      reply.header('set-cookie', await endSession(db, { ...platform, cookies: headers.cookie }))
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/v1/me/class',
    {
      config: { access: 'pupil' },
      schema: {
        summary: 'The class in which you work now',
        operationId: 'getMyClass',
        tags,
        response: { 200: OwnClass, ...PROBLEM_RESPONSES },
      },
    },
    async ({ actor }) => {
      const { classId, name: nickname } = pupilOf(actor)
      const found = await findClass(db, classId, clock())
      if (!found) throw missingClass()
      return { nickname, school: found.school, name: found.name, endsOn: lastDayOf(found) }
    },
  )
}

/** Who works; the route lets only pupils in. */
function pupilOf(actor: Actor): PupilActor {
  if (actor.kind !== 'pupil') throw new Error('The route lets in only pupils.')
  return actor
}
