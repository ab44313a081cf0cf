/** What a decision names that does not exist for who writes it. */
import { type Actor, organisationsOf } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { type InputMistake, inBody } from '../../platform/errors.ts'
import { idIn, textsIn } from '../../platform/http/name-unknown.ts'
import { chooseOwner } from '../../platform/owner.ts'
import { isUuid } from '../../platform/slug.ts'
import { findUnknownAreas } from '../areas/index.ts'
import { findChallenge } from '../challenges/index.ts'
import { findIndicator, listMissingSignals } from '../indicators/index.ts'
import { EDITORS } from './access.ts'
import type { Obstacle } from './rules/content.ts'
import type { Content } from './schema/content.ts'
import { findDecision } from './store.ts'

/** What a body that may be anything names that does not exist for the actor; of a new decision also the owner. */
export async function unknownInDecision(
  db: Db,
  actor: Actor,
  body: unknown,
  isNew: boolean,
): Promise<InputMistake[]> {
  const owner = chooseOwner(actor, EDITORS, idIn(body, 'ownerId'))
  const challengeId = isNew ? idIn(body, 'challengeId') : undefined
  const unknown = await findUnknown(db, actor, challengeId, {
    signalIds: textsIn(body, 'signalIds'),
    areaCodes: textsIn(body, 'areaCodes'),
    goalIds: [],
    reopenLine: null,
    replacesId: null,
  })
  return inBody([...(isNew && !('ownerId' in owner) ? [owner] : []), ...unknown])
}

/** Which challenge, signals and areas do not exist for the actor. */
export async function findUnknown(
  db: Db,
  actor: Actor,
  challengeId: string | undefined,
  content: Pick<Content, 'signalIds' | 'areaCodes' | 'goalIds' | 'reopenLine' | 'replacesId'>,
): Promise<Obstacle[]> {
  const { signalIds, areaCodes, goalIds, reopenLine, replacesId } = content
  const obstacles: Obstacle[] = []
  const challenge = challengeId === undefined ? undefined : await findChallenge(db, actor, challengeId)
  if (challengeId !== undefined && !challenge) {
    obstacles.push({
      pointer: '/challengeId',
      nl: 'Deze opgave bestaat niet.',
      en: 'This challenge does not exist.',
    })
  }
  const missing = await listMissingSignals(db, signalIds.filter(isUuid), organisationsOf(actor))
  for (const [index, id] of signalIds.entries()) {
    if (!missing.includes(id.toLowerCase())) continue
    obstacles.push({
      pointer: `/signalIds/${index}`,
      nl: `Signaal ${id} bestaat niet.`,
      en: `Signal ${id} does not exist.`,
    })
  }
  const goals = new Set(challenge?.goals.map(({ id }) => id))
  for (const [index, id] of goalIds.entries()) {
    if (!challenge || goals.has(id)) continue
    obstacles.push({
      pointer: `/goalIds/${index}`,
      nl: 'Dit doel hoort niet bij de opgave. Kies een doel van de opgave.',
      en: 'This goal is not of the challenge. Choose a goal of the challenge.',
    })
  }
  if (reopenLine && !(await findIndicator(db, reopenLine.indicatorId, organisationsOf(actor)))) {
    obstacles.push({
      pointer: '/reopenLine/indicatorId',
      nl: 'Deze indicator bestaat niet. Kies de indicator die het besluit moet heropenen.',
      en: 'This indicator does not exist. Choose the indicator that is to reopen the decision.',
    })
  }
  if (replacesId !== null && !(await findDecision(db, replacesId, organisationsOf(actor)))) {
    obstacles.push({
      pointer: '/replacesId',
      nl: 'Dit besluit bestaat niet. Kies het besluit dat wordt vervangen.',
      en: 'This decision does not exist. Choose the decision that is replaced.',
    })
  }
  return [...obstacles, ...(await findUnknownAreas(db, areaCodes))]
}
