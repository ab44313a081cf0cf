import type { Example } from './examples.ts'
import type { World } from './world.ts'

/** Requests about evaluations. */
export function evaluationExamples(world: World): Record<string, Example> {
  const { challengeId, indicatorId, runningId: interventionId, evaluationId: key } = world
  const content = {
    title: 'Werken de bomen?',
    indicatorId,
    areaCodes: ['GM9001'],
    comparisonCodes: [],
    otherInterventionIds: [],
    design: 'interrupted-series',
    step: 'day',
    shape: 'level',
    from: '2026-01-01',
    until: '2026-02-01',
    deviation: 'd',
    spillOver: 's',
    remarks: 'r',
  }
  return {
    'GET /evaluation-arrears': { query: { interventionId } },
    'GET /evaluations': {
      query: {
        ...{ pageSize: '2', challengeId, interventionId, indicatorId, area: 'GM9001' },
        ...{ answer: 'no-evidence', state: 'published', mine: 'true' },
      },
    },
    'POST /evaluations': { body: { interventionId, ...content } },
    'GET /evaluations/{key}': { path: { key } },
    'PATCH /evaluations/{key}': { path: { key }, body: content },
    'DELETE /evaluations/{key}': { path: { key }, once: true },
    'GET /evaluations/{key}/choices': { path: { key }, once: true },
    'GET /evaluations/{key}/computation': { path: { key }, once: true },
    'PUT /evaluations/{key}/computation': { path: { key }, once: true },
    'DELETE /evaluations/{key}/computation': { path: { key }, once: true },
    'POST /evaluations/{key}/publication': { path: { key }, body: { check: true }, once: true },
    'GET /evaluations/{key}/text': { path: { key }, once: true },
    'POST /evaluations/{key}/withdrawal': {
      path: { key },
      body: { reason: 'Een meter hing op de verkeerde plek.' },
      once: true,
    },
  }
}
