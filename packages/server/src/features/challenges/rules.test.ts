import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ANONYMOUS } from '../../platform/actor.ts'
import { canReadChallenge, canWriteChallenge, completeGoal, findGoalMistakes, findMissing } from './rules.ts'
import type { Goal, Source } from './schema.ts'

const source = {
  id: 's',
  kind: 'law',
  title: 't',
  citation: 'c',
  url: null,
  date: null,
  revision: 'r',
} satisfies Source
const goal = {
  id: 'g',
  revision: 'r',
  ...completeGoal({ title: 't', unit: 'µg/m³', target: 5, targetDate: '2030-01-01', direction: 'lower' }),
} satisfies Goal

it('names exactly what is missing, whatever is missing', () => {
  const blank = fc.constantFrom('', ' ', '\n\t')
  fc.assert(
    fc.property(
      fc.option(blank),
      fc.option(blank),
      fc.boolean(),
      fc.boolean(),
      (noAffected, noRole, hasSource, hasGoal) => {
        const missing = findMissing({
          affected: noAffected ?? 'bewoners',
          dataRole: noRole ?? 'meten',
          sources: hasSource ? [source] : [],
          goals: hasGoal ? [goal] : [],
        }).map(({ pointer }) => pointer)
        expect(missing).toEqual([
          ...(hasSource ? [] : ['/sources']),
          ...(hasGoal ? [] : ['/goals']),
          ...(noAffected === null ? [] : ['/affected']),
          ...(noRole === null ? [] : ['/dataRole']),
        ])
      },
    ),
  )
})

it('shows a draft to the owner only, and lets only some roles of the owner write', () => {
  const draft = { published: false, ownerId: 'a' }
  const member = (organisationId: string, role: 'clerk' | 'policy-officer') => ({
    kind: 'person' as const,
    personId: 'p',
    name: 'P',
    email: 'p@example.org',
    memberships: [{ organisationId, role }],
  })
  expect(canReadChallenge(ANONYMOUS, draft)).toBe(false)
  expect(canReadChallenge(ANONYMOUS, { ...draft, published: true })).toBe(true)
  expect(canReadChallenge(member('b', 'policy-officer'), draft)).toBe(false)
  expect(canReadChallenge(member('a', 'clerk'), draft)).toBe(true)
  expect(canWriteChallenge(member('a', 'clerk'), draft)).toBe(false)
  expect(canWriteChallenge(member('a', 'policy-officer'), draft)).toBe(true)
})

it('finds what contradicts itself in a goal', () => {
  const mistakes = (change: Partial<Goal>) =>
    findGoalMistakes({ ...goal, ...change }).map(({ pointer }) => pointer)
  expect(mistakes({})).toEqual([])
  expect(mistakes({ baseline: 12, baselineDate: '2025-01-01' })).toEqual([])
  expect(mistakes({ baseline: 3 })).toEqual(['/target'])
  expect(mistakes({ baseline: 5 })).toEqual(['/target'])
  expect(mistakes({ baseline: 3, direction: 'higher' })).toEqual([])
  expect(mistakes({ baseline: 4, baselineDate: '2031-01-01' })).toEqual(['/target', '/targetDate'])
  expect(mistakes({ baselineDate: '2025-01-01' })).toEqual(['/baseline'])
})
