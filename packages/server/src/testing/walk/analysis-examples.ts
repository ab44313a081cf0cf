import type { Example } from './examples.ts'
import type { World } from './world.ts'

/** Requests about analyses that people write. */
export function analysisExamples({
  analysisId,
  publishedAnalysisId,
  datastreamId,
}: World): Record<string, Example> {
  const question = `what=property:pm25&where=datastream:${datastreamId}&from=2026-02-01&to=2026-02-07`
  const text = {
    title: 'Fijnstof in de tuin',
    question: 'q',
    why: 'w',
    method: 'm',
    charts: [{ question, caption: 'c' }],
    conclusion: 'c',
    doubts: 'd',
    claim: {
      chart: 0,
      kind: 'above',
      places: [`datastream:${datastreamId}`],
      everywhere: false,
      line: 10,
      measure: 'mean',
      values: 'all',
      tried: 1,
      controlled: false,
      axis: { mark: 'line', from: 0, to: 40, naturalZero: true },
    },
    byline: 'Ans',
  }
  const draft = { key: analysisId }
  const version = { key: publishedAnalysisId, number: '1' }
  return {
    'GET /analyses': { query: { pageSize: '2', q: 'fijnstof', subject: 'property:pm25', mine: 'false' } },
    'POST /analyses': { body: text },
    'GET /analyses/{key}': { path: { key: publishedAnalysisId } },
    'PATCH /analyses/{key}': { path: draft, body: { ...text, changes: 'x' } },
    'DELETE /analyses/{key}/draft': { path: draft, once: true },
    'GET /analyses/{key}/draft': { path: draft },
    'GET /analyses/{key}/draft/steering-check': { path: draft },
    'GET /analyses/{key}/preview': { path: draft, query: { chart: '0' } },
    'POST /analyses/{key}/publication': { path: draft, query: { check: 'true' }, once: true },
    'POST /analyses/{key}/versions': { path: { key: publishedAnalysisId }, once: true },
    'GET /analyses/{key}/versions/{number}': { path: version },
    'GET /analyses/{key}/versions/{number}/answers/{chart}': { path: { ...version, chart: '0' } },
    'GET /analyses/{key}/versions/{number}/evidence': { path: version },
    'POST /analyses/{key}/versions/{number}/forks': { path: version, once: true },
    'GET /analyses/{key}/versions/{number}/rerun': { path: version, query: { chart: '0' } },
    'PUT /analyses/{key}/versions/{number}/steering-answers': {
      path: version,
      body: { respect: 'trend', finding: 'few-data', text: 'Volgend jaar weten we meer.' },
    },
    'GET /analyses/{key}/versions/{number}/steering-check': { path: version },
    'POST /analyses/{key}/withdrawal': {
      path: { key: publishedAnalysisId },
      body: { reason: 'De meter stond in de zon.' },
      once: true,
    },
  }
}
