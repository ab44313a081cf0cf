import type { Example } from './examples.ts'
import type { World } from './world.ts'

/** Requests about interventions. */
export function interventionExamples(world: World): Record<string, Example> {
  const { challengeId, goalId, indicatorId, organisationId, publishedId, milestoneId } = world
  const key = world.interventionId
  const running = world.runningId
  const nothing = '00000000-0000-4000-8000-000000000001'
  const criterion = { indicatorId, direction: 'lower', value: 20, by: '2026-12-31', text: 't' }
  const plan = {
    title: 'Bomen',
    summary: 's',
    goalId,
    decisionId: publishedId,
    areaCodes: ['GM9001'],
    start: '2026-06-01',
    end: '2027-06-01',
    plannedCost: 10,
    parties: [{ organisationId, role: 'executes', contribution: 'c' }],
    hypothesis: { indicatorId, direction: 'lower', change: 1, by: '2027-01-01', reason: 'r' },
    scaleWhen: [criterion],
    stopWhen: [criterion],
    design: {
      ...{ comparisonCodes: [], periodsBefore: 12, periodsAfter: 12, note: 'n' },
      ...{ method: 'interrupted-series', step: 'month', shape: 'level' },
    },
  }
  const answers = [{ question: 'inclusive', answer: 'yes', text: 't' }]
  return {
    'GET /intervention-questions': {},
    'GET /interventions': {
      query: { pageSize: '2', challengeId, area: 'GM9001', state: 'running', stalled: 'false', mine: 'true' },
    },
    'POST /interventions': { body: { ...plan, challengeId, kind: 'pilot', ownerId: organisationId } },
    'GET /interventions/{key}': { path: { key } },
    'PATCH /interventions/{key}': { path: { key }, body: plan },
    'DELETE /interventions/{key}': { path: { key }, once: true },
    'PUT /interventions/{key}/ethics-check': {
      path: { key },
      body: { answers, by: 'projectleider' },
      once: true,
    },
    'GET /interventions/{key}/design': {
      path: { key },
      query: { compare: 'GM9001', before: '12', after: '12' },
    },
    'POST /interventions/{key}/plans': {
      path: { key },
      body: { change: { plannedCost: 5 }, reason: 'Het is goedkoper.', check: true },
      once: true,
    },
    'GET /interventions/{key}/plans/{number}': { path: { key, number: '1' }, once: true },
    'POST /interventions/{key}/start': {
      path: { key },
      body: { startedOn: '2026-03-01', decisionId: publishedId, withoutRegistration: true },
      once: true,
    },
    'POST /interventions/{key}/end': {
      path: { key: running },
      body: {
        outcome: 'stopped',
        reason: 'Het werkte niet.',
        decisionId: publishedId,
        endedOn: '2026-03-02',
      },
      once: true,
    },
    'POST /interventions/{key}/withdrawal': {
      path: { key: running },
      body: { reason: 'Dit klopt niet.' },
      once: true,
    },
    'POST /interventions/{key}/deviations': {
      path: { key: running },
      body: { what: 'w', why: 'y', since: '2026-03-01' },
    },
    'POST /interventions/{key}/milestones': {
      path: { key: running },
      body: { title: 't', plannedOn: '2026-05-01', reachedOn: '2026-03-01' },
    },
    'PATCH /interventions/{key}/milestones/{id}': {
      path: { key: running, id: milestoneId },
      body: { title: 't', plannedOn: null, reachedOn: '2026-03-01' },
    },
    'DELETE /interventions/{key}/milestones/{id}': { path: { key: running, id: milestoneId }, once: true },
    'POST /interventions/{key}/costs': {
      path: { key: running },
      body: { amount: 12.5, day: '2026-03-01', what: 'Bomen' },
    },
    'POST /interventions/{key}/photos': {
      path: { key: running },
      query: { alt: 'Vijf jonge bomen', takenOn: '2026-03-01' },
      type: 'image/png',
      body: Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
        'base64',
      ),
      once: true,
    },
    'GET /interventions/{key}/photos/{id}': { path: { key: running, id: nothing }, once: true },
    'POST /interventions/{key}/photos/{id}/withdrawal': {
      path: { key: running, id: nothing },
      body: { reason: 'Er staat iemand op.' },
      once: true,
    },
  }
}
