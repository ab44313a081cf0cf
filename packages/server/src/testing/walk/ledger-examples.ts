import type { Example } from './examples.ts'

/** Requests about the ledger. */
export function ledgerExamples(): Record<string, Example> {
  const path = { kind: 'decision', id: '00000000-0000-4000-8000-000000000001', version: '1' }
  return {
    'GET /ledger/entries': { query: { pageSize: '2', kind: 'decision' } },
    'GET /ledger/entries/{kind}/{id}/{version}': { path, once: true },
    'GET /ledger/entries/{kind}/{id}/{version}/proof': { path, once: true },
    'POST /ledger/entries/{kind}/{id}/{version}/redactions': {
      path,
      body: { passages: ['Jan Jansen'], ground: 'gdpr-17', reason: 'Iemand vroeg erom.', check: true },
    },
    'GET /ledger/consistency': { query: { from: '0', to: '0' }, once: true },
    'GET /ledger/keys': {},
    'POST /ledger/keys': {},
  }
}
