import type { Example } from './examples.ts'
import type { World } from './world.ts'

/** Good requests about decisions. */
export function decisionExamples(world: World): Record<string, Example> {
  const page = { pageSize: '2' }
  const { challengeId, goalId, indicatorId, decisionId, publishedId, organisationId, mandateId } = world
  const consequences = [{ party: 'Bewoners', effect: 'e', kind: 'positive' }]
  const option = { title: 'Niets doen', description: '', cost: 0, consequences }
  const decision = {
    title: 'Bomen',
    question: 'q',
    field: 'public-space',
    amount: 10,
    areaCodes: ['GM9001'],
    signalIds: [],
    options: [
      { id: 'nul', kind: 'do-nothing', ...option },
      { id: 'bomen', kind: 'action', ...option },
    ],
    chosenOptionId: 'bomen',
    outcome: 'act',
    reasons: 'Daarom kiezen we dit.',
    evidence: [{ kind: 'document', title: 't', reference: 'https://example.org/', note: '' }],
    dissent: [{ who: 'w', as: 'party', on: 'cost', ground: 'g', answer: 'a' }],
    involved: [{ party: 'Bewoners', how: 'consulted', note: 'n' }],
    advice: [{ who: 'w', advice: 'a', followed: 'yes', answer: 'a' }],
    votes: { body: 'Raad', for: 1, against: 0, abstained: 0, factions: [] },
    problem: 'p',
    goal: 'd',
    goalIds: [goalId],
    watchUntil: '2027-01-01',
    receiver: 'Provincie',
    reopenLine: { indicatorId, areaCode: 'GM9001', side: 'above', value: 20, periods: 3 },
    replacesId: null,
    mandateId,
    decidedOn: '2026-03-01',
    reviewDate: '2027-03-01',
  }
  return {
    'GET /decision-board': {},
    'GET /decisions': {
      query: { ...page, challengeId, q: 'bomen', field: 'public-space', area: 'GM9001', standing: 'open' },
    },
    'POST /decisions': { body: { ...decision, challengeId, ownerId: organisationId } },
    'GET /decisions/{key}': { path: { key: decisionId } },
    'PATCH /decisions/{key}': { path: { key: decisionId }, body: decision },
    'GET /decisions/{key}/versions/{number}': { path: { key: publishedId, number: '1' } },
    'POST /decisions/{key}/publication': { path: { key: decisionId }, once: true },
    'GET /decisions/{key}/linked-data': { path: { key: publishedId } },
    'GET /decisions/{key}/open-raadsinformatie': { path: { key: publishedId } },
    'GET /decisions/{key}/woo-metadata': { path: { key: publishedId } },
    'GET /decisions/{key}/versions/{number}/saves': { path: { key: decisionId, number: '1' } },
    'GET /decisions/{key}/versions/{number}/saves/{save}': {
      path: { key: decisionId, number: '1', save: '1' },
    },
    'POST /decisions/{key}/opening': { path: { key: decisionId }, once: true },
    'POST /decisions/{key}/reviews': {
      path: { key: publishedId },
      body: { result: 'kept', reasons: 'Het heeft gewerkt.', nextReviewDate: '2030-01-01' },
    },
    'POST /decisions/{key}/withdrawal': {
      path: { key: publishedId },
      body: { reason: 'Het geldt niet meer.' },
      once: true,
    },
    'POST /decisions/{key}/versions': {
      path: { key: publishedId },
      body: { reason: 'een betere reden' },
      once: true,
    },
  }
}
