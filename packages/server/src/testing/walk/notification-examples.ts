import type { Example } from './examples.ts'
import type { World } from './world.ts'

const NOTHING = '00000000-0000-4000-8000-000000000001'

/** Requests about who answers for signals, digests and webhooks. What asks another server is only sent wrong. */
export function notificationExamples(world: World): Record<string, Example> {
  const { organisationId, challengeId, indicatorId } = world
  const id = organisationId
  const owner = { organisationId, role: 'policy-officer' }
  const webhook = {
    url: 'https://example.org/haak',
    happenings: ['opened'],
    challengeId,
    indicatorId,
    areaCode: 'GM9001',
  }
  return {
    'GET /indicators/{key}/signal-owner': { path: { key: indicatorId } },
    'PUT /indicators/{key}/signal-owner': { path: { key: indicatorId }, body: owner },
    'PUT /signals/{id}/owner': { path: { id: NOTHING }, body: owner, once: true },
    'GET /me/messages': {},
    'PUT /me/messages': { body: { language: 'nl', rhythm: 'week' } },
    'POST /me/messages/subjects': { body: { about: 'challenge', challengeId } },
    'DELETE /me/messages/subjects/{id}': { path: { id: NOTHING }, once: true },
    'GET /me/outcomes': { query: { pageSize: '2' } },
    'GET /me/muted-challenges': {},
    'PUT /me/muted-challenges/{challengeId}': { path: { challengeId } },
    'DELETE /me/muted-challenges/{challengeId}': { path: { challengeId } },
    'POST /messages/stop': { query: { key: 'x'.repeat(32), challengeId } },
    'GET /organisations/{id}/webhooks': { path: { id }, query: { pageSize: '2' } },
    'POST /organisations/{id}/webhooks': { path: { id }, body: webhook, once: true },
    'GET /webhooks/{id}': { path: { id: NOTHING }, once: true },
    'DELETE /webhooks/{id}': { path: { id: NOTHING }, once: true },
    'POST /webhooks/{id}/confirmation': { path: { id: NOTHING }, once: true },
    'POST /webhooks/{id}/secrets': { path: { id: NOTHING }, once: true },
    'GET /webhooks/{id}/deliveries': { path: { id: NOTHING }, query: { pageSize: '2' }, once: true },
    'POST /webhooks/{id}/deliveries/{deliveryId}/replay': {
      path: { id: NOTHING, deliveryId: NOTHING },
      once: true,
    },
  }
}
