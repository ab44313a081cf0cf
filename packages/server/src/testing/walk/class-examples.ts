import type { Example } from './examples.ts'
import type { World } from './world.ts'

/** Requests about classes and pupils. The sender of right ones has an account, so they are no pupil. */
export function classExamples({ classId: id, classCode: code, pupilId }: World): Record<string, Example> {
  // The sender's own analyses are of no pupil.
  const key = 'geen-analyse'
  const named = { school: 'De Meerkoet', name: 'groep 8', endsOn: '2026-07-01', keepsPublished: true }
  return {
    'POST /class-visits': { body: { code } },
    'GET /classes': { query: { pageSize: '2', all: 'false' } },
    'POST /classes': { body: named, once: true },
    'GET /classes/{id}': { path: { id } },
    'PATCH /classes/{id}': { path: { id }, body: named },
    'DELETE /classes/{id}': { path: { id }, once: true },
    'POST /classes/{id}/code': { path: { id }, once: true },
    'DELETE /classes/{id}/code': { path: { id }, once: true },
    'POST /classes/{id}/pupils': { path: { id }, body: { count: 1 }, once: true },
    'POST /classes/{id}/pupils/{pupilId}/card': { path: { id, pupilId } },
    'DELETE /classes/{id}/pupils/{pupilId}': { path: { id, pupilId }, once: true },
    'GET /analyses/{key}/handing-in': { path: { key }, once: true },
    'POST /analyses/{key}/handing-in': { path: { key }, query: { check: 'true' }, once: true },
    'GET /classes/{id}/analyses': { path: { id } },
    'GET /classes/{id}/analyses/{key}': { path: { id, key }, once: true },
    'GET /classes/{id}/analyses/{key}/preview': { path: { id, key }, query: { chart: '0' }, once: true },
    'GET /classes/{id}/analyses/{key}/steering-check': { path: { id, key }, once: true },
    'POST /classes/{id}/analyses/{key}/approval': {
      path: { id, key },
      body: { revision: 'x', naming: 'class' },
      once: true,
    },
    'POST /classes/{id}/analyses/{key}/giving-back': {
      path: { id, key },
      body: { remark: 'Welke straat is het?' },
      once: true,
    },
    'POST /classes/{id}/analyses/{key}/withdrawal': {
      path: { id, key },
      body: { reason: 'Er staat een naam in.' },
      once: true,
    },
    'POST /pupils': { body: { code, nickname: 'Blije Otter' }, once: true },
    'POST /pupil-sessions': { body: { code, card: 'maan tent koek brug' }, once: true },
    'DELETE /pupil-sessions': {},
    'GET /me/class': { once: true },
  }
}
