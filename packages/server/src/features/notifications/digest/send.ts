/** Makes and sends digests. */
import { organisationsOf } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { PERSON_CODE, type RecordProcessing } from '../../../platform/processing.ts'
import type { Platform } from '../../../platform/slice.ts'
import { beginTrace } from '../../../platform/trace.ts'
import { type Asker, listToldSignals, type Signal } from '../../indicators/index.ts'
import { listAddresses, listMembershipsOf } from '../../parties/index.ts'
import { MESSAGES } from '../activities.ts'
import { RHYTHMS } from '../lists.ts'
import { writeDigest } from './mails.ts'
import { concerns, lastEnd, PARTS, type Part, partOf, type Subject } from './rules.ts'
import {
  type DueDigest,
  finishDigest,
  listHappenings,
  listSubjects,
  listWithin,
  prepareDigests,
  type SubjectRow,
  takeDigest,
} from './store.ts'

export type Sending = Pick<Platform, 'db' | 'clock' | 'config' | 'mail'> & { record: RecordProcessing }

/** Puts ready what is due by the clock, also what was due while nothing ran. */
export async function prepareDue(db: Db, now: Date): Promise<void> {
  for (const rhythm of RHYTHMS) await prepareDigests(db, rhythm, new Date(lastEnd(rhythm, now.getTime())))
}

/**
 * Makes one digest and sends it, when there is something to tell. It counts as sent only after the mail server took it: after a crash in between
 * it goes again with the same id, so that who gets it sees one message.
 * @returns whether there was one
 */
export async function sendNext(sending: Sending): Promise<boolean> {
  const { db, clock, config, mail, record } = sending
  const due = await takeDigest(db, clock())
  if (!due) return false
  const [person] = await listAddresses(db, { personId: due.personId })
  const parts = person ? await collect(db, due) : new Map<Part, Signal[]>()
  const count = [...parts.values()].reduce((total, { length }) => total + length, 0)
  if (person && count > 0) {
    await record({
      trace: beginTrace(),
      activity: MESSAGES,
      name: 'overzicht van signalen sturen',
      subjects: { type: PERSON_CODE, ids: [due.personId] },
      component: 'notifications',
    })
    const { id, language, rhythm, key } = due
    const { publicUrl } = config
    await mail(writeDigest({ id, to: person.email, language, rhythm, parts, publicUrl, key }))
  }
  await db.transaction().execute((transaction) => finishDigest(transaction, due, count, clock()))
  return true
}

async function collect(db: Db, due: DueDigest): Promise<ReadonlyMap<Part, Signal[]>> {
  const happened = await listHappenings(db, due.toldUntil, due.until)
  const signals = await listToldSignals(
    db,
    happened.map(({ signalId }) => signalId),
    await askerOf(db, due.personId),
  )
  const subjects: Subject[] = []
  for (const row of await listSubjects(db, due.personId)) subjects.push(await toSubject(db, row))
  const parts = new Map<Part, Signal[]>(PARTS.map((part) => [part, []]))
  for (const { signalId, whats } of happened) {
    const signal = signals.find(({ id }) => id === signalId)
    const part = partOf(whats)
    if (signal && part && concerns(signal, subjects)) parts.get(part)?.push(signal)
  }
  return parts
}

async function askerOf(db: Db, personId: string): Promise<Asker> {
  const memberships = await listMembershipsOf(db, personId)
  const actor = { kind: 'person', personId, name: '', email: '', memberships } as const
  return {
    organisations: organisationsOf(actor),
    personId,
    roles: memberships.map(({ organisationId, role }) => `${organisationId} ${role}`),
  }
}

async function toSubject(
  db: Db,
  { about, challengeId, indicatorId, areaCode }: SubjectRow,
): Promise<Subject> {
  if (about === 'challenge') return { about, challengeId: challengeId ?? '' }
  if (about === 'indicator') return { about, indicatorId: indicatorId ?? '' }
  if (about === 'area') return { about, areaCodes: await listWithin(db, areaCode ?? '') }
  return { about }
}
