/** Sends what waits for webhooks. */
import type { Bilingual } from '../../../platform/errors.ts'
import { FetchError } from '../../../platform/http-client/fetcher.ts'
import type { Sender } from '../../../platform/http-client/sender.ts'
import { openSecret } from '../../../platform/secret-box.ts'
import type { Platform } from '../../../platform/slice.ts'
import { listAddresses } from '../../parties/index.ts'
import { withFiguresOfNow } from './event.ts'
import { switchedOffMail } from './mails.ts'
import { judgeTry, type Outcome, SWITCH_OFF } from './rules.ts'
import { signatureHeaders } from './sign.ts'
import { type Due, giveUp, storeHealth, storeTry, switchOff, takeDue } from './store.ts'
import { findTold } from './told.ts'

export type Delivering = Pick<Platform, 'db' | 'clock' | 'config' | 'mail'> & {
  sender: Sender
  /** From 0 to 1. */
  chance: () => number
}

/** Tries one delivery that is due. More of these work at once, so that one that is slow holds up none of the others. @returns whether there was one */
export async function deliverNext(delivering: Delivering): Promise<boolean> {
  const due = await takeDue(delivering.db, delivering.clock())
  if (due) await tryOne(delivering, due)
  return due !== undefined
}

async function tryOne(delivering: Delivering, due: Due): Promise<void> {
  const { db, clock, chance } = delivering
  const signal = await findTold(db, due.signalId, due.organisationId)
  if (!signal) return db.transaction().execute((transaction) => giveUp(transaction, due, NOT_THERE))
  const { outcome, error } = await send(delivering, { ...due, body: withFiguresOfNow(due.body, signal) })
  const now = clock()
  const verdict = judgeTry(outcome, { tries: due.tries, firstTriedAt: due.firstTriedAt, now }, chance())
  const isOff = await db.transaction().execute(async (transaction) => {
    await storeTry(transaction, due.id, { ...outcome, error, verdict }, now)
    const failingSince = await storeHealth(transaction, due.webhookId, error, now)
    const reason = reasonToStop('gone' in verdict, failingSince, now)
    return reason !== undefined && (await switchOff(transaction, due.webhookId, reason))
  })
  if (isOff) await tellOwners(delivering, due)
}

async function send(
  { clock, config, sender }: Delivering,
  { webhookId, url, eventId, body, secret, oldSecret }: Due,
): Promise<{ outcome: Outcome; error: Bilingual | undefined }> {
  const secrets = [secret, oldSecret].flatMap(
    (sealed) => (sealed && openSecret(config.authSecret ?? '', webhookId, sealed)) || [],
  )
  if (secrets.length === 0) return { outcome: {}, error: LOST_SECRET }
  const headers = {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'webhook-request-origin': new URL(config.publicUrl).host,
    ...signatureHeaders({ id: eventId, body, at: clock() }, secrets),
  }
  try {
    const { status, retryAfter } = await sender.send(url, { method: 'POST', headers, body })
    const error = status >= 200 && status < 300 ? undefined : answered(url, status)
    return { outcome: { status, retryAfter }, error }
  } catch (error) {
    if (error instanceof FetchError) return { outcome: {}, error: error.detail }
    throw error
  }
}

function reasonToStop(isGone: boolean, failingSince: Date | null, now: Date): Bilingual | undefined {
  if (isGone) {
    return {
      nl: 'De ontvanger zei dat hij niet meer bestaat (410).',
      en: 'The receiver said that it is gone (410).',
    }
  }
  if (failingSince === null || now.getTime() - failingSince.getTime() < SWITCH_OFF) return undefined
  return {
    nl: 'Vijf dagen lang kwam geen enkel bericht aan.',
    en: 'For five days not one message came through.',
  }
}

/** Tells the administrators of the organisation. */
async function tellOwners({ db, mail, config }: Delivering, { organisationId, url, webhookId }: Due) {
  const people = await listAddresses(db, { organisationId, role: 'administrator' })
  const page = `${config.publicUrl}/werkplek/organisaties/${organisationId}/webhooks/${webhookId}`
  for (const { email } of people) await mail(switchedOffMail(email, new URL(url).host, page))
}

function answered(url: string, status: number): Bilingual {
  const { host } = new URL(url)
  const isRedirect = status >= 300 && status < 400
  return {
    nl: `${host} antwoordde met ${status}${isRedirect ? ', en doorsturen volgen we niet' : ''}.`,
    en: `${host} answered ${status}${isRedirect ? ', and we follow no redirects' : ''}.`,
  }
}

const NOT_THERE = {
  nl: 'Dit signaal is er niet meer, of is niet meer openbaar.',
  en: 'This signal is not there any more, or not public any more.',
}

const LOST_SECRET = {
  nl: 'Het geheim van deze webhook kan niet meer worden gelezen. Maak een nieuw geheim.',
  en: 'The secret of this webhook cannot be read any more. Make a new one.',
}
