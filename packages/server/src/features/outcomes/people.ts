/** For whom something that happened is news, and why: asked anew each time, so that who took back consent, a remark or a role is not found any more. */
import type { Role } from '../../platform/actor.ts'
import { ANONYMOUS } from '../../platform/actor.ts'
import { calendarDay } from '../../platform/clock.ts'
import type { Db } from '../../platform/database/connect.ts'
import { listAllies } from '../agreements/index.ts'
import { findCitedAuthors } from '../analyses/index.ts'
import { findChallenge } from '../challenges/index.ts'
import { listCountedHosts } from '../indicators/index.ts'
import { type Hearers, listFollowers, type OutcomeReason } from '../notifications/index.ts'
import { listAddresses } from '../parties/index.ts'
import { listRemarkWriters, readRemarkAddresses } from '../remarks/index.ts'

/** What something that happened rests on and touches. */
export type Concerning = {
  challengeId: string
  /** Organisations that decide or carry it out, beside those of the challenge and its alliances. */
  organisationIds: readonly string[]
  areaCodes: readonly string[]
  /** Indicators whose figures are used, each with the areas of which (none: all). */
  indicators: readonly { id: string; areaCodes: readonly string[] }[]
  /** Ids, slugs or hashes of analyses that are cited. */
  analyses: readonly string[]
  /** What is written, in which remarks can be cited by their address. */
  texts: readonly string[]
  /** What happened later says nothing of figures: until when they are looked at. */
  until: Date
}

/** Of an organisation that takes part, those who work on policy or decide hear of it; when it has neither, its administrators. */
const TOLD_ROLES: readonly Role[] = ['policy-officer', 'decision-maker']

/** @returns people with the reasons for which each hears of it */
export async function findHearers(db: Db, concerning: Concerning, now: Date): Promise<Hearers> {
  const found = new Map<string, OutcomeReason[]>()
  const add = (ids: readonly string[], reason: OutcomeReason) => {
    for (const id of ids) found.set(id, [...(found.get(id) ?? []), reason])
  }
  const { challengeId, indicators, areaCodes, analyses, until } = concerning
  const challenge = await findChallenge(db, ANONYMOUS, challengeId)
  if (!challenge) return found
  const indicatorIds = indicators.map(({ id }) => id)
  add(await listFollowers(db, { challengeId, indicatorIds, areaCodes }), 'follows')
  const organisationIds = [
    challenge.ownerId,
    ...challenge.parties.map(({ organisationId }) => organisationId),
    ...(await listAllies(db, challengeId, calendarDay(now))).map(({ id }) => id),
    ...concerning.organisationIds,
  ]
  add(await listOfficials(db, [...new Set(organisationIds)]), 'takes-part')
  const hosts = new Set<string>()
  for (const { id, areaCodes: within } of indicators) {
    for (const host of await listCountedHosts(db, { indicatorId: id, areaCodes: within, until }, now))
      hosts.add(host)
  }
  add([...hosts], 'hosts-sensor')
  const { authors, teachers, texts } = await findCitedAuthors(db, analyses)
  add(authors, 'wrote-analysis')
  add(teachers, 'teaches-class')
  const sources = challenge.sources.map(({ url, citation }) => `${url} ${citation}`)
  const remarkIds = readRemarkAddresses([...concerning.texts, ...texts, ...sources].join('\n'))
  add(await listRemarkWriters(db, remarkIds), 'wrote-remark')
  return found
}

async function listOfficials(db: Db, organisationIds: readonly string[]): Promise<string[]> {
  const found = new Set<string>()
  for (const organisationId of organisationIds) {
    const people = (
      await Promise.all(TOLD_ROLES.map((role) => listAddresses(db, { organisationId, role })))
    ).flat()
    const told =
      people.length > 0 ? people : await listAddresses(db, { organisationId, role: 'administrator' })
    for (const { personId } of told) found.add(personId)
  }
  return [...found]
}
