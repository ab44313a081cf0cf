/** What a resident may choose, and what then holds, decided from values alone. */
import { CONSENT_STATUSES, type ConsentStatus } from '@samenspel/standards/consent'
import { PLACE_PRECISIONS, TIME_PRECISIONS } from '@samenspel/standards/odrl'
import { AMSTERDAM, endOfPeriod } from '@samenspel/standards/times'
import { calendarDay } from '../../../platform/clock.ts'
import type { ConsentRecord, NewChoice } from '../schema/choices.ts'
import type { Offer } from '../schema/notices.ts'
import type { Mistake } from './notices.ts'

export type Terms = NonNullable<ConsentRecord['terms']>

const DAY = 86_400_000
const SECOND = 1000

/** Whether a record lets data be used at this moment. */
export function isInForce({ status, terms }: Pick<ConsentRecord, 'status' | 'terms'>, now: Date): boolean {
  return CONSENT_STATUSES[status].valid && (terms?.until == null || new Date(terms.until) > now)
}

/**
 * To what a yes says yes: what is left out is the least that can be said.
 * @returns the terms, or every mistake at once
 */
export function readTerms(choice: NewChoice, offer: Offer, now: Date): Terms | Mistake[] {
  const { place = 'area', time = 'day', inGroups = false } = choice
  const last = offer.longestDays === null ? null : lastSecond(now.getTime() + offer.longestDays * DAY)
  const until = choice.until === undefined ? (last?.toISOString() ?? null) : choice.until
  const mistakes = [
    ...refuseFiner('/place', PLACE_PRECISIONS, place, offer.place),
    ...refuseFiner('/time', TIME_PRECISIONS, time, offer.time),
    ...(inGroups && !offer.inGroups ? [NO_GROUPS] : []),
    ...checkEnd(until, last, now),
  ]
  return mistakes.length > 0
    ? mistakes
    : { place, time, inGroups, until: until && new Date(until).toISOString() }
}

/** The last second of the day here that holds a moment: people choose days, so all that is said on one day can end at the same moment. */
function lastSecond(moment: number): Date {
  return new Date(endOfPeriod(moment, 'day', AMSTERDAM) - SECOND)
}

function refuseFiner<T extends string>(
  pointer: string,
  scale: readonly T[],
  chosen: T,
  offered: T,
): Mistake[] {
  if (scale.indexOf(chosen) >= scale.indexOf(offered)) return []
  const possible = scale.slice(scale.indexOf(offered)).join(', ')
  return [
    {
      pointer,
      nl: `“${chosen}” is preciezer dan waar om wordt gevraagd. Kies uit: ${possible}.`,
      en: `“${chosen}” is more precise than what is asked. Choose from: ${possible}.`,
    },
  ]
}

function checkEnd(until: string | null, last: Date | null, now: Date): Mistake[] {
  if (until !== null && new Date(until) <= now) return [PAST_END]
  if (last === null || (until !== null && new Date(until) <= last)) return []
  const day = calendarDay(last)
  return [
    {
      pointer: '/until',
      nl: `Deze toestemming kan hoogstens tot en met ${day} gelden. Kies die dag of een eerdere.`,
      en: `This consent can last to the end of ${day} at most. Choose that day or an earlier one.`,
    },
  ]
}

/**
 * The state after an answer.
 * @param before the newest record; undefined when there is none
 */
export function nextStatus(
  before: ConsentRecord | undefined,
  answer: NewChoice['answer'],
  now: Date,
): ConsentStatus {
  const stands = before !== undefined && isInForce(before, now)
  if (answer === 'no') return stands ? 'ConsentWithdrawn' : 'ConsentRefused'
  return stands || before?.status === 'ConsentExpired' ? 'RenewedConsentGiven' : 'ConsentGiven'
}

/** Whether an answer says what is recorded already, about the same notice. */
export function changesNothing(
  before: ConsentRecord | undefined,
  answer: { terms: Terms | null; noticeVersion: number },
  now: Date,
): boolean {
  if (!before || before.noticeVersion !== answer.noticeVersion) return false
  if (answer.terms === null) return before.status === 'ConsentRefused' || before.status === 'ConsentWithdrawn'
  return isInForce(before, now) && isSame(before.terms, answer.terms)
}

function isSame(one: Terms | null, other: Terms): boolean {
  return (['place', 'time', 'inGroups', 'until'] as const).every((name) => one?.[name] === other[name])
}

const NO_GROUPS: Mistake = {
  pointer: '/inGroups',
  nl: 'Om meetellen in groepscijfers wordt niet gevraagd. Laat dit weg, of kies nee (false).',
  en: 'Counting in figures about groups is not asked. Leave this out, or choose no (false).',
}

const PAST_END: Mistake = {
  pointer: '/until',
  nl: 'Dit moment is al voorbij. Kies een later moment, of antwoord nee.',
  en: 'This moment has passed. Choose a later one, or answer no.',
}
