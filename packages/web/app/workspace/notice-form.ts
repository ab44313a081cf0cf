import type { Language } from '../language.ts'
import type { ConsentNotice } from '../my/api.ts'
import { readNumber, writeNumber } from './numbers.ts'
import { type FormValues, textAt, ticksAt } from './values.ts'

/** The parts of a notice, each written in two languages. */
export const NOTICE_PARTS = [
  'title',
  'what',
  'why',
  'controller',
  'precision',
  'retention',
  'recipients',
  'consequences',
  'withdrawal',
  'frozen',
] as const

/** What stands in the form of a notice. */
export function fillNotice(notice: ConsentNotice | undefined, language: Language): FormValues {
  const texts = NOTICE_PARTS.map((part) => [part, notice?.[part] ?? { nl: '', en: '' }] as const)
  const offer = notice?.offer
  return {
    ...Object.fromEntries(texts),
    contact: notice?.contact ?? '',
    offer: {
      place: offer?.place ?? 'area',
      time: offer?.time ?? 'day',
      inGroups: offer === undefined || offer.inGroups ? 'yes' : '',
      longestDays: offer === undefined ? '365' : writeNumber(offer.longestDays, language),
      keptDays: offer === undefined ? '365' : writeNumber(offer.keptDays, language),
      recipientIds: offer?.recipientIds ?? [],
    },
    asksAgain: notice === undefined || notice.asksAgain ? 'yes' : '',
  }
}

/** A notice as the API takes it. */
export function readNotice(values: FormValues, language: Language): object {
  const text = (name: string) => textAt(values, name)
  const texts = NOTICE_PARTS.map(
    (part) => [part, { nl: text(`${part}.nl`), en: text(`${part}.en`) }] as const,
  )
  return {
    ...Object.fromEntries(texts),
    contact: text('contact'),
    offer: {
      place: text('offer.place'),
      time: text('offer.time'),
      inGroups: text('offer.inGroups') === 'yes',
      longestDays: readNumber(text('offer.longestDays'), language),
      keptDays: readNumber(text('offer.keptDays'), language),
      recipientIds: ticksAt(values, 'offer.recipientIds'),
    },
    asksAgain: text('asksAgain') === 'yes',
  }
}
