import type { Actor } from '../../platform/actor.ts'
import { Problem } from '../../platform/errors.ts'
import type { RecordProcessing } from '../../platform/processing.ts'
import type { Platform } from '../../platform/slice.ts'
import type { Trace } from '../../platform/trace.ts'
import { forgetTarget } from '../moderation/index.ts'
import { countDeed, holdAccount, refuseOthersName } from '../parties/index.ts'
import { describeAction } from './activities.ts'
import { conflict, missingPlace, missingRemark, refuse } from './refuse.ts'
import { findPlaceMistakes, findTextMistakes, findTimeMistakes, mayChange } from './rules.ts'
import type { NewRemark, NewVoice, RemarkChange } from './schema.ts'
import { deleteRemark, findPlace, findRemark, insertRemark, lockOwn, updateRemark } from './store/remarks.ts'
import { removeVoice, setVoice } from './store/voices.ts'

/** What remarks are made with. */
export type Remarks = Platform & { record: RecordProcessing }

/** Who writes, in which request. */
export type Writer = { person: Extract<Actor, { kind: 'person' }>; trace: Trace; ip: string }

/** Puts a remark on something that everybody sees. @returns its id */
export async function writeRemark(
  { db, clock, record }: Remarks,
  { person, trace, ip }: Writer,
  { thing, datastream, area, property, name = null, kind, text, ...time }: NewRemark,
): Promise<string> {
  const { personId } = person
  const now = clock()
  const { from, to } = readTime(time)
  const place = {
    ...(thing === undefined ? {} : { thing }),
    ...(datastream === undefined ? {} : { datastream }),
    ...(area === undefined ? {} : { area }),
  }
  refuse([
    ...findPlaceMistakes(place),
    ...findTextMistakes({ text, name }),
    ...findTimeMistakes({ from, to }, now),
    ...(await refuseOthersName(db, person, { pointer: '/name', name: name ?? '' })),
  ])
  await countDeed(db, clock, 'remark', { by: person.email, address: ip })
  const found = await findPlace(db, place, now)
  if (!found) throw missingPlace('body', place)
  if (property !== undefined && !found.properties.includes(property)) refuse([NO_PROPERTY])
  await record(describeAction(trace, 'opmerking plaatsen', personId))
  return db.transaction().execute(async (transaction) => {
    if (!(await holdAccount(transaction, personId))) throw new Problem('not-signed-in', NO_ACCOUNT)
    const id = await insertRemark(transaction, {
      ...{ personId, name: name?.trim() ?? null, kind, text: text.trim(), from, to, now },
      ...{
        thing: thing ?? null,
        datastream: datastream ?? null,
        area: area ?? null,
        property: property ?? null,
      },
    })
    if (id === undefined) {
      throw conflict({ nl: 'U schreef dit hier al.', en: 'You wrote this here already.' }, '/text')
    }
    return id
  })
}

const NO_PROPERTY = {
  pointer: '/property',
  nl: 'Dit wordt hier niet gemeten. Kies iets wat hier wordt gemeten, of laat het weg.',
  en: 'This is not measured here. Choose something that is measured here, or leave it out.',
}

const NO_ACCOUNT = {
  nl: 'Uw account is beëindigd, dus dit is niet bewaard.',
  en: 'Your account has ended, so this was not kept.',
}

/** Changes a remark of who asks, while that can be. */
export async function changeRemark(
  { db, clock, record }: Remarks,
  { person: { personId }, trace }: Writer,
  id: string,
  { kind, text, ...time }: RemarkChange,
): Promise<void> {
  await record(describeAction(trace, 'opmerking wijzigen', personId))
  await db.transaction().execute(async (transaction) => {
    const now = clock()
    const before = await lockOwn(transaction, id, personId)
    if (!before) throw missingRemark()
    const { from, to } = readTime(time)
    const after = {
      kind: kind ?? before.kind,
      text: text?.trim() ?? before.text,
      from: time.from === undefined ? before.from : from,
      to: time.to === undefined ? before.to : to,
    }
    refuse([...(text === undefined ? [] : findTextMistakes({ text })), ...findTimeMistakes(after, now)])
    if (!mayChange(before, now)) {
      throw conflict({
        nl: 'U kunt deze opmerking niet meer wijzigen: dat kan een uur lang, zolang niemand erop reageerde. Intrekken kan wel.',
        en: 'You cannot change this remark any more: that can be done for an hour, as long as nobody responded. You can withdraw it.',
      })
    }
    await updateRemark(transaction, id, after, now)
  })
}

/** Withdraws a remark of who asks, also one that nobody sees any more: it is gone, with what others said of it. */
export async function withdrawRemark(
  { db, clock, record }: Remarks,
  { person: { personId }, trace }: Writer,
  id: string,
): Promise<void> {
  await record(describeAction(trace, 'opmerking intrekken', personId))
  await db.transaction().execute(async (transaction) => {
    if (!(await lockOwn(transaction, id, personId))) throw missingRemark()
    await deleteRemark(transaction, id)
    await forgetTarget(transaction, 'remark', id, clock())
  })
}

/** Supports or disputes a remark of somebody else; what was said before does not count any more. */
export async function giveVoice(
  { db, clock, record }: Remarks,
  { person: { personId, email }, trace, ip }: Writer,
  id: string,
  voice: NewVoice,
): Promise<void> {
  if (voice.stance === 'support' && voice.reason) {
    refuse([
      {
        pointer: '/reason',
        nl: 'Een reden hoort bij betwisten. Laat de reden weg als u het steunt.',
        en: 'A reason belongs to disputing. Leave the reason out when you support it.',
      },
    ])
  }
  await countDeed(db, clock, 'voice', { by: email, address: ip })
  await record(describeAction(trace, 'opmerking steunen of betwisten', personId))
  await db.transaction().execute(async (transaction) => {
    const now = clock()
    const remark = await findRemark(transaction, id, { personId, moderates: false }, now)
    if (!remark || (remark.hidden && !remark.isOwn)) throw missingRemark()
    if (remark.isOwn) {
      throw conflict({
        nl: 'Dit schreef u zelf. Anderen kunnen het steunen of betwisten.',
        en: 'You wrote this yourself. Others can support or dispute it.',
      })
    }
    if (!(await holdAccount(transaction, personId))) throw new Problem('not-signed-in', NO_ACCOUNT)
    if (!(await setVoice(transaction, id, personId, voice, now))) throw missingRemark()
  })
}

/** Takes back what who asks said of a remark. */
export async function takeBackVoice(
  { db, record }: Remarks,
  { person: { personId }, trace }: Writer,
  id: string,
): Promise<void> {
  await record(describeAction(trace, 'steun of betwisting terugnemen', personId))
  await removeVoice(db, id, personId)
}

function readTime({ from, to }: Pick<RemarkChange, 'from' | 'to'>): { from: Date | null; to: Date | null } {
  return { from: from ? new Date(from) : null, to: to ? new Date(to) : null }
}
