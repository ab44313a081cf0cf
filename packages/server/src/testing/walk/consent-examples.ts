import type { Example } from './examples.ts'
import { CONTENT, PURPOSE } from './fill-consent.ts'
import type { World } from './world.ts'

/** Requests about notices, consents and receipts. */
export function consentExamples(world: World): Record<string, Example> {
  const { noticeId, noticeDraftId, personalDatasetId: datasetId, organisationId } = world
  const id = noticeDraftId
  const offer = { ...CONTENT.offer, recipientIds: [organisationId] }
  const content = { ...CONTENT, offer, asksAgain: true }
  return {
    'GET /consent-notices': { query: { pageSize: '2', datasetId, purpose: PURPOSE } },
    'POST /consent-notices': { body: { datasetId, purpose: PURPOSE, ...content }, once: true },
    'GET /consent-notices/{id}': { path: { id: noticeId } },
    'PATCH /consent-notices/{id}': { path: { id }, body: content },
    'POST /consent-notices/{id}/publication': { path: { id }, query: { check: 'true' } },
    'POST /consent-notices/{id}/versions': {
      path: { id: noticeId },
      body: { reason: 'De tekst moest beter.' },
      once: true,
    },
    'GET /consent-notices/{id}/versions/{number}': { path: { id: noticeId, number: '1' } },
    'GET /me/consents': { query: { pageSize: '2' } },
    'GET /me/consents/{noticeId}': { path: { noticeId } },
    'PUT /me/consents/{noticeId}': {
      path: { noticeId },
      body: {
        answer: 'yes',
        noticeVersion: 1,
        language: 'nl',
        place: '500m',
        time: 'day',
        inGroups: true,
        until: '2026-06-01T00:00:00Z',
      },
    },
    'GET /me/consents/{noticeId}/receipts/{number}': { path: { noticeId, number: '1' } },
    'POST /consent-receipt-checks': { body: {}, open: [''] },
    'GET /consent-receipt-keys': {},
  }
}
