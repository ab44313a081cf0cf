/** What a teacher does with a class: lock, decide, write in one transaction. */
import { randomInt } from 'node:crypto'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import type { Platform } from '../../../platform/slice.ts'
import { findNameMistakes } from '../../../platform/written-name.ts'
import { holdAccount, listOwnMunicipalities, refuseOthersName } from '../../parties/index.ts'
import { MOST_CLASSES } from '../lists.ts'
import { makeCode } from '../rules/code.ts'
import { endOfDay, lastDayOfYear, mayEndOn } from '../rules/school-year.ts'
import type { ClassBody, ClassPatch } from '../schema.ts'
import {
  countClasses,
  deleteClass,
  findClass,
  insertClass,
  listAllOf,
  listEnded,
  lockToEnd,
  type StoredClass,
  setCode,
  updateClass,
} from '../store.ts'
import { lockPupils } from '../store-pupils.ts'
import { endedAccount, missingClass, tooManyClasses, wrongEnd, wrongField } from './refuse.ts'

/** Who opens classes: a person who is signed in. */
export type Teacher = Extract<Actor, { kind: 'person' }>

/** The work of pupils that goes, and of whom what is published becomes the class's, or goes too when nothing is to stay. */
export type EndedPupils = { pupilIds: readonly string[]; published: { stays: boolean; author: string } }

/** Erases what pupils wrote, in the same transaction. Slices above know what that is. */
export type ErasePupilWork = (transaction: Db, ended: EndedPupils) => Promise<void>

/** @returns the id of the class */
export async function openClass(
  { db, clock }: Platform,
  teacher: Teacher,
  given: ClassBody,
): Promise<string> {
  const now = clock()
  const { personId } = teacher
  const { school, name, keepsPublished } = given
  await refuseNames(db, teacher, given)
  const endsAt = readEnd(given.endsOn ?? lastDayOfYear(now), now)
  return db.transaction().execute(async (transaction) => {
    if (!(await holdAccount(transaction, personId))) throw endedAccount()
    if ((await countClasses(transaction, personId, now)) >= MOST_CLASSES) throw tooManyClasses(MOST_CLASSES)
    return insertClass(transaction, {
      personId,
      school,
      name,
      code: makeCode(randomInt),
      openedAt: now,
      endsAt,
      keepsPublished,
    })
  })
}

/** A class stands as the author of what it publishes, so its name may not be taken for that of others. */
async function refuseNames(db: Db, teacher: Teacher, { school, name }: Pick<StoredClass, 'school' | 'name'>) {
  const mistakes = []
  for (const [pointer, text] of [
    ['/school', school],
    ['/name', name],
  ] as const) {
    mistakes.push(...findNameMistakes(pointer, text))
    mistakes.push(...(await refuseOthersName(db, teacher, { pointer, name: text })))
  }
  const [mistake] = mistakes
  if (mistake) throw wrongField(mistake.pointer, mistake)
}

/** Changes what a class is called, when it ends, or what stays of it. */
export async function changeClass(
  platform: Platform,
  teacher: Teacher,
  id: string,
  change: ClassPatch,
): Promise<void> {
  const now = platform.clock()
  await withOwnClass(platform, teacher, id, async (transaction, found) => {
    const { endsOn, ...rest } = change
    const endsAt = endsOn === undefined ? found.endsAt : readEnd(endsOn, now)
    await refuseNames(transaction, teacher, { ...found, ...rest })
    await updateClass(transaction, { ...found, ...rest, endsAt })
  })
}

/** Gives a class a new code, or none, with which nobody comes in. Who is in stays. */
export async function renewCode(
  platform: Platform,
  teacher: Teacher,
  id: string,
  choice: 'new' | 'none',
): Promise<void> {
  await withOwnClass(platform, teacher, id, (transaction) =>
    setCode(transaction, id, choice === 'new' ? makeCode(randomInt) : null),
  )
}

/** Does something with a class of this teacher, which nobody else changes meanwhile. */
export async function withOwnClass<T>(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  { personId }: Teacher,
  id: string,
  work: (transaction: Db, found: StoredClass) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    const found = await findClass(transaction, id, clock(), 'lock')
    if (found?.personId !== personId) throw missingClass()
    return work(transaction, found)
  })
}

/** A class of this teacher. */
export async function getOwnClass(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  { personId }: Teacher,
  id: string,
): Promise<StoredClass> {
  const found = await findClass(db, id, clock())
  if (found?.personId !== personId) throw missingClass()
  return found
}

/** Whether somebody oversees all classes: an administrator of the organisation that runs the platform. */
export async function oversees(db: Db, actor: Actor): Promise<boolean> {
  return (await listOwnMunicipalities(db, actor, ['administrator'])) === 'all'
}

/** A class that the actor may close: its teacher, or who oversees all classes. */
export async function getClosable(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  teacher: Teacher,
  id: string,
): Promise<StoredClass> {
  const found = await findClass(db, id, clock())
  if (!found || (found.personId !== teacher.personId && !(await oversees(db, teacher)))) throw missingClass()
  return found
}

/** Ends a class, with everything of it. */
export async function closeClass(db: Db, id: string, eraseWork: ErasePupilWork): Promise<void> {
  await db.transaction().execute((transaction) => endClass(transaction, id, eraseWork))
}

/** Ends every class of a teacher whose account ends. */
export async function endClassesOf(
  transaction: Db,
  personId: string,
  eraseWork: ErasePupilWork,
): Promise<void> {
  for (const id of await listAllOf(transaction, personId)) await endClass(transaction, id, eraseWork)
}

/**
 * Ends the classes of which the time is over, each in a transaction of its own: one that cannot be ended keeps none of the others.
 * @throws what went wrong, after the others were ended
 */
export async function endPastClasses(db: Db, now: Date, eraseWork: ErasePupilWork): Promise<void> {
  const failures: unknown[] = []
  for (const id of await listEnded(db, now)) {
    await closeClass(db, id, eraseWork).catch((error: unknown) => void failures.push(error))
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Some classes could not be ended.')
}

/** What pupils are writing is waited for, and goes too. */
async function endClass(transaction: Db, id: string, eraseWork: ErasePupilWork): Promise<void> {
  const found = await lockToEnd(transaction, id)
  if (!found) return
  const pupilIds = await lockPupils(transaction, id)
  const published = { stays: found.keepsPublished, author: nameOfClass(found) }
  await eraseWork(transaction, { pupilIds, published })
  await deleteClass(transaction, id)
}

/** A class as it is named as an author. */
export function nameOfClass({ name, school }: Pick<StoredClass, 'name' | 'school'>): string {
  return `${name}, ${school}`
}

function readEnd(day: string, now: Date): Date {
  if (!mayEndOn(day, now)) throw wrongEnd(lastDayOfYear(now))
  return endOfDay(day)
}
