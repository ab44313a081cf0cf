/** What goes between a pupil and the teacher: handing in, giving back, publishing, taking back. */
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { notFound, Problem } from '../../../platform/errors.ts'
import type { Platform } from '../../../platform/slice.ts'
import type { Software } from '../../../platform/software.ts'
import {
  findTaughtClass,
  findWork,
  giveBack,
  handIn,
  holdPupil,
  type PupilActor,
  takeHandedIn,
} from '../../classes/index.ts'
import type { Calculations } from '../../indicators/index.ts'
import type { FoundUses } from '../../measurements/index.ts'
import { missingAnalysis, publishAnalysis, withdrawAnalysis } from '../writing/steps.ts'
import { findDraft, type Stored, updateByline } from '../writing/store.ts'
import type { Approval } from './schema.ts'
import { findWriter } from './store.ts'

type Base = Pick<Platform, 'db' | 'clock'>
/** With what computes the steering check. */
type CheckingBase = Base & { calculations: Calculations }
type Publishing = { software: Software; record: (uses: FoundUses[]) => Promise<void> }

/** An analysis of a pupil as their teacher has it before them. */
export type Taught = {
  id: string
  /** The pupil, in whose name steps on the text are done. */
  pupil: PupilActor
  className: string
}

/** The class of the teacher who asks. @throws Problem not-found when it is not theirs */
export async function getTaughtClass({ db, clock }: Base, actor: Actor, classId: string) {
  if (actor.kind !== 'person') throw new Error('The route lets in only people.')
  const found = await findTaughtClass(db, { classId, personId: actor.personId, now: clock() })
  if (!found) throw notFound({ nl: 'Deze klas', en: 'This class' })
  return found
}

/** An analysis of a pupil of a class of the teacher who asks. */
export async function getTaught(
  base: Base,
  actor: Actor,
  { classId, key }: { classId: string; key: string },
): Promise<Taught> {
  const { pupils, name: className } = await getTaughtClass(base, actor, classId)
  const writer = await findWriter(
    base.db,
    key,
    pupils.map(({ id }) => id),
  )
  const pupil = pupils.find(({ id }) => id === writer?.pupilId)
  if (!writer || !pupil) throw missingAnalysis()
  return {
    id: writer.id,
    pupil: { kind: 'pupil', pupilId: pupil.id, classId, name: pupil.nickname },
    className,
  }
}

/** The draft of a pupil, for who has it before them. */
export async function getDraftOf(db: Db, { pupilId }: PupilActor, key: string): Promise<Stored> {
  const found = await findDraft(db, key, { kind: 'pupil', id: pupilId })
  if (!found) throw missingAnalysis()
  return found
}

/** @throws Problem not-ready when something is missing that is needed to publish the draft */
export async function checkDraft(
  base: CheckingBase,
  { software, record }: Publishing,
  pupil: PupilActor,
  key: string,
): Promise<void> {
  await publishAnalysis({ ...base, software }, { actor: pupil, record }, key, { check: true })
}

/** Hands the draft in. Check it first. */
export async function handInDraft({ db, clock }: Base, pupil: PupilActor, key: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    if (!(await holdPupil(transaction, pupil.pupilId))) throw missingAnalysis()
    const { id } = await getDraftOf(transaction, pupil, key)
    await handIn(transaction, { id, pupilId: pupil.pupilId, at: clock() })
  })
}

/** Gives a draft that was handed in back, with what the pupil can do better. */
export async function giveDraftBack(
  { db, clock }: Base,
  { id, pupil }: Taught,
  remark: string,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    if (!(await holdPupil(transaction, pupil.pupilId))) throw missingAnalysis()
    if (!(await giveBack(transaction, { id, remark, at: clock() }))) throw notHandedIn()
  })
}

/** Publishes what a pupil handed in, as the teacher read it, with the name that the teacher chose. */
export async function approveDraft(
  base: CheckingBase,
  { software, record }: Publishing,
  { id, pupil, className }: Taught,
  { revision, naming }: Approval,
): Promise<void> {
  const work = await findWork(base.db, id)
  if (work?.state !== 'handed-in') throw notHandedIn()
  const as = { actor: pupil, record }
  await publishAnalysis({ ...base, software }, as, id, { revision }, async (transaction) => {
    if (!(await takeHandedIn(transaction, id))) throw notHandedIn()
    const byline = naming === 'class' ? className : `${pupil.name}, ${className}`
    await updateByline(transaction, id, byline, base.clock())
  })
}

/** Takes what was published of a pupil back: from then on nobody reads it. */
export async function takeBack(base: Base, { id, pupil }: Taught, reason: string): Promise<void> {
  await withdrawAnalysis(base, pupil, id, reason)
}

function notHandedIn(): Problem {
  return new Problem('conflict', {
    nl: 'Deze analyse is niet ingeleverd. Lees haar opnieuw: misschien hebt u haar al teruggegeven of geplaatst.',
    en: 'This analysis is not handed in. Read it again: perhaps you gave it back or published it already.',
  })
}
