import { hasRole, organisationsOf } from '../../../platform/actor.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { IndicatorKey } from '../calculations/schema.ts'
import { EDITORS, foreignIndicator, missingIndicator } from '../steps.ts'
import { findIndicator, lockIndicator } from '../store/indicators.ts'
import { NewSteeringAnswer, SteeringAnswers } from './schema.ts'
import { listAnswers, storeAnswer } from './store.ts'

/** The routes of what the authors of an indicator say to its steering check. They answer findings; none can be hidden. */
export function addAnswerRoutes(http: Http, { db, clock }: Platform): void {
  const app = typed(http)
  app.get(
    '/api/v1/indicators/:key/steering-answers',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read what the authors of an indicator say to its steering check',
        operationId: 'listSteeringAnswers',
        tags: ['indicators'],
        params: IndicatorKey,
        response: { 200: SteeringAnswers, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => {
      const indicator = await findIndicator(db, params.key, organisationsOf(actor))
      if (!indicator) throw missingIndicator()
      return { items: await listAnswers(db, indicator.id) }
    },
  )

  app.put(
    '/api/v1/indicators/:key/steering-answers',
    {
      config: { access: EDITORS },
      schema: {
        summary: 'Answer a finding of the steering check of an indicator',
        description:
          'The answer is shown beside the finding, which stays. An empty text takes the answer away.',
        operationId: 'answerSteeringFinding',
        tags: ['indicators'],
        params: IndicatorKey,
        body: NewSteeringAnswer,
        response: { 200: SteeringAnswers, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) => {
      const indicator = await findIndicator(db, params.key, organisationsOf(actor))
      if (!indicator) throw missingIndicator()
      if (!hasRole(actor, EDITORS, indicator.ownerId)) throw foreignIndicator()
      return db.transaction().execute(async (transaction) => {
        await lockIndicator(transaction, indicator.id)
        await storeAnswer(transaction, indicator.id, body, clock())
        return { items: await listAnswers(transaction, indicator.id) }
      })
    },
  )
}
