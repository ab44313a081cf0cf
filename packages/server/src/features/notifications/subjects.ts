import type { Actor } from '../../platform/actor.ts'
import { organisationsOf } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Bilingual } from '../../platform/errors.ts'
import { findArea } from '../areas/index.ts'
import { findChallenge } from '../challenges/index.ts'
import { findIndicator } from '../indicators/index.ts'

/** To what a subscription or webhook is limited. */
export type Limits = { challengeId?: string; indicatorId?: string; areaCode?: string }

/** What of it does not exist for the actor. */
export async function findUnknownSubject(
  db: Db,
  actor: Actor,
  { challengeId, indicatorId, areaCode }: Limits,
): Promise<({ pointer: string } & Bilingual) | undefined> {
  if (challengeId !== undefined && !(await findChallenge(db, actor, challengeId))) {
    return {
      pointer: '/challengeId',
      nl: 'Deze opgave bestaat niet.',
      en: 'This challenge does not exist.',
    }
  }
  if (indicatorId !== undefined && !(await findIndicator(db, indicatorId, organisationsOf(actor)))) {
    return {
      pointer: '/indicatorId',
      nl: 'Deze indicator bestaat niet.',
      en: 'This indicator does not exist.',
    }
  }
  if (areaCode !== undefined && !(await findArea(db, areaCode))) {
    return { pointer: '/areaCode', nl: 'Dit gebied bestaat niet.', en: 'This area does not exist.' }
  }
  return undefined
}
