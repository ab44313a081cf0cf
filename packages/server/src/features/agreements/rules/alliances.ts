/** What may be said of an alliance, decided from values alone. */
import { writeDay } from '../../../platform/written-day.ts'
import type { Member, MemberContent, NewMember } from '../schema/alliances.ts'
import type { Obstacle } from './content.ts'

/** A member with what was left open. */
export function completeMember(given: NewMember): MemberContent {
  return { contributions: [], effects: [], mandates: [], leftOn: null, leaveReason: '', ...given }
}

/**
 * Everything in a member that contradicts itself or the others: its dates, an exit without reason, and effects on who is no other
 * member.
 * @param others the other members, also those who left
 */
export function checkMember(member: MemberContent, others: readonly Member[]): Obstacle[] {
  const { organisationId, effects, enteredOn, leftOn, leaveReason } = member
  const obstacles: Obstacle[] = []
  if (leftOn !== null && leftOn < enteredOn) {
    obstacles.push({
      pointer: '/leftOn',
      nl: `De dag van vertrek ligt voor die van toetreding (${writeDay(enteredOn).nl}). Kies een latere dag.`,
      en: `The day of exit is before that of entry (${writeDay(enteredOn).en}). Choose a later day.`,
    })
  }
  if ((leftOn === null) !== (leaveReason.trim() === '')) obstacles.push(leftOn === null ? NO_EXIT : NO_REASON)
  const reachable = new Set(others.map((other) => other.organisationId))
  for (const [index, effect] of effects.entries()) {
    if (effect.organisationId !== organisationId && reachable.has(effect.organisationId)) continue
    obstacles.push({
      pointer: `/effects/${index}/organisationId`,
      nl: 'Een gevolg is voor een ander lid van de alliantie. Kies een ander lid, of voeg het eerst toe.',
      en: 'An effect is on another member of the alliance. Choose another member, or add it first.',
    })
  }
  return obstacles
}

/** The membership of the same organisation that is there at the same time, when there is one. */
export function findDouble(
  { organisationId, enteredOn, leftOn }: MemberContent,
  others: readonly Member[],
): Member | undefined {
  return others.find(
    (other) =>
      other.organisationId === organisationId &&
      (leftOn === null || other.enteredOn <= leftOn) &&
      (other.leftOn === null || enteredOn <= other.leftOn),
  )
}

const NO_EXIT: Obstacle = {
  pointer: '/leftOn',
  nl: 'Er is een reden van vertrek, maar geen dag. Vul de dag in, of maak de reden leeg.',
  en: 'There is a reason for the exit, but no day. Fill in the day, or clear the reason.',
}

const NO_REASON: Obstacle = {
  pointer: '/leaveReason',
  nl: 'Er staat niet waarom dit lid vertrok. Schrijf het op.',
  en: 'It does not say why this member left. Write it down.',
}
