import { calendarDay } from '../../platform/clock.ts'
import { PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/slice.ts'
import { listFollowing } from '../interventions/index.ts'
import { Outcomes, OutcomesQuery } from './schema.ts'
import { listEvaluationsOf } from './store.ts'

/** What came of decisions, for everyone. */
export function addRoutes(http: Http, { db, clock }: Pick<Platform, 'db' | 'clock'>): void {
  typed(http).get(
    '/api/v1/outcomes',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'What was done by decisions, and whether it worked',
        description:
          'Public interventions that follow from each, with their published evaluations and lessons.',
        tags: ['decisions'],
        operationId: 'listOutcomes',
        querystring: OutcomesQuery,
        response: { 200: Outcomes, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query }) => {
      const done = await listFollowing(db, query.decisionId, calendarDay(clock()))
      const measured = await listEvaluationsOf(
        db,
        done.map(({ id }) => id),
      )
      const items = done.map((intervention) => ({
        ...intervention,
        evaluations: measured
          .filter(({ interventionId }) => interventionId === intervention.id)
          .map(({ interventionId: _, publishedAt, ...rest }) => ({
            ...rest,
            publishedAt: publishedAt.toISOString(),
          })),
      }))
      return { items }
    },
  )
}
