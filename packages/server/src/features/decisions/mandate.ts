/** Asks the mandate register. */
import type { Db } from '../../platform/database/connect.ts'
import { checkMandate, type Mandate } from '../parties/index.ts'
import type { MandateCheck } from './rules/ready.ts'
import type { Content } from './schema/content.ts'

/** What somebody decides on a mandate, and for which organisation. */
type Asked = Pick<Content, 'mandateId' | 'field' | 'amount'> & {
  ownerId: string
  /** An earlier day on which the mandate must have held as well, YYYY-MM-DD; null when it is about now alone. */
  decidedOn: string | null
}

/**
 * Asks the register whether somebody may decide this for the organisation that owns the decision: now, and on the day of
 * the decision when that was earlier.
 */
export async function askMandate(
  transaction: Db,
  personId: string,
  { mandateId, field, amount, decidedOn, ownerId }: Asked,
  at: Date,
): Promise<{ check: MandateCheck; mandate: Mandate | undefined; asDeputy?: boolean }> {
  if (mandateId === null) return { check: { valid: false, refusals: [MISSING_MANDATE] }, mandate: undefined }
  const ask = (moment: Date) => checkMandate(transaction, { mandateId, field, amount, at: moment, personId })
  const answer = await ask(at)
  if (!answer.ok) return { check: { valid: false, refusals: answer.shortfalls }, mandate: undefined }
  const then = decidedOn === null ? answer : await ask(noonOf(decidedOn))
  if (!then.ok) return { check: { valid: false, refusals: then.shortfalls }, mandate: undefined }
  if (answer.mandate.organisationId !== ownerId) {
    return { check: { valid: false, refusals: [FOREIGN_MANDATE] }, mandate: undefined }
  }
  return { check: { valid: true }, mandate: answer.mandate, asDeputy: answer.asDeputy }
}

/** A moment on a calendar day that lies on that day everywhere in Europe. */
function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`)
}

const MISSING_MANDATE = {
  nl: 'Het mandaat ontbreekt. Kies wie dit besluit mag nemen, en op welk mandaat.',
  en: 'The mandate is missing. Choose who may take this decision, and on which mandate.',
}

const FOREIGN_MANDATE = {
  nl: 'Dit mandaat is van een andere organisatie. Kies een mandaat van uw eigen organisatie.',
  en: 'This mandate belongs to another organisation. Choose one of your own organisation.',
}
