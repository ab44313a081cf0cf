/** Makes and sends digests. */
import { organisationsOf } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { PERSON_CODE, type RecordProcessing } from '../../../platform/processing.ts'
import type { Platform } from '../../../platform/slice.ts'
import { beginTrace } from '../../../platform/trace.ts'
import { nameChallenges } from '../../challenges/index.ts'
import { type Asker, listToldSignals, type Signal } from '../../indicators/index.ts'
import { listAddresses, listMembershipsOf } from '../../parties/index.ts'
import { MESSAGES } from '../activities.ts'
import { RHYTHMS } from '../lists.ts'
import type { OutcomesOf } from '../outcomes/mail.ts'
import { nameSender } from '../sender-name.ts'
import { listNamed, stopAddress, withFiguresOfNow, writeDigest } from './mails.ts'
import { type TakenNote, takeNotes } from './notes.ts'
import { lastEnd, PARTS, type Part, partOf } from './rules.ts'
import {
  type DueDigest,
  finishDigest,
  keepLetter,
  type Letter,
  listHappenings,
  listNarrow,
  listWide,
  prepareDigests,
  stopUnreachable,
  takeDigest,
} from './store.ts'

export type Sending = Pick<Platform, 'db' | 'clock' | 'config' | 'mail'> & { record: RecordProcessing }

/** Puts ready what is due by the clock, also what was due while nothing ran. */
export async function prepareDue(db: Db, now: Date): Promise<void> {
  await stopUnreachable(db, now)
  for (const rhythm of RHYTHMS) await prepareDigests(db, rhythm, new Date(lastEnd(rhythm, now.getTime())))
}

/**
 * Makes one digest and sends it, when there is something to tell. It counts as sent only after the mail server took it: after a crash in between
 * it goes again with the same id and the same words, but for the figures of its signals, so that who gets it sees one message.
 * @returns whether there was one
 */
export async function sendNext(sending: Sending): Promise<boolean> {
  const { db, clock, config, mail, record } = sending
  const due = await takeDigest(db, clock())
  if (!due) return false
  const [person] = await listAddresses(db, { personId: due.personId })
  const letter = person
    ? await (due.letter ? tellAgain(db, due, due.letter) : writeLetter(sending, due))
    : undefined
  if (person && letter) {
    // Once: what is tried again is the same message.
    if (due.failures === 1) {
      await record({
        trace: beginTrace(),
        activity: MESSAGES,
        name: 'overzicht van signalen sturen',
        subjects: { type: PERSON_CODE, ids: [due.personId] },
        component: 'notifications',
      })
    }
    const { subject, text } = letter
    const unsubscribe = stopAddress(config.publicUrl, due.key)
    await mail({ to: person.email, id: due.id, subject, text, unsubscribe })
  }
  const signals = letter?.signals ?? 0
  await db.transaction().execute((transaction) => finishDigest(transaction, due, signals, clock()))
  return true
}

async function tellAgain(db: Db, { personId, language }: DueDigest, letter: Letter): Promise<Letter> {
  const signals = await listToldSignals(db, listNamed(letter.text), await askerOf(db, personId))
  return { ...letter, text: withFiguresOfNow(letter.text, signals, language) }
}

/**
 * Writes a digest and keeps what it says, before it goes anywhere; undefined when there is nothing to tell. In one transaction, that locks what it
 * tells: who blacks out a name finds it in the notes, or else in the letter.
 */
function writeLetter(sending: Sending, due: DueDigest): Promise<Letter | undefined> {
  return sending.db.transaction().execute((transaction) => writeIn(transaction, sending, due))
}

async function writeIn(
  db: Db,
  { clock, config: { publicUrl } }: Sending,
  due: DueDigest,
): Promise<Letter | undefined> {
  const parts = await collect(db, due)
  const taken = await takeNotes(db, due, clock())
  const notes = taken.filter(({ challengeId }) => challengeId === null)
  const outcomes = await groupOutcomes(db, taken)
  const signals = [...parts.values()].reduce((total, { length }) => total + length, 0)
  if (signals + notes.length + outcomes.length === 0) return undefined
  const from = await nameSender(db, publicUrl)
  const letter = { ...writeDigest({ ...due, parts, notes, outcomes, from, publicUrl }), signals }
  await keepLetter(db, due.id, letter)
  return letter
}

/** Per challenge what came of it, as far as that is public: what is hidden again meanwhile is not told. */
async function groupOutcomes(db: Db, notes: readonly TakenNote[]): Promise<OutcomesOf[]> {
  const ids = new Set(notes.flatMap(({ challengeId }) => challengeId ?? []))
  const names = await nameChallenges(db, [...ids], [])
  return [...names].map(([id, title]) => ({
    challenge: { id, title },
    items: notes.filter(({ challengeId }) => challengeId === id),
  }))
}

async function collect(db: Db, due: DueDigest): Promise<ReadonlyMap<Part, Signal[]>> {
  const happened = await listHappenings(db, due)
  const wide = await listWide(db, due.personId)
  const signals = await listToldSignals(
    db,
    happened.map(({ signalId }) => signalId),
    await askerOf(db, due.personId),
  )
  const known = new Map(signals.map((signal) => [signal.id, signal]))
  // Only for who answers for signals, and chose no more, it has to be looked at whose they are.
  const narrow = wide.mine && !wide.all ? await listNarrow(db, due) : undefined
  const parts = new Map<Part, Signal[]>(PARTS.map((part) => [part, []]))
  for (const { signalId, whats } of happened) {
    const signal = known.get(signalId)
    const part = partOf(whats)
    if (!signal || !part) continue
    if (narrow === undefined || signal.owner.isMine || narrow.has(signalId)) parts.get(part)?.push(signal)
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
