/** What a resident does with a consent: one answer, yes or no, that holds from the next read on. */
import { CONSENT_STATUSES } from '@samenspel/standards/consent'
import { Problem } from '../../../platform/errors.ts'
import type { Platform } from '../../../platform/slice.ts'
import { holdAccount } from '../../parties/index.ts'
import { changesNothing, isInForce, nextStatus, readTerms } from '../rules/choices.ts'
import type { NewChoice } from '../schema/choices.ts'
import { type Choice, findChoice, insertRecord, lockChoice } from '../store/choices.ts'
import { findPublished, holdNotice } from '../store/notices.ts'
import { missingNotice, refusal } from './notices.ts'

/** Records an answer to a published notice; the same answer again changes nothing. */
export async function choose(
  { db, clock }: Platform,
  personId: string,
  noticeId: string,
  choice: NewChoice,
): Promise<Choice> {
  return db.transaction().execute(async (transaction) => {
    await holdNotice(transaction, noticeId)
    const notice = await findPublished(transaction, noticeId)
    if (!notice) throw missingNotice()
    const now = clock()
    const { answer, noticeVersion, language } = choice
    const isOther = noticeVersion !== notice.version
    if (isOther && (answer === 'yes' || noticeVersion > notice.version)) throw otherVersion(notice.version)
    const terms = answer === 'yes' ? readTerms(choice, notice.content.offer, now) : null
    if (Array.isArray(terms)) throw refusal('invalid-request', terms)
    const hasAccount = await holdAccount(transaction, personId)
    const { id, current } = await lockChoice(transaction, personId, noticeId)
    // Their account ended while they answered.
    if (!hasAccount || current?.method === 'account-ended') throw new Problem('not-signed-in', NO_ACCOUNT)
    if (!changesNothing(current, { terms, noticeVersion }, now)) {
      // Withdrawing is never refused because the text became another.
      if (isOther && !(current && isInForce(current, now))) throw otherVersion(notice.version)
      const ended =
        current !== undefined && CONSENT_STATUSES[current.status].valid && !isInForce(current, now)
      if (ended) {
        const at = new Date(current.terms?.until ?? now)
        await insertRecord(transaction, id, {
          ...current,
          status: 'ConsentExpired',
          method: 'time',
          terms: null,
          at,
        })
      }
      const before = ended ? { ...current, status: 'ConsentExpired' as const, terms: null } : current
      const status = nextStatus(before, answer, now)
      const record = { status, noticeVersion, language, method: 'signed-in' as const, terms, at: now }
      await insertRecord(transaction, id, record)
    }
    const chosen = await findChoice(transaction, personId, noticeId)
    if (!chosen) throw new Error('A choice that was just recorded is there.')
    return chosen
  })
}

const NO_ACCOUNT = {
  nl: 'Uw account is beëindigd, dus dit antwoord is niet bewaard.',
  en: 'Your account has ended, so this answer was not kept.',
}

function otherVersion(version: number): Problem {
  const detail = {
    nl: `De uitleg is intussen veranderd: nu geldt versie ${version}. Lees die eerst, en kies dan.`,
    en: `The notice has changed meanwhile: version ${version} holds now. Read that first, and then choose.`,
  }
  return new Problem('conflict', detail, [{ in: 'body', pointer: '/noticeVersion', detail }])
}
