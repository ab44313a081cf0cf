/** What a lesson must have, decided from values. */

import type { Bilingual } from '../../platform/errors.ts'
import { isEmpty } from '../../platform/written-words.ts'
import type { VERDICTS } from './lists.ts'

export type Obstacle = { pointer: string } & Bilingual

/** What a lesson says. */
export type Drawn = {
  verdict: (typeof VERDICTS)[number]
  surprised: string
  forWhom: string
  text: string
  nextChallengeId: string | null
  nextInterventionId: string | null
}

/**
 * Whether a lesson can be drawn, beside or in the place of the one before.
 * @param before the lesson that holds; undefined when there is none
 */
export function judgeLesson(
  lesson: Drawn & { reason: string },
  before: Drawn | undefined,
): 'same' | { obstacles: Obstacle[] } {
  if (before && isSame(lesson, before)) return 'same'
  const obstacles: Obstacle[] = []
  if (isEmpty(lesson.text) || lesson.text.trim().length < LEAST) {
    obstacles.push({
      pointer: '/text',
      nl: `Schrijf op wat u een andere gemeente zou vertellen, in minstens ${LEAST} tekens.`,
      en: `Write down what you would tell another municipality, in at least ${LEAST} characters.`,
    })
  }
  if (before && isEmpty(lesson.reason)) {
    obstacles.push({
      pointer: '/reason',
      nl: 'Er is al een les getrokken. Schrijf op waarom deze ervoor in de plaats komt; de eerdere blijft te lezen.',
      en: 'A lesson was drawn already. Write down why this one takes its place; the earlier one stays readable.',
    })
  }
  if (!before && lesson.reason.trim() !== '') {
    obstacles.push({
      pointer: '/reason',
      nl: 'Dit is de eerste les: een reden om haar te vervangen is er nog niet. Laat dit leeg.',
      en: 'This is the first lesson: there is no reason yet why it takes the place of another. Leave this empty.',
    })
  }
  return { obstacles }
}

/** Characters of what is told, at least. */
const LEAST = 20

const FIELDS = ['verdict', 'surprised', 'forWhom', 'text', 'nextChallengeId', 'nextInterventionId'] as const

function isSame(one: Drawn, other: Drawn): boolean {
  return FIELDS.every((field) => one[field] === other[field])
}
