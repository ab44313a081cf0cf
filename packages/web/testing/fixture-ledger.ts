import type { LedgerProof, RedactionReport } from '../app/ledger/api.ts'
import { decisions } from './fixture-decisions.ts'

const [decision] = decisions
if (!decision) throw new Error('The fixture has a decision.')
const { id, title } = decision
const hash = `${'A'.repeat(43)}=`

/** The entry of the decision of the fixture. */
export const ledgerProof: LedgerProof = {
  ...{ index: 1, kind: 'decision', id, version: 1, enteredAt: '2026-03-02T10:00:00.000Z', title, what: null },
  ...{ redaction: null, state: 'shown', commitment: hash, payload: null, salt: null, leafHash: hash },
  ...{ proof: null, keys: [] },
}

/** What blacking out passages of it does, as the API answers: who chose no ground, or gives what names nobody, is told so. */
export function redactionOf(body: unknown): { status: number; body: object } {
  const {
    passages = [],
    ground,
    check,
  } = (body ?? {}) as {
    passages?: string[]
    ground?: string
    check?: boolean
  }
  const errors = [
    ...(ground
      ? []
      : [{ in: 'body', pointer: '/ground', detail: 'Kies een van deze: gdpr-17, gdpr-21, woo-5-1-2-e.' }]),
    ...passages.flatMap((passage, place) =>
      /\d/.test(passage)
        ? [{ in: 'body', pointer: `/passages/${place}`, detail: 'Dit is geen persoonsgegeven.' }]
        : [],
    ),
  ]
  if (errors.length > 0) {
    const problem = {
      type: 'urn:samenspel:problem:invalid-request',
      title: 'Klopt niet',
      status: 400,
      detail: '',
    }
    return { status: 400, body: { ...problem, errors } }
  }
  const report: RedactionReport = {
    replaced: [{ kind: 'decision', id, version: 1, by: id, passages: 2, characters: 48, of: 2400 }],
    rows: 3,
    alike: [{ text: 'draaijer', times: 1 }],
    withdrawal: null,
    lost: [],
    elsewhere: check ? [{ kind: 'evaluation', id, version: 1 }] : [],
  }
  return { status: 201, body: report }
}
