import { type Actor, hasRole, organisationsOf } from '../../platform/actor.ts'
import { WRITERS } from './lists.ts'
import type {
  Challenge,
  ChallengeChange,
  ChallengeContent,
  GoalContent,
  NewChallenge,
  NewGoal,
  NewSource,
  SourceContent,
} from './schema.ts'

/** A mistake in what was asked: where, and what to do about it. */
export type Mistake = { pointer: string; nl: string; en: string }

/** Who sees a challenge: everyone when it is published, else who works for its owner. */
export function canReadChallenge(
  actor: Actor,
  { published, ownerId }: Pick<Challenge, 'published' | 'ownerId'>,
) {
  return published || organisationsOf(actor).includes(ownerId)
}

/** Who changes a challenge: policy officers and administrators of its owner. */
export function canWriteChallenge(actor: Actor, { ownerId }: Pick<Challenge, 'ownerId'>): boolean {
  return hasRole(actor, WRITERS, ownerId)
}

/** A new challenge is a draft in the first phase, with empty texts to fill in. */
export function startChallenge({ ownerId: _, ...given }: NewChallenge): ChallengeContent {
  return {
    summary: '',
    question: '',
    affected: '',
    dataRole: '',
    phase: 'formulating',
    areaCodes: [],
    published: false,
    ...given,
  }
}

/** A challenge after a change: only the given fields change. */
export function mergeChallenge(current: Challenge, change: ChallengeChange): Challenge {
  return { ...current, ...change }
}

/** A source with what was left open. */
export function completeSource(given: NewSource): SourceContent {
  return { url: null, date: null, ...given }
}

/** A goal with what was left open. */
export function completeGoal(given: NewGoal): GoalContent {
  return {
    indicatorId: null,
    indicatorText: '',
    areaCode: null,
    baseline: null,
    baselineDate: null,
    ...given,
  }
}

/** Everything in a goal that contradicts itself. */
export function findGoalMistakes(goal: GoalContent): Mistake[] {
  const { baseline, baselineDate, target, targetDate, direction } = goal
  const mistakes: Mistake[] = []
  if (baseline !== null && (direction === 'lower' ? target >= baseline : target <= baseline)) {
    mistakes.push({
      pointer: '/target',
      nl: `De streefwaarde ligt niet ${direction === 'lower' ? 'onder' : 'boven'} het uitgangspunt. Pas een van de twee aan, of de richting.`,
      en: `The target is not ${direction === 'lower' ? 'below' : 'above'} the baseline. Change one of them, or the direction.`,
    })
  }
  if (baselineDate !== null && targetDate <= baselineDate) {
    mistakes.push({
      pointer: '/targetDate',
      nl: 'De datum van het doel ligt niet na die van het uitgangspunt.',
      en: 'The date of the target is not after that of the baseline.',
    })
  }
  if (baselineDate !== null && baseline === null) {
    mistakes.push({
      pointer: '/baseline',
      nl: 'Er is een datum voor het uitgangspunt, maar geen waarde.',
      en: 'There is a date for the baseline, but no value.',
    })
  }
  return mistakes
}

type Publishable = Pick<Challenge, 'affected' | 'dataRole' | 'sources' | 'goals'>

/** Everything that a challenge still needs before it may be public. */
export function findMissing({ affected, dataRole, sources, goals }: Publishable): Mistake[] {
  const missing: Mistake[] = []
  if (sources.length === 0) {
    missing.push({
      pointer: '/sources',
      nl: 'Er is geen bron. Noem waar de opgave vandaan komt, met een citaat of vindplaats.',
      en: 'There is no source. Say where the challenge came from, with a citation.',
    })
  }
  if (goals.length === 0) {
    missing.push({
      pointer: '/goals',
      nl: 'Er is geen doel. Voeg een doel toe met een streefwaarde en een datum.',
      en: 'There is no goal. Add a goal with a target and a date.',
    })
  }
  if (affected.trim() === '') {
    missing.push({
      pointer: '/affected',
      nl: 'Er staat niet wie het aangaat.',
      en: 'It does not say who is affected.',
    })
  }
  if (dataRole.trim() === '') {
    missing.push({
      pointer: '/dataRole',
      nl: 'Er staat niet welke rol data en techniek hebben.',
      en: 'It does not say what the role of data and technology is.',
    })
  }
  return missing
}
