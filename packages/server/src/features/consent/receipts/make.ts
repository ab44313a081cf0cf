import { sign } from 'node:crypto'
import {
  type ConsentReceipt,
  consentTermsAt,
  proofOptions,
  receiptContext,
  textsToSign,
  writeBase58,
  writeReceipt,
} from '@samenspel/standards/consent'
import type { Signer } from '../../../platform/signing-key.ts'
import type { ConsentRecord } from '../schema/choices.ts'
import type { Choice } from '../store/choices.ts'
import type { NoticeVersion } from '../store/notices.ts'
import { hashTexts } from './keys.ts'

/** From what a receipt is made. */
export type ReceiptSource = {
  /** The address of the platform. */
  publicUrl: string
  choice: Omit<Choice, 'current'>
  /** Of which it is a receipt, and those before it, oldest first. */
  record: ConsentRecord
  before: readonly ConsentRecord[]
  /** The version of the notice that was seen. */
  notice: NoticeVersion
  recipients: readonly { id: string; name: string }[]
  at: Date
}

/** The addresses by which a receipt names things. */
export function addressesAt(publicUrl: string) {
  const at = (path: string) => `${publicUrl}/api/v1/${path}`
  return {
    receipt: (noticeId: string, number: number) => at(`me/consents/${noticeId}/receipts/${number}`),
    record: (choiceId: string) => `urn:uuid:${choiceId}`,
    person: (personId: string) => `urn:uuid:${personId}`,
    dataset: (id: string) => at(`datasets/${id}`),
    organisation: (id: string) => at(`organisations/${id}`),
    notice: (id: string, version: number) => at(`consent-notices/${id}/versions/${version}`),
    keys: at('consent-receipt-keys'),
  }
}

/** The receipt of one record, with all that happened before it. */
export function makeReceipt({
  publicUrl,
  choice,
  record,
  before,
  notice,
  recipients,
  at,
}: ReceiptSource): ConsentReceipt {
  const addresses = addressesAt(publicUrl)
  const person = addresses.person(choice.personId)
  const controller = addresses.organisation(notice.ownerId)
  const { offer, contact } = notice.content
  return {
    id: addresses.receipt(choice.noticeId, record.number),
    record: addresses.record(choice.id),
    issued: at.toISOString(),
    dataSubject: person,
    controller: { id: controller, name: notice.ownerName, contact },
    purpose: choice.purpose,
    dataset: addresses.dataset(choice.datasetId),
    recipients: recipients.map(({ id, name }) => ({ id: addresses.organisation(id), name })),
    storageDays: offer.keptDays,
    notice: {
      id: addresses.notice(choice.noticeId, record.noticeVersion),
      version: record.noticeVersion,
      language: record.language,
    },
    events: [...before, record].map(({ status, recordedAt, method }) => ({
      status,
      at: recordedAt,
      by: method === 'new-notice' ? controller : person,
    })),
    terms: record.terms,
  }
}

/** The JSON-LD of a receipt with our signature under it. */
export function signReceipt(
  receipt: ConsentReceipt,
  { id, privateKey }: Signer,
  publicUrl: string,
): Record<string, unknown> {
  const terms = consentTermsAt(publicUrl)
  const document = writeReceipt(receipt, terms)
  const method = `${addressesAt(publicUrl).keys}#${id}`
  const options = proofOptions(receiptContext(terms), method, receipt.issued)
  const signature = sign(null, hashTexts(textsToSign(document, options)), privateKey)
  return { ...document, proof: { ...options, proofValue: writeBase58(signature) } }
}
