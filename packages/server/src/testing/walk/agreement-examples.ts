import type { Example } from './examples.ts'
import type { World } from './world.ts'

const NOTHING = '00000000-0000-4000-8000-000000000001'

/** Requests about alliances and agreements. */
export function agreementExamples(world: World): Record<string, Example> {
  const { challengeId, organisationId, datasetId, mandateId, allianceId, memberId, agreementId } = world
  const page = { pageSize: '2' }
  const path = { key: agreementId }
  const reason = 'Om een goede reden.'
  const member = {
    role: 'partner',
    enteredOn: '2026-01-01',
    contributions: [{ kind: 'data', text: 'Metingen' }],
    effects: [],
    mandates: [{ subject: 'Beheer van bomen', reference: 'Mandaatbesluit 2026' }],
    leftOn: '2026-02-01',
    leaveReason: 'Klaar',
  }
  const duty = { kind: 'delete', before: '2027-01-01T00:00:00Z', afterDays: 30 }
  const rule = {
    organisationIds: [organisationId],
    roles: ['data-expert'],
    datasetIds: [datasetId],
    properties: ['pm25'],
    actions: ['read'],
    challengeIds: [challengeId],
    purposes: ['https://w3id.org/dpv#PublicBenefit'],
    from: '2026-03-01T00:00:00Z',
    until: '2026-04-01T00:00:00Z',
  }
  const permission = {
    ...rule,
    id: 'lezen',
    retentionDays: 30,
    areaCodes: ['GM9001'],
    fields: ['result'],
    minimumGroup: 5,
    place: '500m',
    time: 'hour',
    delayMinutes: 15,
    duties: [{ ...duty, id: 'wissen' }],
  }
  const content = {
    title: 'Warmte',
    why: 'w',
    validFrom: '2026-03-01T00:00:00Z',
    validThrough: '2027-03-01T00:00:00Z',
    permissions: [permission],
    prohibitions: [{ ...rule, id: 'niet-doorgeven' }],
    obligations: [
      { ...duty, id: 'alles-wissen', organisationIds: [organisationId], datasetIds: [datasetId] },
    ],
  }
  return {
    'GET /alliances': { query: { ...page, challengeId, organisationId } },
    'POST /alliances': { body: { challengeId, title: 'Koele stad', purpose: 'p' } },
    'GET /alliances/{key}': { path: { key: allianceId } },
    'PATCH /alliances/{key}': { path: { key: allianceId }, body: { title: 'Koele stad', purpose: 'p' } },
    'DELETE /alliances/{key}': { path: { key: allianceId }, once: true },
    'POST /alliances/{key}/members': {
      path: { key: allianceId },
      body: { ...member, organisationId },
      once: true,
    },
    'GET /alliances/{key}/members/{id}': { path: { key: allianceId, id: memberId } },
    'PATCH /alliances/{key}/members/{id}': { path: { key: allianceId, id: memberId }, body: member },
    'DELETE /alliances/{key}/members/{id}': { path: { key: allianceId, id: memberId }, once: true },
    'GET /agreements': {
      query: { ...page, challengeId, organisationId, dataset: datasetId, state: 'draft' },
    },
    'POST /agreements': { body: { ...content, challengeId, allianceId, ownerId: organisationId } },
    'GET /agreements/{key}': { path },
    'PATCH /agreements/{key}': { path, body: content },
    'DELETE /agreements/{key}': { path, once: true },
    'GET /agreements/{key}/odrl': { path, query: { version: '1' } },
    'GET /agreements/{key}/preview': {
      path,
      query: { organisationId, datasetId, purpose: 'https://w3id.org/dpv#PublicBenefit' },
    },
    'GET /agreements/{key}/versions/{number}': { path: { ...path, number: '1' } },
    'POST /agreements/{key}/trial': { path, body: content },
    'POST /agreements/{key}/versions': { path, body: { reason }, once: true },
    'POST /agreements/{key}/offer': { path, body: { mandateId, reason }, once: true },
    'POST /agreements/{key}/acceptance': { path, body: { version: 1, mandateId, reason }, once: true },
    'POST /agreements/{key}/refusal': { path, body: { version: 1, mandateId, reason }, once: true },
    'POST /agreements/{key}/suspension': { path, body: { mandateId, reason }, once: true },
    'POST /agreements/{key}/resumption': { path, body: { mandateId, reason }, once: true },
    'POST /agreements/{key}/end': { path, body: { mandateId, reason }, once: true },
    'GET /agreement-tasks': { query: { ...page, agreement: agreementId, organisationId, state: 'open' } },
    'GET /agreement-tasks/{id}': { path: { id: NOTHING }, once: true },
    'POST /agreement-tasks/{id}/completion': {
      path: { id: NOTHING },
      body: { note: 'Alles is gewist.' },
      once: true,
    },
  }
}
