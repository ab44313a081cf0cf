import { type Actor, organisationsOf } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { notFound } from '../../platform/errors.ts'
import { PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/slice.ts'
import { type Challenge, ChallengeKey, findChallenge } from '../challenges/index.ts'
import { judgeGoal, withoutIndicator } from './progress.ts'
import { ChallengeProgress, type GoalProgress } from './schema.ts'
import { findIndicator } from './store/indicators.ts'
import { findStanding } from './store/progress.ts'

/** The route that tells how far the goals of a challenge are, by the figures of their indicators. */
export function addProgressRoutes(http: Http, { db, clock }: Platform): void {
  typed(http).get(
    '/api/v1/challenges/:key/progress',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read how far the goals of a challenge are',
        description:
          'A goal is judged by the least favourable figure of a whole year after its baseline, in its own area or in all of the challenge. Where that cannot be compared, `state` says why and there is no share.',
        operationId: 'getChallengeProgress',
        tags: ['challenges'],
        params: ChallengeKey,
        response: { 200: ChallengeProgress, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => {
      const challenge = await findChallenge(db, actor, params.key)
      if (!challenge) throw notFound({ nl: 'Deze opgave', en: 'This challenge' })
      const told = challenge.goals.map((goal) => tellProgress(db, actor, challenge, goal, clock()))
      return { items: await Promise.all(told) }
    },
  )
}

async function tellProgress(
  db: Db,
  actor: Actor,
  { areaCodes }: Challenge,
  goal: Challenge['goals'][number],
  now: Date,
): Promise<GoalProgress> {
  const indicator = goal.indicatorId && (await findIndicator(db, goal.indicatorId, organisationsOf(actor)))
  if (!indicator) return withoutIndicator(goal)
  const { areaCode, direction, baselineDate } = goal
  const within = areaCode === null ? areaCodes : [areaCode]
  return judgeGoal(
    goal,
    indicator,
    await findStanding(db, { indicator, within, direction, baselineDate, now }),
  )
}
