/** What pupils do to come in, and what the teacher does with them. */
import { randomInt } from 'node:crypto'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import type { Platform } from '../../../platform/slice.ts'
import { tryGuess } from '../../parties/index.ts'
import { MOST_PUPILS, OFFERED_NAMES } from '../lists.ts'
import { hashCard, makeCard, readCard } from '../rules/card.ts'
import { readCode } from '../rules/code.ts'
import { isNickname, offerNicknames } from '../rules/nickname.ts'
import { findClass, findClassByCode, type StoredClass } from '../store.ts'
import {
  deletePupil,
  findPupilByCard,
  insertPupil,
  listNicknames,
  lockPupil,
  replaceCard,
} from '../store-pupils.ts'
import { type ErasePupilWork, getOwnClass, nameOfClass, type Teacher, withOwnClass } from './classes.ts'
import {
  fullClass,
  missingPupil,
  ownName,
  signedInAlready,
  takenName,
  wrongCard,
  wrongCode,
} from './refuse.ts'

/** A pupil with the words of a card, which are told only now. */
export type PupilWithCard = { id: string; nickname: string; card: string }

/** Who comes in, and from where. */
type Comer = { actor: Actor; address: string }

/** The class of a code, with names that are free in it. Wrong codes are counted. */
export async function visitClass(
  platform: Platform,
  typed: string,
  { address }: Comer,
): Promise<{ found: StoredClass; nicknames: string[] }> {
  const found = await findByCode(platform, typed, address)
  const nicknames = offerNicknames(await listNicknames(platform.db, found.id), OFFERED_NAMES, randomInt)
  return { found, nicknames }
}

/** Makes a new pupil in the class of a code. */
export async function joinClass(
  platform: Platform,
  { code, nickname }: { code: string; nickname: string },
  comer: Comer,
): Promise<PupilWithCard> {
  refuseAccounts(comer.actor)
  if (!isNickname(nickname)) throw ownName()
  const { id: classId } = await findByCode(platform, code, comer.address)
  const card = makeCard(randomInt)
  const cardHash = await hashCard(card, classId)
  const { db, clock } = platform
  return db.transaction().execute(async (transaction) => {
    const now = clock()
    const found = await findClass(transaction, classId, now, 'lock')
    // The code may have been renewed while the card was made.
    if (!found || found.code !== readCode(code)) throw wrongCode()
    if (found.pupils >= MOST_PUPILS) throw fullClass(MOST_PUPILS)
    if ((await listNicknames(transaction, classId)).has(nickname)) throw takenName()
    const id = await insertPupil(transaction, { classId, nickname, cardHash, joinedAt: now })
    return { id, nickname, card }
  })
}

/** The pupil of a card, in the class of a code. Wrong cards are counted. */
export async function comeBack(
  platform: Platform,
  { code, card }: { code: string; card: string },
  comer: Comer,
): Promise<{ id: string; nickname: string }> {
  refuseAccounts(comer.actor)
  const { db, clock } = platform
  const { address } = comer
  const { id: classId } = await findByCode(platform, code, address)
  const words = readCard(card)
  const found = await tryGuess(db, clock, { name: 'pupil-card', subject: classId, address }, async () =>
    words === undefined ? undefined : findPupilByCard(db, classId, await hashCard(words, classId)),
  )
  if (!found) throw wrongCard()
  return found
}

/** Makes pupils with names and cards, for a teacher who hands the cards out. */
export async function makePupils(
  platform: Platform,
  teacher: Teacher,
  classId: string,
  count: number,
): Promise<PupilWithCard[]> {
  const { pupils: present } = await getOwnClass(platform, teacher, classId)
  if (present + count > MOST_PUPILS) throw fullClass(MOST_PUPILS)
  const cards = await makeCards(classId, count)
  return withOwnClass(platform, teacher, classId, async (transaction, { pupils }) => {
    if (pupils + count > MOST_PUPILS) throw fullClass(MOST_PUPILS)
    const nicknames = offerNicknames(await listNicknames(transaction, classId), count, randomInt)
    const joinedAt = platform.clock()
    const made: PupilWithCard[] = []
    for (const [index, { card, cardHash }] of cards.entries()) {
      const nickname = nicknames[index] ?? ''
      const id = await insertPupil(transaction, { classId, nickname, cardHash, joinedAt })
      made.push({ id, nickname, card })
    }
    return made
  })
}

/** Gives a pupil another card. The one of before does not work any more, and who works with it has to come in anew. */
export async function renewCard(
  platform: Platform,
  teacher: Teacher,
  { classId, pupilId }: { classId: string; pupilId: string },
): Promise<PupilWithCard> {
  await getOwnClass(platform, teacher, classId)
  const [made] = await makeCards(classId, 1)
  return withOwnClass(platform, teacher, classId, async (transaction) => {
    const found = await lockPupil(transaction, classId, pupilId)
    if (!found || !made) throw missingPupil()
    await replaceCard(transaction, pupilId, made.cardHash)
    return { ...found, card: made.card }
  })
}

/** Removes a pupil with everything they wrote; what was published becomes the class's, or goes, as the class has chosen. */
export async function removePupil(
  platform: Platform,
  teacher: Teacher,
  { classId, pupilId }: { classId: string; pupilId: string },
  eraseWork: ErasePupilWork,
): Promise<void> {
  await withOwnClass(platform, teacher, classId, async (transaction, found) => {
    if (!(await lockPupil(transaction, classId, pupilId))) throw missingPupil()
    await eraseOne(transaction, found, pupilId, eraseWork)
  })
}

async function eraseOne(
  transaction: Db,
  found: StoredClass,
  pupilId: string,
  eraseWork: ErasePupilWork,
): Promise<void> {
  const published = { stays: found.keepsPublished, author: nameOfClass(found) }
  await eraseWork(transaction, { pupilIds: [pupilId], published })
  await deletePupil(transaction, pupilId)
}

async function findByCode({ db, clock }: Platform, typed: string, address: string): Promise<StoredClass> {
  const code = readCode(typed)
  const found = await tryGuess(db, clock, { name: 'class-code', address }, async () =>
    code === undefined ? undefined : findClassByCode(db, code, clock()),
  )
  if (!found) throw wrongCode()
  return found
}

/** Somebody with an account stays who they are; else what they do next would be done as somebody else than they think. */
function refuseAccounts(actor: Actor): void {
  if (actor.kind === 'person' || actor.kind === 'token' || actor.kind === 'sensor') throw signedInAlready()
}

/** One after the other: each takes a thread for a while, and there are few. */
async function makeCards(classId: string, count: number): Promise<{ card: string; cardHash: Buffer }[]> {
  const cards: { card: string; cardHash: Buffer }[] = []
  for (let made = 0; made < count; made += 1) {
    const card = makeCard(randomInt)
    cards.push({ card, cardHash: await hashCard(card, classId) })
  }
  return cards
}
