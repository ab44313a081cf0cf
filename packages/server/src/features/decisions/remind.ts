/** Tells those who are to act on a decision that it asks for it: its mandate holder, and the policy officers of its owner. */

import { calendarDay } from '../../platform/clock.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Platform } from '../../platform/slice.ts'
import { writeDay } from '../../platform/written-day.ts'
import { takeBackNotes, tellPeople } from '../notifications/index.ts'
import { findMandate, listAddresses } from '../parties/index.ts'
import { takeReminders } from './life-store.ts'

const DAY = 86_400_000

/** Days before a review that those who do it are told. */
const AHEAD = 14

const pathOf = (slug: string) => `/besluiten/${slug}`

type Reminded = { slug: string; title: string; ownerId: string; mandateId?: string; reviewOn?: string }

/** Reminds of reviews that come near and that are late, once of each. */
export async function remindDue({ db, clock }: Platform): Promise<void> {
  const now = clock()
  const soon = calendarDay(new Date(now.getTime() + AHEAD * DAY))
  await db.transaction().execute(async (transaction) => {
    for (const due of await takeReminders(transaction, calendarDay(now), soon)) {
      await remind(transaction, due, due.what, now)
    }
  })
}

/** Puts it in the next digest of those who are to act. */
export async function remind(
  transaction: Db,
  { slug, title, ownerId, mandateId, reviewOn }: Reminded,
  what: 'review-soon' | 'review-late' | 'reopened' | 'unfollowed',
  now: Date,
): Promise<void> {
  const mandate = mandateId === undefined ? undefined : await findMandate(transaction, mandateId)
  const holder = mandate?.holderPersonId ?? null
  const people = [
    ...(await listAddresses(
      transaction,
      holder === null ? { organisationId: ownerId, role: 'decision-maker' } : { personId: holder },
    )),
    ...(await listAddresses(transaction, { organisationId: ownerId, role: 'policy-officer' })),
  ]
  const day = reviewOn === undefined ? { nl: '', en: '' } : writeDay(reviewOn)
  const sentence = {
    'review-soon': {
      nl: `Op ${day.nl} kijken we terug op het besluit “${title}”.`,
      en: `On ${day.en} the decision “${title}” is reviewed.`,
    },
    'review-late': {
      nl: `De terugblik op het besluit “${title}” had op ${day.nl} moeten gebeuren. Iedereen kan zien dat die te laat is.`,
      en: `The review of the decision “${title}” was due on ${day.en}. Everyone can see that it is late.`,
    },
    reopened: {
      nl: `Het besluit “${title}” is heropend: de cijfers zijn voorbij de grens die erin staat.`,
      en: `The decision “${title}” was reopened: the figures are past the line that it names.`,
    },
    unfollowed: {
      nl: `Het besluit “${title}” is heropend: de indicator van de grens die erin staat, is niet openbaar.`,
      en: `The decision “${title}” was reopened: the indicator of the line that it names is not public.`,
    },
  }[what]
  const ids = [...new Set(people.map(({ personId }) => personId))]
  await tellPeople(transaction, ids, { sentence, path: pathOf(slug) }, now)
}

/** Takes back what waits for a digest, when somebody acted on the decision before it went. */
export function remindNoMore(transaction: Db, { slug }: Pick<Reminded, 'slug'>): Promise<void> {
  return takeBackNotes(transaction, pathOf(slug))
}
