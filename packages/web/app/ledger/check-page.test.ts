import { generateKeyPairSync, hash, sign } from 'node:crypto'
import {
  commitTo,
  hashEntry,
  makeNoteKey,
  type Publication,
  signText,
  writeBase64,
  writeCheckpoint,
  writeNote,
  writePayload,
  writeVerifierKey,
} from '@samenspel/standards/transparency'
import { describe, expect, it } from 'vitest'
import type { EntryName, LedgerKeys, LedgerProof } from './api.ts'
import { checkPage, listDiffering } from './check-page.ts'

const ID = '00000000-0000-4000-8000-000000000001'
const publication = (kind: Publication['kind'], text: Publication['text']): Publication => {
  return { kind, id: ID, version: 1, moment: '2026-03-02T10:00:00.000Z', text }
}

const text = {
  title: 'Bomen',
  amount: 5,
  reasons: 'Eerst dit.\n\nDan dat.',
  options: [],
  chosenOptionId: 'bomen',
  signature: { function: 'wethouder' },
  extra: 1,
}
const { extra: _, ...shown } = text
const words = 'Besluiten Bomen Eerst dit. Dan dat. 5 euro'

const evaluation = {
  title: 'Koeler?',
  sha256: 'ab',
  evaluation: {
    evaluation: { slug: 'koeler', number: 1 },
    content: { title: 'Koeler?', spillOver: 'Geen.' },
    computation: { number: 2, studySha256: 'cd' },
    intervention: { id: ID, slug: 'bomen', title: 'Bomen', startedOn: '2026-01-01' },
    indicator: { id: ID, slug: 'hitte', definition: {} },
    study: { periods: [] },
    outcome: { answer: 'no-evidence' },
    plan: null,
    planDeviations: [],
    interventionDeviations: [],
    earlier: [],
  },
}
const evaluationShown = {
  ...{ title: 'Koeler?', sha256: 'ab', slug: 'koeler', number: 1, spillOver: 'Geen.', studySha256: 'cd' },
  ...{ startedOn: '2026-01-01', intervention: { id: ID, slug: 'bomen', title: 'Bomen' } },
  ...{ indicator: { id: ID, slug: 'hitte' }, study: { periods: [] }, outcome: { answer: 'no-evidence' } },
  ...{ plan: null, planDeviations: [], interventionDeviations: [], earlier: [] },
}

describe('a page', () => {
  it.each([
    ['nothing when it is what was entered', { ...text }, words, []],
    ['nothing that it is not made of', shown, words, []],
    ['a field of another value', { ...text, amount: 6 }, words, ['amount']],
    ['a text that is not on it', { ...text }, words.replace('Dan', 'Toen'), ['reasons']],
    ['what it must have', { title: 'Bomen' }, words, ['reasons', 'options', 'chosenOptionId', 'signature']],
    ['all when nothing is compared', { other: 1 }, words, Object.keys(text)],
  ])('of a decision differs in %s', (_what, fields, seen, found) => {
    expect(listDiffering(publication('decision', text), { fields, words: seen })).toEqual(found)
  })

  it.each([
    ['nothing when it is what was entered', {}, []],
    ['another answer', { outcome: { answer: 'strong-indication' } }, ['outcome']],
    ['other figures', { study: { periods: ['2026-01-01'] } }, ['study']],
    ['a deviation that is kept silent', { planDeviations: undefined }, ['planDeviations']],
    ['another number', { number: 2 }, ['number']],
  ])('of an evaluation differs in %s', (_what, change, found) => {
    const fields = { ...evaluationShown, ...change }
    expect(listDiffering(publication('evaluation', evaluation), { fields, words: 'Koeler?' })).toEqual(found)
  })

  it('of an intervention is compared with the plan itself', () => {
    const content = {
      title: 'Bomen',
      areaCodes: ['BU1'],
      hypothesis: { change: -1 },
      design: null,
      decisionId: null,
    }
    const plan = publication('registration', { title: 'Bomen', sha256: 'ab', reason: '', plan: { content } })
    const fields = { ...content, sha256: 'ab', reason: '', decisionId: ID }
    expect(listDiffering(plan, { fields, words: 'Bomen' })).toEqual([])
    const easier = { ...fields, hypothesis: { change: -0.1 } }
    expect(listDiffering(plan, { fields: easier, words: 'Bomen' })).toEqual(['hypothesis'])
    expect(listDiffering(plan, { fields: { sha256: 'ab', reason: '' }, words: 'Bomen' })).toEqual([
      'title',
      'areaCodes',
      'hypothesis',
      'design',
    ])
  })
})

const sha256 = (data: Uint8Array) => hash('sha256', data, 'buffer')

/** A log of this one entry. */
async function prove(entered: Publication): Promise<LedgerProof> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)
  const key = await makeNoteKey(sha256, { name: 'a.nl/log', type: 'ed25519', publicKey: raw })
  const [payload, salt] = [writePayload(entered), new Uint8Array(32)]
  const commitment = await commitTo(sha256, { payload, salt })
  const root = await hashEntry(sha256, { kind: entered.kind, commitment })
  const note = writeCheckpoint({ origin: 'a.nl/log', size: 1, root })
  const line = await signText(key, (message) => sign(null, message, privateKey), note)
  const { kind, id, version, moment } = entered
  return {
    ...{ index: 0, kind, id, version, enteredAt: moment, title: null, state: 'shown', payload },
    ...{ what: null, redaction: null },
    commitment: writeBase64(commitment),
    salt: writeBase64(salt),
    leafHash: writeBase64(root),
    proof: { hashes: [], checkpoint: writeNote(note, [line]) },
    keys: [writeVerifierKey(key)],
  }
}

describe('checking a page', () => {
  const keys: LedgerKeys = {
    origin: 'a.nl/log',
    size: 1,
    keys: [],
    witnesses: [],
    witnessKey: null,
    witnessed: [],
  }
  const name: EntryName = { kind: 'decision', id: ID, version: 1 }
  const found = async (proof: LedgerProof, change: object = {}, of = name) => {
    const page = { name: of, shown: { fields: { ...shown, ...change }, words } }
    const { checks } = await checkPage(proof, keys, page, crypto.subtle)
    return checks.map(({ isGood }) => isGood)
  }

  it('says of each part whether it is so', async () => {
    const proof = await prove(publication('decision', text))
    expect(await found(proof)).toEqual([true, true, true, true])
    expect(await found(proof, { amount: 6 })).toEqual([true, true, true, false])
    expect(await found({ ...proof, payload: proof.payload?.replace('Bomen', 'Beton') ?? '' })).toEqual([
      ...[false, true, true, false],
    ])
    expect(await found({ ...proof, keys: [] })).toEqual([true, true, false, true])
  })

  it('takes no proof of another entry, version or kind for that of the page', async () => {
    const proof = await prove(publication('decision', text))
    const other = { ...name, id: ID.replace('1', '2') }
    for (const of of [other, { ...name, version: 2 }, { ...name, kind: 'analysis' as const }])
      expect(await found(proof, {}, of)).toEqual([false, true, true, false])
  })

  it('does not say that a text is right that was erased', async () => {
    const proof = await prove(publication('decision', text))
    expect(await found({ ...proof, state: 'erased', payload: null, salt: null })).toEqual([
      ...[undefined, true, true, undefined],
    ])
  })
})
