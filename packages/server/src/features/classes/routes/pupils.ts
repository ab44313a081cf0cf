import { Type } from 'typebox'
import { Id, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { RecordProcessing } from '../../../platform/processing.ts'
import type { Platform } from '../../../platform/slice.ts'
import { describePupils } from '../activities.ts'
import { NewPupils, PupilCard, PupilCards } from '../schema.ts'
import { type ErasePupilWork, getOwnClass } from '../steps/classes.ts'
import { makePupils, removePupil, renewCard } from '../steps/pupils.ts'
import { teacherOf } from './classes.ts'

const tags = ['classes']
const config = { access: 'person' } as const
const PATH = '/api/v1/classes/:id/pupils'

/** What a teacher does with the pupils of a class. */
export function addPupilRoutes(
  http: Http,
  platform: Platform & { record: RecordProcessing; eraseWork: ErasePupilWork },
): void {
  const app = typed(http)
  const { record, eraseWork } = platform

  app.post(
    PATH,
    {
      config,
      schema: {
        summary: 'Make pupils with a nickname and a card, to hand out',
        operationId: 'makePupils',
        tags,
        params: Type.Object({ id: Id }),
        body: NewPupils,
        response: { 201: PupilCards, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, body, actor, trace }, reply) => {
      const items = await makePupils(platform, teacherOf(actor), id, body.count)
      const pupilIds = items.map((pupil) => pupil.id)
      await record(describePupils(trace, 'kaarten maken', pupilIds))
      return reply.code(201).send({ items })
    },
  )

  app.post(
    `${PATH}/:pupilId/card`,
    {
      config,
      schema: {
        summary: 'Give a pupil a new card; the one of before stops at once',
        operationId: 'renewPupilCard',
        tags,
        params: Type.Object({ id: Id, pupilId: Id }),
        response: { 200: PupilCard, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id, pupilId }, actor }) =>
      renewCard(platform, teacherOf(actor), { classId: id, pupilId }),
  )

  app.delete(
    `${PATH}/:pupilId`,
    {
      config,
      schema: {
        summary: 'Remove a pupil with everything they wrote',
        operationId: 'removePupil',
        tags,
        params: Type.Object({ id: Id, pupilId: Id }),
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id, pupilId }, actor, trace }, reply) => {
      const teacher = teacherOf(actor)
      await getOwnClass(platform, teacher, id)
      await record(describePupils(trace, 'leerling weghalen', [pupilId]))
      await removePupil(platform, teacher, { classId: id, pupilId }, eraseWork)
      return reply.code(204).send(null)
    },
  )
}
