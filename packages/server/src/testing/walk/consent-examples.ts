import type { Example } from './examples.ts'
import type { Send } from './fill.ts'
import type { World } from './world.ts'

type Made = { id: string }
const PURPOSE = 'https://w3id.org/dpv#PublicPolicyMaking'
const text = { nl: 'Wij gebruiken dit.', en: 'We use this.' }

const CONTENT = {
  title: text,
  what: text,
  why: text,
  controller: text,
  precision: text,
  retention: text,
  recipients: text,
  consequences: text,
  withdrawal: text,
  frozen: text,
  contact: 'privacy@example.org',
  offer: { place: '100m', time: 'hour', inGroups: true, longestDays: 365, keptDays: null },
}

/** A personal dataset with a notice that is published, on which its maker said yes, and one that is a draft. */
export async function fillConsent(send: Send, organisationId: string) {
  const dataset = await send<Made>('POST', 'datasets', {
    title: 'Meters van bewoners',
    licence: 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/cc0',
    access: 'personal',
    theme: 'environment',
    contact: 'data@example.org',
    precision: { minimumGroup: 5 },
  })
  const offer = { ...CONTENT.offer, recipientIds: [organisationId] }
  const notice = { datasetId: dataset.id, purpose: PURPOSE, ...CONTENT, offer }
  const { id: noticeId } = await send<Made>('POST', 'consent-notices', notice)
  await send('POST', `consent-notices/${noticeId}/publication`, '')
  const research = 'https://w3id.org/dpv#ScientificResearch'
  const { id: noticeDraftId } = await send<Made>('POST', 'consent-notices', { ...notice, purpose: research })
  const yes = { answer: 'yes', noticeVersion: 1, language: 'nl' }
  await send('PUT', `me/consents/${noticeId}`, yes)
  return { personalDatasetId: dataset.id, noticeId, noticeDraftId }
}

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
