import type { Agreement, AgreementStep, Alliance, AllianceMember, ChallengeParty } from './api.ts'
import { toClock } from './clock-time.ts'
import { formatDay, formatList, formatMoment } from './format.ts'
import type { Language } from './language.ts'
import type { Messages } from './messages/nl.ts'

/** States in which an agreement is for everyone to read, as the list has them: what holds comes first. */
export const LISTED_STATES = ['active', 'suspended', 'accepted', 'ended'] as const

/** The day of a bound; with the time when it is not the start of that day. */
export function formatBound(moment: string, language: Language): string {
  const isMidnight = toClock(new Date(moment)).endsWith('T00:00:00')
  return isMidnight ? formatDay(moment, language) : formatMoment(moment, language)
}

/** Where an agreement stands, in one or two sentences. */
export function tellStanding(agreement: Agreement, { agreements }: Messages, language: Language): string {
  const { state, version, versionInForce, validFrom, validThrough, steps, suspendedBy } = agreement
  const words = agreements.standing
  const until = validThrough === null ? null : formatBound(validThrough, language)
  const nameOf = (id: string) => steps.find((step) => step.organisationId === id)?.organisationName ?? id
  if (state === 'active' && version !== versionInForce) return words.otherActive(versionInForce ?? version)
  if (state === 'active') return words.active(formatDay(beginOf(agreement), language), until)
  if (state === 'accepted')
    return words.accepted(validFrom === null ? null : formatBound(validFrom, language), until)
  if (state === 'suspended') {
    const last = steps.findLast(({ kind }) => kind === 'suspended')
    const since = formatDay(last?.at ?? agreement.updatedAt, language)
    return words.suspended(formatList(suspendedBy.map(nameOf), language), since)
  }
  if (state === 'ended') {
    const end = steps.findLast(({ kind }) => kind === 'ended')
    if (end) return words.endedBy(end.organisationName, formatDay(end.at, language))
    return until === null ? words.ended : words.expired(until)
  }
  return words[state]
}

/** What stopped because an agreement ended or is suspended, and what stays, in sentences. */
export type Stopped = { stops: string[]; stays: string[] }

/**
 * Of an agreement that has ended, expired or is suspended: what stopped, since when, and what stays.
 * @returns null of one that holds or never did
 */
export function listStopped(
  agreement: Agreement,
  { agreements }: Messages,
  language: Language,
): Stopped | null {
  const { state, steps, validThrough, permissions, parties, suspendedBy, updatedAt } = agreement
  if (state !== 'ended' && state !== 'suspended') return null
  const words = agreements.stopped
  const last = steps.findLast(({ kind }) => kind === state)
  const moment = last?.at ?? (state === 'ended' ? validThrough : null) ?? updatedAt
  const namesOf = (wanted: (party: Agreement['parties'][number]) => boolean) =>
    formatList(
      parties.filter(wanted).map(({ name }) => name),
      language,
    )
  const receivers = namesOf(({ receives }) => receives)
  const stops = [
    ...(receivers === '' ? [] : [words.reading(receivers, formatMoment(moment, language))]),
    words.running,
  ]
  if (state === 'suspended') {
    const who = namesOf(({ organisationId }) => suspendedBy.includes(organisationId))
    return { stops, stays: [words.resumes(who), words.promisesStay, words.openStays, words.textStays] }
  }
  const deletions = listPromises(agreement).flatMap(({ id, who, afterDays }) =>
    afterDays === null
      ? []
      : [{ id, text: words.deletes(formatList(who, language), dayAfter(moment, afterDays, language)) }],
  )
  const kept = permissions.flatMap(({ retentionDays }) => retentionDays ?? [])
  return {
    stops,
    stays: [
      ...new Set(deletions.map(({ text }) => text)),
      ...(kept.length === 0 || deletions.length > 0 ? [] : [words.keeps(Math.max(...kept))]),
      words.publishedStays,
      words.openStays,
      words.textStays,
    ],
  }
}

const dayAfter = (moment: string, days: number, language: Language) =>
  formatDay(new Date(Date.parse(moment) + days * 86_400_000).toISOString(), language)

