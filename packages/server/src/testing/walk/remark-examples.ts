import type { Example } from './examples.ts'
import type { World } from './world.ts'

/** Requests about remarks, and about moderation. */
export function remarkExamples({ remarkId: id, datastreamId, thingId }: World): Record<string, Example> {
  const time = { from: '2026-02-01T00:00:00Z', to: '2026-02-02T00:00:00Z' }
  const written = { kind: 'works', text: 'Wegwerkzaamheden', ...time }
  const nothing = '00000000-0000-4000-8000-000000000001'
  const about = { kind: 'remark', id, rule: 'subject' }
  const page = { pageSize: '2' }
  return {
    'GET /remarks': {
      query: { ...page, ...time, datastream: String(datastreamId), property: 'pm25', kind: 'works' },
    },
    'POST /remarks': {
      body: { ...written, thing: thingId, property: 'pm25', name: 'Buurman' },
      once: true,
    },
    'GET /remarks/{id}': { path: { id } },
    'PATCH /remarks/{id}': { path: { id }, body: written },
    'DELETE /remarks/{id}': { path: { id }, once: true },
    'PUT /remarks/{id}/voice': { path: { id }, body: { stance: 'dispute', reason: 'over' }, once: true },
    'DELETE /remarks/{id}/voice': { path: { id } },
    'GET /house-rules': {},
    'POST /moderation-reports': { body: { ...about, note: 'Gaat ergens anders over' }, once: true },
    'GET /moderation-queue': { query: page },
    'GET /moderation-judgements': {
      query: { ...page, kind: 'remark', target: id, verdict: 'hidden', rule: 'subject' },
    },
    'POST /moderation-judgements': {
      body: { ...about, verdict: 'hidden', reason: 'Dit gaat over iets anders.' },
      once: true,
    },
    'GET /moderation-judgements/{id}': { path: { id: nothing }, once: true },
    'POST /moderation-judgements/{id}/review': {
      path: { id: nothing },
      body: { text: 'Het gaat wel hierover.' },
      once: true,
    },
    'GET /moderation-summary': {},
  }
}
