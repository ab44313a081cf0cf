/** What a text names that does not exist for who writes it. */
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { idIn, textsIn } from '../../platform/http/name-unknown.ts'
import { isUuid } from '../../platform/slug.ts'
import { findUnknownDatasets } from '../catalogue/index.ts'
import { findChallenge } from '../challenges/index.ts'
import { listOrganisationsByIds } from '../parties/index.ts'
import { isNamedFor } from './named.ts'
import type { Obstacle } from './rules/content.ts'
import { findAlliance } from './store/alliances.ts'

/** Asks the slice of areas, which this one may not use, which codes no area has. */
export type FindUnknownAreas = (db: Db, codes: readonly string[], pointer: string) => Promise<Obstacle[]>

/** Names in a part of a text, at a place in the whole. */
type Part = {
  pointer: string
  organisationIds: readonly string[]
  datasetIds: readonly string[]
  challengeIds: readonly string[]
  areaCodes: readonly string[]
}

/** Who asks, and of what. `body` can be anything: what has another form is for the schema to refuse. */
export type Asking = { actor: Actor; findUnknownAreas: FindUnknownAreas }

/** All that a body names which does not exist for the actor: in its rules, and of a new agreement also its challenge and alliance. */
export async function findUnknown(db: Db, body: unknown, asking: Asking): Promise<Obstacle[]> {
  const { actor, findUnknownAreas } = asking
  const parts = listParts(body)
  const known = await listOrganisationsByIds(db, parts.flatMap((part) => part.organisationIds).filter(isUuid))
  const organisations = new Set(known.map(({ id }) => id))
  const obstacles = [...(await findUnknownOwnParts(db, body, actor))]
  for (const { pointer, organisationIds, datasetIds, challengeIds, areaCodes } of parts) {
    obstacles.push(
      ...organisationIds.flatMap((id, index) =>
        !isUuid(id) || organisations.has(id.toLowerCase())
          ? []
          : [{ pointer: `${pointer}/organisationIds/${index}`, ...unknownOrganisation(id) }],
      ),
      ...(await findUnknownDatasets(db, { actor, isNamedFor }, datasetIds, `${pointer}/datasetIds`)),
      ...(await findUnknownChallenges(db, actor, challengeIds, `${pointer}/challengeIds`)),
      ...(await findUnknownAreas(db, areaCodes, `${pointer}/areaCodes`)),
    )
  }
  return obstacles
}

async function findUnknownOwnParts(db: Db, body: unknown, actor: Actor): Promise<Obstacle[]> {
  const challengeId = idIn(body, 'challengeId')
  const allianceId = idIn(body, 'allianceId')
  const challenge = challengeId === undefined ? undefined : await findChallenge(db, actor, challengeId)
  const alliance = allianceId === undefined ? undefined : await findAlliance(db, allianceId)
  return [
    ...(challengeId === undefined || challenge
      ? []
      : [{ pointer: '/challengeId', ...unknownChallenge(challengeId) }]),
    ...(allianceId === undefined || (alliance && alliance.challengeId === challengeId)
      ? []
      : [{ pointer: '/allianceId', ...unknownAlliance(allianceId) }]),
  ]
}

async function findUnknownChallenges(
  db: Db,
  actor: Actor,
  ids: readonly string[],
  pointer: string,
): Promise<Obstacle[]> {
  const found = await Promise.all(
    ids.map((id) => (isUuid(id) ? findChallenge(db, actor, id) : Promise.resolve(true))),
  )
  return ids.flatMap((id, index) =>
    found[index] ? [] : [{ pointer: `${pointer}/${index}`, ...unknownChallenge(id) }],
  )
}

/** The rules and obligations of a body, as far as they can be read. */
function listParts(body: unknown): Part[] {
  return ['permissions', 'prohibitions', 'obligations'].flatMap((kind) =>
    listIn(body, kind).map((rule, index) => ({
      pointer: `/${kind}/${index}`,
      organisationIds: textsIn(rule, 'organisationIds'),
      datasetIds: textsIn(rule, 'datasetIds'),
      challengeIds: textsIn(rule, 'challengeIds'),
      areaCodes: textsIn(rule, 'areaCodes'),
    })),
  )
}

/** The first rules in a field of a body that may be anything: as many as a text may have. */
function listIn(body: unknown, field: string): unknown[] {
  const value: unknown =
    typeof body === 'object' && body !== null && Object.hasOwn(body, field)
      ? (body as Record<string, unknown>)[field]
      : undefined
  return Array.isArray(value) ? value.slice(0, MOST_RULES) : []
}

const MOST_RULES = 20

export function unknownOrganisation(id: string) {
  return {
    nl: `Organisatie ${id} kennen we niet. Maak haar eerst aan.`,
    en: `Organisation ${id} is not known. Create it first.`,
  }
}

export function unknownChallenge(id: string) {
  return {
    nl: `Opgave ${id} bestaat niet of is niet openbaar.`,
    en: `Challenge ${id} does not exist or is not public.`,
  }
}

function unknownAlliance(id: string) {
  return {
    nl: `Alliantie ${id} hoort niet bij deze opgave.`,
    en: `Alliance ${id} does not belong to this challenge.`,
  }
}
