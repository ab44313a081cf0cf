import { organisationsOf } from '../../platform/actor.ts'
import { notFound } from '../../platform/errors.ts'
import { PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/slice.ts'
import { type Challenge, ChallengeKey, findChallenge } from '../challenges/index.ts'
import { judgeGoal, withoutIndicator } from './progress.ts'
import { ChallengeProgress } from './schema.ts'
import { type Asked, findStandings } from './store/progress.ts'

/** The route that tells how far the goals of a challenge are, by the figures of their indicators. */
export function addProgressRoutes(http: Http, { db, clock }: Platform): void {
  typed(http).get(
    '/api/v1/challenges/:key/progress',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read how far the goals of a challenge are',
        description:
          'A goal is judged by the least favourable figure of a whole year after its baseline, in its own area or in all of the challenge, when enough was measured in every one of them. Where that cannot be compared, `state` says why and there is no share.',
        operationId: 'getChallengeProgress',
        tags: ['challenges'],
        params: ChallengeKey,
        response: { 200: ChallengeProgress, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => {
      const challenge = await findChallenge(db, actor, params.key)
      if (!challenge) throw notFound({ nl: 'Deze opgave', en: 'This challenge' })
      const standings = await findStandings(
        db,
        challenge.goals.flatMap((goal) => ask(challenge, goal)),
        organisationsOf(actor),
        clock(),
      )
      const items = challenge.goals.map((goal) => {
        const standing = standings.get(goal.id)
        return standing ? judgeGoal(goal, standing) : withoutIndicator(goal)
      })
      return { items }
    },
  )
}

function ask({ areaCodes }: Challenge, goal: Challenge['goals'][number]): Asked[] {
  const { id, indicatorId, areaCode, direction, baselineDate } = goal
  if (indicatorId === null) return []
  const within = areaCode === null ? areaCodes : [areaCode]
  return [{ goalId: id, indicatorId, within, direction, baselineDate }]
}
