import { Type } from 'typebox'
import type { Actor } from '../../../platform/actor.ts'
import { preferredLanguage } from '../../../platform/http/problem.ts'
import { Id, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Signer } from '../../../platform/signing-key.ts'
import type { Platform } from '../../../platform/slice.ts'
import { listOrganisationsByIds } from '../../parties/index.ts'
import { type ReceiptCheck as Check, checkReceipt } from '../receipts/check.ts'
import { describeKeys } from '../receipts/keys.ts'
import { addressesAt, makeReceipt, signReceipt } from '../receipts/make.ts'
import { isInForce } from '../rules/choices.ts'
import { Receipt, ReceiptCheck, ReceiptKeys } from '../schema/receipts.ts'
import { findChoice, findOwnChoice, listRecords } from '../store/choices.ts'
import { listKeys } from '../store/keys.ts'
import { findVersion } from '../store/notices.ts'
import { missingChoice, personOf } from './choices.ts'

const tags = ['consent']

/** Bytes of a receipt; one has a few thousand. */
const LARGEST_RECEIPT = 64 * 1024

/** The routes of receipts: a person gets their own, and anyone can check one. */
export function addReceiptRoutes(http: Http, platform: Platform, getSigner: () => Promise<Signer>): void {
  const { db, clock, config } = platform
  const { publicUrl } = config
  const app = typed(http)

  app.get(
    '/api/v1/me/consents/:noticeId/receipts/:number',
    {
      config: { access: 'person' },
      schema: {
        summary: 'The receipt of one record of your consent, signed: to keep, and to check later',
        operationId: 'getMyConsentReceipt',
        tags,
        params: Type.Object({ noticeId: Id, number: Type.Integer({ minimum: 1, maximum: 1_000_000 }) }),
        response: { 200: Receipt, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { noticeId, number }, actor }) => {
      const choice = await findChoice(db, personOf(actor), noticeId)
      const records = choice ? await listRecords(db, choice.id) : []
      const [record, ...before] = records.filter((each) => each.number <= number)
      if (!choice || record?.number !== number) throw missingChoice()
      const notice = await findVersion(db, noticeId, record.noticeVersion, [])
      if (!notice)
        throw new Error(`Version ${record.noticeVersion} of notice ${noticeId} was seen, so it is there.`)
      const recipients = await listOrganisationsByIds(db, notice.content.offer.recipientIds)
      const source = { publicUrl, choice, record, before: before.reverse(), notice, recipients, at: clock() }
      return signReceipt(makeReceipt(source), await getSigner(), publicUrl)
    },
  )

  app.post(
    '/api/v1/consent-receipt-checks',
    {
      bodyLimit: LARGEST_RECEIPT,
      config: { access: 'anyone' },
      schema: {
        summary: 'Check a consent receipt: is it ours and unchanged, and (for its owner) does it still stand',
        operationId: 'checkConsentReceipt',
        tags,
        body: Receipt,
        response: { 200: ReceiptCheck, ...PROBLEM_RESPONSES },
      },
    },
    async (request) => {
      const check = checkReceipt(request.body, await listKeys(db), publicUrl)
      const language = preferredLanguage(request)
      return {
        genuine: check.genuine,
        mistakes: check.mistakes.map(({ pointer, message }) => ({ pointer, detail: message[language] })),
        ...(await askStanding(check, request.actor)),
      }
    },
  )

  app.get(
    '/api/v1/consent-receipt-keys',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'The public keys with which receipts of this platform can be checked',
        operationId: 'getConsentReceiptKeys',
        tags,
        response: { 200: ReceiptKeys, ...PROBLEM_RESPONSES },
      },
    },
    async () => {
      await getSigner()
      return describeKeys(addressesAt(publicUrl).keys, await listKeys(db))
    },
  )

  /** Only whose receipt it is may know whether the consent still stands. */
  async function askStanding(check: Check, actor: Actor) {
    const untold = { stands: null, status: null }
    if (!check.genuine || actor.kind !== 'person') return untold
    const { receipt } = check
    if (receipt.dataSubject !== addressesAt(publicUrl).person(actor.personId)) return untold
    const choice = await findOwnChoice(db, actor.personId, receipt.record.replace('urn:uuid:', ''))
    if (!choice) return untold
    const { current } = choice
    const inForce = isInForce(current, clock())
    const ended = !inForce && current.terms !== null
    const isNewest = current.number === receipt.events.length
    return { stands: inForce && isNewest, status: ended ? ('ConsentExpired' as const) : current.status }
  }
}
