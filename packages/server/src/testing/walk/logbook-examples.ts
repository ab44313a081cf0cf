import type { Example } from './examples.ts'
import type { World } from './world.ts'

/** Requests about the register of processing activities. */
export function logbookExamples({ activityId, organisationId }: World): Record<string, Example> {
  const activity = {
    name: 'Peilingen',
    purpose: 'Weten wat inwoners vinden',
    legalBasis: ['PublicInterest'],
    dataSubjects: ['Citizen', 'Participant'],
    personalData: ['antwoorden'],
    operations: ['Store', 'Use'],
    recipients: [{ name: 'Onderzoeksbureau', legalRole: 'DataProcessor' }],
    retentionPeriod: 'P1Y6M',
    measures: [
      { measureType: 'Technical', measure: 'Zonder naam', assessment: 'https://example.org/dpia' },
      { measureType: 'Organisational', measure: 'Geheimhouding', assessment: null },
    ],
    contact: 'privacy@example.org',
    active: true,
    logDays: 365,
  }
  const path = { key: activityId }
  const page = { pageSize: '2' }
  return {
    'GET /processing-activities': { query: { ...page, q: 'a', controllerId: organisationId } },
    'POST /processing-activities': { body: { ...activity, controllerId: organisationId } },
    'GET /processing-activities/{key}': { path },
    'PATCH /processing-activities/{key}': { path, body: activity },
    'GET /processing-activities/{key}/versions': { path, query: page },
    'GET /processing-activities/{key}/versions/{version}': { path: { ...path, version: '1' } },
  }
}

/** Requests in the forms of others, which the API document leaves out. */
export function recordExamples({ activityId }: World): Record<string, Example> {
  const id = activityId
  return {
    'POST /api/ldv/v1/processing-activities': {
      body: {
        traceId: '0af76519-16cd-43dd-8448-eb211c80319c',
        'dpl.core.processing_activity_id': 'https://example.org/activiteit',
        'dpl.core.data_subject_id': 'anna',
        'dpl.core.data_subject_id_type': 'samenspel-persoon',
        'dpl.core.foreign_operation.processor': 'https://example.org/app',
        startTime: 1_772_445_600_000,
        endTime: 1_772_445_700_000,
      },
    },
    'GET /api/rvva/v1/processing_activities/{id}': { path: { id } },
    'GET /api/rvva/v1/processing_activities/{id}/versions/{version}': { path: { id, version: '1' } },
  }
}
