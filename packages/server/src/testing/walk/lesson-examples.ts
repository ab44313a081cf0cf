import type { Example } from './examples.ts'
import type { World } from './world.ts'

const NOTHING = '00000000-0000-4000-8000-000000000001'

/** Requests about lessons and what came of decisions. Of no evaluation, so that none is drawn. */
export function lessonExamples({ challengeId, indicatorId }: World): Record<string, Example> {
  const path = { evaluationKey: NOTHING }
  const lesson = {
    verdict: 'change',
    text: 'Begin met water geven, en plant daarna.',
    surprised: 's',
    forWhom: 'f',
    nextChallengeId: challengeId,
    nextInterventionId: null,
    reason: 'De zomer was anders.',
  }
  return {
    'GET /outcomes': { query: { decisionId: NOTHING } },
    'GET /lessons': {
      query: {
        pageSize: '2',
        search: 'bomen',
        verdict: 'stop',
        challengeId,
        interventionId: NOTHING,
        area: 'GM9001',
      },
    },
    'GET /lessons/similar': { query: { text: 'Bomen tegen hitte', area: 'GM9001', indicatorId } },
    'GET /lessons/missing': {},
    'GET /lessons/{evaluationKey}': { path, once: true },
    'PUT /lessons/{evaluationKey}': { path, body: lesson, once: true },
  }
}
