import { calendarDay } from '../../../platform/clock.ts'
import type { Bilingual } from '../../../platform/errors.ts'
import { writeEuros } from '../../../platform/euros.ts'
import { writeDay } from '../../../platform/written-day.ts'
import type { Mandate, MandateField } from '../schema.ts'
import type { Refusal } from './organisations.ts'

/** What someone wants to decide. */
export type MandateQuestion = {
  /** What the decision is about; `any` needs a mandate for all fields. */
  field: MandateField
  /** What it costs in euro; null when it costs nothing or is not about money. */
  amount: number | null
  at: Date
  /** Who signs; a mandate that names a person is only for that person. */
  personId: string
}

/** Why a mandate does not cover a decision. */
export type MandateShortfall = Bilingual & {
  reason: 'unknown' | 'holder' | 'field' | 'amount' | 'not-yet' | 'ended'
}

export type MandateAnswer =
  | {
      ok: true
      mandate: Mandate
      /** Whether who signs stands in for the holder. */
      asDeputy: boolean
    }
  | { ok: false; shortfalls: MandateShortfall[] }

/** Whether a mandate covers a decision; undefined is one that is not in the register. */
export function answerMandate(mandate: Mandate | undefined, question: MandateQuestion): MandateAnswer {
  if (!mandate) return { ok: false, shortfalls: [UNKNOWN] }
  const shortfalls = judgeMandate(mandate, question)
  if (shortfalls.length > 0) return { ok: false, shortfalls }
  const { personId, at } = question
  const asDeputy = mandate.holderPersonId !== personId && standsIn(mandate, personId, calendarDay(at))
  return { ok: true, mandate, asDeputy }
}

const UNKNOWN: MandateShortfall = {
  reason: 'unknown',
  nl: 'Dit mandaat staat niet in het mandaatregister. Kies een mandaat uit het register, of laat het eerst toevoegen.',
  en: 'This mandate is not in the mandate register. Choose one from the register, or have it added first.',
}

/** Everything in which a mandate falls short of a decision; none when it covers it. */
export function judgeMandate(mandate: Mandate, question: MandateQuestion): MandateShortfall[] {
  const { field, amount, at, personId } = question
  const day = calendarDay(at)
  const { function: title, maximumAmount, since, until, holderPersonId, holderName } = mandate
  const shortfalls: MandateShortfall[] = []
  if (holderPersonId !== null && holderPersonId !== personId && !standsIn(mandate, personId, day)) {
    shortfalls.push({
      reason: 'holder',
      nl: `Dit mandaat is van ${holderName} (${title}). Alleen ${holderName}, of wie in het register op die dag als vervanger staat, kan hiermee besluiten.`,
      en: `This mandate is held by ${holderName} (${title}). Only ${holderName}, or who stands in on that day by the register, can decide with it.`,
    })
  }
  if (mandate.field !== 'any' && mandate.field !== field) {
    shortfalls.push({
      reason: 'field',
      nl: `Het mandaat van ${title} gaat over ${FIELD_NAMES[mandate.field].nl}, niet over ${FIELD_NAMES[field].nl}.`,
      en: `The mandate of ${title} is about ${FIELD_NAMES[mandate.field].en}, not about ${FIELD_NAMES[field].en}.`,
    })
  }
  if (maximumAmount !== null && amount !== null && amount > maximumAmount) {
    shortfalls.push({
      reason: 'amount',
      nl: `Het mandaat van ${title} gaat tot ${writeEuros(maximumAmount, 'nl')}; dit besluit kost ${writeEuros(amount, 'nl')}.`,
      en: `The mandate of ${title} goes up to ${writeEuros(maximumAmount, 'en')}; this decision costs ${writeEuros(amount, 'en')}.`,
    })
  }
  if (day < since) {
    shortfalls.push({
      reason: 'not-yet',
      nl: `Het mandaat van ${title} begint pas op ${writeDay(since).nl}; het besluit is van ${writeDay(day).nl}.`,
      en: `The mandate of ${title} only starts on ${writeDay(since).en}; the decision is of ${writeDay(day).en}.`,
    })
  }
  if (until !== null && day > until) {
    shortfalls.push({
      reason: 'ended',
      nl: `Het mandaat van ${title} liep tot en met ${writeDay(until).nl}; het besluit is van ${writeDay(day).nl}.`,
      en: `The mandate of ${title} ended on ${writeDay(until).en}; the decision is of ${writeDay(day).en}.`,
    })
  }
  return shortfalls
}

/** Whether somebody decides in place of the holder on a day, YYYY-MM-DD. */
function standsIn({ deputy }: Mandate, personId: string, day: string): boolean {
  if (deputy?.personId !== personId || day < deputy.since) return false
  return deputy.until === null || day <= deputy.until
}

const FIELD_NAMES = {
  any: { nl: 'alle onderwerpen', en: 'all subjects' },
  environment: { nl: 'leefomgeving', en: 'the environment' },
  mobility: { nl: 'verkeer en vervoer', en: 'mobility' },
  housing: { nl: 'wonen', en: 'housing' },
  social: { nl: 'sociale zaken', en: 'social affairs' },
  water: { nl: 'water', en: 'water' },
  'public-space': { nl: 'openbare ruimte', en: 'public space' },
  data: { nl: 'data', en: 'data' },
} as const satisfies Record<MandateField, Bilingual>

/** What is wrong with a mandate as it would become. */
export function judgeMandateFields({
  since,
  until,
  deputy,
}: {
  since: string
  until?: string | null | undefined
  deputy?: Mandate['deputy'] | undefined
}): Refusal[] {
  return [
    ...judgeDays(since, until, '/until'),
    ...(deputy ? judgeDays(deputy.since, deputy.until, '/deputy/until') : []),
  ]
}

function judgeDays(since: string, until: string | null | undefined, pointer: string): Refusal[] {
  if (!until || until >= since) return []
  return [
    {
      pointer,
      nl: `De einddatum ${writeDay(until).nl} ligt voor de begindatum ${writeDay(since).nl}. Kies een latere datum, of laat het veld leeg.`,
      en: `The end ${writeDay(until).en} is before the start ${writeDay(since).en}. Choose a later date, or leave it empty.`,
    },
  ]
}