/** From when the version that is read holds: all have accepted it, and its time has begun. */
function beginOf({ acceptedAt, validFrom, updatedAt }: Agreement): string {
  const accepted = acceptedAt ?? updatedAt
  return validFrom !== null && Date.parse(validFrom) > Date.parse(accepted) ? validFrom : accepted
}

/** What a party answered to the version that is read; who offers accepts. */
export function answerOf({ steps, version }: Agreement, organisationId: string): AgreementStep | undefined {
  return steps.findLast(
    (step) =>
      step.version === version &&
      step.organisationId === organisationId &&
      ['offered', 'accepted', 'declined'].includes(step.kind),
  )
}

/** What happened to it besides offers and acceptances, the latest first. */
export function listEvents({ steps }: Agreement): AgreementStep[] {
  return steps.filter(({ kind }) => kind !== 'offered' && kind !== 'accepted').toReversed()
}

/** The version to read instead of this one: that in force, else a newer one; null when this is it. */
export function betterVersion({
  version,
  versionInForce,
  history,
}: Pick<Agreement, 'version' | 'versionInForce' | 'history'>): { version: number; holds: boolean } | null {
  if (versionInForce !== null && versionInForce !== version) return { version: versionInForce, holds: true }
  const newest = Math.max(...history.map((line) => line.version))
  return newest > version ? { version: newest, holds: false } : null
}

/** The datasets that its rules and duties name, each once. */
export function datasetsOf({ permissions, prohibitions, obligations }: Agreement): string[] {
  return [
    ...new Set([...permissions, ...prohibitions, ...obligations].flatMap(({ datasetIds }) => datasetIds)),
  ]
}

/** Something that parties must do. */
export type Promised = {
  id: string
  who: string[]
  kind: Agreement['obligations'][number]['kind']
  before: string | null
  afterDays: number | null
  /** Whether a permission stops when it is not done in time. */
  stopsUse: boolean
}

/** All that the parties must do: conditions of a permission are for everyone to whom that is given. */
export function listPromises({ permissions, obligations, parties }: Agreement): Promised[] {
  const namesOf = (ids: readonly string[]) =>
    ids.flatMap((id) => parties.find(({ organisationId }) => organisationId === id)?.name ?? [])
  return [
    ...permissions.flatMap(({ duties, organisationIds }) =>
      duties.map((duty) => ({ ...duty, who: namesOf(organisationIds), stopsUse: duty.before !== null })),
    ),
    ...obligations.map(({ id, kind, before, afterDays, organisationIds }) => ({
      ...{ id, kind, before, afterDays },
      who: namesOf(organisationIds),
      stopsUse: false,
    })),
  ]
}

/** When something must be done, in words. */
export function tellWhen(
  { before, afterDays }: Pick<Promised, 'before' | 'afterDays'>,
  { agreements }: Messages,
  language: Language,
): string {
  const { always, beforeMoment, afterEnd } = agreements.when
  const parts = [
    ...(before === null ? [] : [beforeMoment(formatBound(before, language))]),
    ...(afterDays === null ? [] : [afterEnd(afterDays)]),
  ]
  return parts.length === 0 ? always : formatList(parts, language)
}

/** The members of an alliance on a day, and those who left before it. */
export function partMembers(
  { members }: Pick<Alliance, 'members'>,
  today: string,
): { present: AllianceMember[]; past: AllianceMember[] } {
  const hasLeft = ({ leftOn }: AllianceMember) => leftOn !== null && leftOn < today
  return { present: members.filter((member) => !hasLeft(member)), past: members.filter(hasLeft) }
}

/** The parties to a challenge that are in none of its alliances, which say more of their members. */
export function partiesOutside(
  parties: readonly ChallengeParty[],
  alliances: readonly Pick<Alliance, 'members'>[],
): ChallengeParty[] {
  const members = new Set(
    alliances.flatMap((alliance) => alliance.members.map(({ organisationId }) => organisationId)),
  )
  return parties.filter(({ organisationId }) => !members.has(organisationId))
}
