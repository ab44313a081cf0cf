import { Type } from 'typebox'
import type { Actor } from '../../../platform/actor.ts'
import { calendarDay } from '../../../platform/clock.ts'
import { Problem } from '../../../platform/errors.ts'
import { decodeCursor, toPage } from '../../../platform/http/paging.ts'
import { Id, PageQuery, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { RecordProcessing } from '../../../platform/processing.ts'
import type { Platform } from '../../../platform/slice.ts'
import { describeTeaching } from '../activities.ts'
import { writeCode } from '../rules/code.ts'
import { ClassBody, ClassPage, ClassPatch, type ClassSummary, SchoolClass } from '../schema.ts'
import {
  changeClass,
  closeClass,
  type ErasePupilWork,
  getClosable,
  getOwnClass,
  openClass,
  oversees,
  renewCode,
  type Teacher,
} from '../steps/classes.ts'
import { listClasses, type StoredClass } from '../store.ts'
import { listPupils } from '../store-pupils.ts'

const tags = ['classes']
const config = { access: 'person' } as const
const params = Type.Object({ id: Id })
const PATH = '/api/v1/classes'

/** The routes of a teacher's own classes; those of others do not exist, but for who oversees them all. */
export function addClassRoutes(
  http: Http,
  platform: Platform & { record: RecordProcessing; eraseWork: ErasePupilWork },
): void {
  const { db, clock, record, eraseWork } = platform
  const app = typed(http)

  async function getOne(teacher: Teacher, id: string): Promise<SchoolClass> {
    const found = await getOwnClass(platform, teacher, id)
    const members = await listPupils(db, id)
    return {
      ...summarise(found),
      code: found.code && writeCode(found.code),
      keepsPublished: found.keepsPublished,
      members: members.map(({ joinedAt, ...pupil }) => ({ ...pupil, joinedAt: joinedAt.toISOString() })),
    }
  }

  app.get(
    PATH,
    {
      config,
      schema: {
        summary: 'Your classes, newest first',
        operationId: 'listClasses',
        tags,
        querystring: Type.Object({
          ...PageQuery,
          all: Type.Optional(
            Type.Boolean({ description: 'Those of every teacher: for administrators of the platform' }),
          ),
        }),
        response: { 200: ClassPage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query: { all = false, pageSize = 50, cursor }, actor }) => {
      const { personId } = teacherOf(actor)
      if (all && !(await oversees(db, actor))) throw notOverseer()
      const after = decodeCursor(cursor, 2)
      const asked = {
        now: clock(),
        limit: pageSize + 1,
        ...(all ? {} : { personId }),
        ...(after && { after }),
      }
      const page = toPage(await listClasses(db, asked), pageSize, ({ openedAt, id }) => [
        openedAt.toISOString(),
        id,
      ])
      return { items: page.items.map(summarise), next: page.next }
    },
  )

  app.post(
    PATH,
    {
      config,
      schema: {
        summary: 'Open a class',
        description:
          'Everybody with an account can. Administrators of the platform see all classes, and can close them.',
        operationId: 'openClass',
        tags,
        body: ClassBody,
        response: { 201: SchoolClass, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor, trace }, reply) => {
      const teacher = teacherOf(actor)
      await record(describeTeaching(trace, 'klas openen', teacher.personId))
      const id = await openClass(platform, teacher, body)
      reply.code(201).header('location', `${PATH}/${id}`)
      return getOne(teacher, id)
    },
  )

  app.get(
    `${PATH}/:id`,
    {
      config,
      schema: {
        summary: 'One of your classes, with its pupils',
        operationId: 'getClass',
        tags,
        params,
        response: { 200: SchoolClass, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }) => getOne(teacherOf(actor), id),
  )

  app.patch(
    `${PATH}/:id`,
    {
      config,
      schema: {
        summary: 'Change what a class is called, when it ends, or what stays of it',
        operationId: 'changeClass',
        tags,
        params,
        body: ClassPatch,
        response: { 200: SchoolClass, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, body, actor }) => {
      const teacher = teacherOf(actor)
      await changeClass(platform, teacher, id, body)
      return getOne(teacher, id)
    },
  )

  app.delete(
    `${PATH}/:id`,
    {
      config,
      schema: {
        summary: 'Close a class: its code, pupils, cards and everything they wrote are erased at once',
        description:
          'For its teacher, and for administrators of the platform. What is published stays or goes as the class has chosen.',
        operationId: 'closeClass',
        tags,
        params,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor, trace }, reply) => {
      const { personId } = await getClosable(platform, teacherOf(actor), id)
      await record(describeTeaching(trace, 'klas sluiten', personId))
      await closeClass(db, id, eraseWork)
      return reply.code(204).send(null)
    },
  )

  app.post(
    `${PATH}/:id/code`,
    {
      config,
      schema: {
        summary: 'Give a class a new code; the one of before lets nobody in any more',
        operationId: 'renewClassCode',
        tags,
        params,
        response: { 200: SchoolClass, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }) => {
      const teacher = teacherOf(actor)
      await renewCode(platform, teacher, id, 'new')
      return getOne(teacher, id)
    },
  )

  app.delete(
    `${PATH}/:id/code`,
    {
      config,
      schema: {
        summary: 'Take the code of a class away: nobody can come in, who works goes on',
        operationId: 'removeClassCode',
        tags,
        params,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }, reply) => {
      await renewCode(platform, teacherOf(actor), id, 'none')
      return reply.code(204).send(null)
    },
  )
}

/** Who teaches; the routes let only people in. */
export function teacherOf(actor: Actor): Teacher {
  if (actor.kind !== 'person') throw new Error('The route lets in only people.')
  return actor
}

/** The last day of a class, of the moment at which it is over. */
export function lastDayOf({ endsAt }: Pick<StoredClass, 'endsAt'>): string {
  return calendarDay(new Date(endsAt.getTime() - 1))
}

function summarise(found: StoredClass): ClassSummary {
  const { id, school, name, openedAt, pupils } = found
  return { id, school, name, openedAt: openedAt.toISOString(), endsOn: lastDayOf(found), pupils }
}

function notOverseer(): Problem {
  return new Problem('not-allowed', {
    nl: 'Alleen beheerders van het platform zien alle klassen. Laat “all” weg om uw eigen klassen te zien.',
    en: 'Only administrators of the platform see all classes. Leave out “all” to see your own.',
  })
}
