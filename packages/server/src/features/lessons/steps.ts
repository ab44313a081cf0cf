/** Drawing a lesson: locks, lets the rules judge, and writes in one transaction. */
import { type Actor, ANONYMOUS, hasRole } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { inBody, notFound, Problem } from '../../platform/errors.ts'
import { publish } from '../../platform/outbox.ts'
import type { Platform } from '../../platform/slice.ts'
import { findChallenge } from '../challenges/index.ts'
import { WRITERS } from './lists.ts'
import { type Drawn, judgeLesson, type Obstacle } from './rules.ts'
import type { Lesson, LessonBody, LessonSummary } from './schema.ts'
import {
  type Evaluated,
  findEvaluated,
  findLesson,
  insertLesson,
  isPublicIntervention,
  lockLessons,
} from './store.ts'

/** The lesson of an evaluation that holds. @throws Problem not-found */
export async function readLesson(db: Db, actor: Actor, evaluationKey: string): Promise<Lesson> {
  const evaluation = await requireEvaluated(db, evaluationKey)
  const found = await findLesson(db, evaluation.id)
  if (!found) throw notFound({ nl: 'Een les van deze effectmeting', en: 'A lesson of this evaluation' })
  return { ...found, mayWrite: evaluation.state === 'published' && mayDraw(actor, evaluation) }
}

/** Draws the lesson of an evaluation, or one that takes the place of that, with the reason. The same lesson again changes nothing. */
export async function drawLesson(
  { db, clock }: Platform,
  actor: Actor,
  evaluationKey: string,
  body: LessonBody,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { id } = await requireEvaluated(transaction, evaluationKey)
    await lockLessons(transaction, id)
    const evaluation = await requireEvaluated(transaction, id)
    if (!mayDraw(actor, evaluation)) throw foreign()
    if (evaluation.state === 'withdrawn') throw withdrawn()
    const before = await findLesson(transaction, id)
    const lesson = complete(body)
    const verdict = judgeLesson(lesson, before && asDrawn(before))
    if (verdict === 'same') return
    const obstacles = [...verdict.obstacles, ...(await findUnknownNext(transaction, lesson))]
    if (obstacles.length > 0) throw refusal(obstacles)
    const at = clock()
    const number = (before?.number ?? 0) + 1
    await insertLesson(transaction, { evaluationId: id, number, lesson, at })
    const { slug, interventionId, challengeId } = evaluation
    const told = { evaluationId: id, slug, interventionId, challengeId, verdict: lesson.verdict, number }
    await publish(transaction, 'lessons.drawn', told)
  })
}

function complete(body: LessonBody): Required<LessonBody> {
  const nothing = { surprised: '', forWhom: '', nextChallengeId: null, nextInterventionId: null, reason: '' }
  return { ...nothing, ...body }
}

function asDrawn(lesson: LessonSummary): Drawn {
  const { verdict, surprised, forWhom, text, nextChallenge, nextIntervention } = lesson
  return {
    ...{ verdict, surprised, forWhom, text },
    nextChallengeId: nextChallenge?.id ?? null,
    nextInterventionId: nextIntervention?.id ?? null,
  }
}

/** What of the next turn of the loop does not exist for everyone. */
async function findUnknownNext(
  db: Db,
  { nextChallengeId, nextInterventionId }: Required<LessonBody>,
): Promise<Obstacle[]> {
  const obstacles: Obstacle[] = []
  if (nextChallengeId !== null && !(await findChallenge(db, ANONYMOUS, nextChallengeId))) {
    obstacles.push({
      pointer: '/nextChallengeId',
      nl: 'Deze opgave bestaat niet, of is nog niet openbaar.',
      en: 'This challenge does not exist, or is not public yet.',
    })
  }
  if (nextInterventionId !== null && !(await isPublicIntervention(db, nextInterventionId))) {
    obstacles.push({
      pointer: '/nextInterventionId',
      nl: 'Deze maatregel bestaat niet, of is nog niet openbaar.',
      en: 'This intervention does not exist, or is not public yet.',
    })
  }
  return obstacles
}

async function requireEvaluated(db: Db, key: string): Promise<Evaluated> {
  const found = await findEvaluated(db, key)
  if (!found) throw notFound({ nl: 'Deze effectmeting', en: 'This evaluation' })
  return found
}

function mayDraw(actor: Actor, { ownerId }: Evaluated): boolean {
  return hasRole(actor, WRITERS, ownerId)
}

function refusal(obstacles: readonly Obstacle[]): Problem {
  const detail = { nl: obstacles.map(({ nl }) => nl).join(' '), en: obstacles.map(({ en }) => en).join(' ') }
  return new Problem('invalid-request', detail, inBody(obstacles))
}

function foreign(): Problem {
  return new Problem('not-allowed', {
    nl: 'U mag deze les niet schrijven. Dat kan een beleidsmedewerker, data-expert of beheerder van de eigenaar van de effectmeting.',
    en: 'You may not write this lesson. A policy officer, data expert or administrator of the owner of the evaluation can.',
  })
}

function withdrawn(): Problem {
  return new Problem('conflict', {
    nl: 'Deze effectmeting is ingetrokken. Er kan geen les meer uit worden getrokken.',
    en: 'This evaluation was withdrawn. No lesson can be drawn from it any more.',
  })
}
