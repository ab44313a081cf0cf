import type { Send } from './fill.ts'

type Made = { id: string }

export const PURPOSE = 'https://w3id.org/dpv#PublicPolicyMaking'
const text = { nl: 'Wij gebruiken dit.', en: 'We use this.' }

/** The text of a notice, but for who gets the data. */
export const CONTENT = {
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
