import { explainEmpty } from '../../platform/http/named.ts'
import { decodeCursor, toPage } from '../../platform/http/paging.ts'
import { PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/slice.ts'
import { findNamedAreas } from '../areas/index.ts'
import { findNamedChallenge } from '../challenges/index.ts'
import { DAYS_TO_LEARN, WRITERS } from './lists.ts'
import {
  EvaluationParams,
  Lesson,
  LessonBody,
  LessonPage,
  LessonQuery,
  MissingLessons,
  MissingQuery,
  SimilarLessons,
  SimilarQuery,
} from './schema.ts'
import { drawLesson, readLesson } from './steps.ts'
import { listLessons, listSimilar, listWithoutLesson } from './store.ts'

const tags = ['lessons']

/** The routes of lessons. */
export function addRoutes(http: Http, platform: Platform): void {
  const { db, clock } = platform
  const app = typed(http)

  app.get(
    '/api/v1/lessons',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'List lessons, the newest first',
        description: 'Of each evaluation the one that holds; not of evaluations that were withdrawn.',
        tags,
        operationId: 'listLessons',
        querystring: LessonQuery,
        response: { 200: LessonPage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      const { cursor, pageSize = 50, search, verdict, challengeId, interventionId, area } = query
      const rows = await listLessons(db, {
        ...{ search, verdict, challengeId, interventionId, area },
        after: decodeCursor(cursor, 2),
        limit: pageSize + 1,
      })
      await explainEmpty(rows, () => [
        findNamedChallenge(db, actor, challengeId),
        findNamedAreas(db, '/area', area),
      ])
      return toPage(rows, pageSize, ({ drawnAt, id }) => [drawnAt, id])
    },
  )

  app.get(
    '/api/v1/lessons/similar',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Lessons that are like what you are writing',
        description:
          'For who formulates a challenge or an intervention: the best five, by words, area and indicator.',
        tags,
        operationId: 'listSimilarLessons',
        querystring: SimilarQuery,
        response: { 200: SimilarLessons, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query: { text, area = [], indicatorId } }) => ({
      items: await listSimilar(db, { text, areaCodes: area, indicatorId }),
    }),
  )

  app.get(
    '/api/v1/lessons/missing',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Evaluations from which no lesson was drawn in time',
        description: `Published more than ${DAYS_TO_LEARN} days ago, the oldest first; at most 200.`,
        tags,
        operationId: 'listMissingLessons',
        querystring: MissingQuery,
        response: { 200: MissingLessons, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query: { evaluationId } }) => ({
      items: await listWithoutLesson(db, { now: clock(), evaluationId }),
    }),
  )

  app.get(
    '/api/v1/lessons/:evaluationKey',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read the lesson of an evaluation, with those before it',
        tags,
        operationId: 'getLesson',
        params: EvaluationParams,
        response: { 200: Lesson, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => readLesson(db, actor, params.evaluationKey),
  )

  app.put(
    '/api/v1/lessons/:evaluationKey',
    {
      config: { access: WRITERS },
      schema: {
        summary: 'Draw the lesson of an evaluation',
        description:
          'Everyone can read it at once. A later one takes its place, with the reason; the earlier one stays readable.',
        tags,
        operationId: 'putLesson',
        params: EvaluationParams,
        body: LessonBody,
        response: { 200: Lesson, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { evaluationKey }, body, actor }) => {
      await drawLesson(platform, actor, evaluationKey, body)
      return readLesson(db, actor, evaluationKey)
    },
  )
}
