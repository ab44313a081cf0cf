import { type Actor, organisationsOf } from '../../platform/actor.ts'
import {
  type DataUser,
  type OwnActivity,
  ownSlug,
  PERSON_CODE,
  type RecordProcessing,
} from '../../platform/processing.ts'
import type { Platform } from '../../platform/slice.ts'
import { childOf, type Trace } from '../../platform/trace.ts'
import { registerOwnActivity } from './own-activities.ts'

/** That measurements of people's sensors went into an answer. */
export type DataUse = {
  /** Who asked. */
  actor: Actor
  /** For which of their organisations, when they speak for more; default: the first. */
  organisationId?: string
  datasetId: string
  /** A term of DPV, or the address of a challenge. */
  purpose: string
  /** The agreement that let them; null when none was needed. */
  agreementId: string | null
  /** The people whose data is in the answer; the one who asks is left out: reading what is yours is no use by others. */
  hostIds: readonly string[]
  /** The request that is answered, or whatever else has a trace. */
  request: { trace: Trace }
}

/** What the use of measurements of people's sensors is in the register: once for each owner of such datasets, who is responsible. */
export const USE: OwnActivity = {
  slug: ownSlug('metingen-van-bewoners'),
  name: { nl: 'Metingen van bewoners gebruiken', en: 'Using measurements of residents' },
  purpose: {
    nl: 'Metingen van sensoren van bewoners gebruiken waarvoor zij toestemming gaven',
    en: 'Using measurements of sensors of residents for what they gave consent to',
  },
  legalBasis: 'Consent',
  dataSubjects: ['Citizen', 'Participant'],
  personalData: ['metingen van de eigen sensor', 'plaats van de eigen sensor'],
  operations: ['Use', 'Disclose'],
  retentionPeriod: 'P5Y',
}

/** The slug of that activity for one owner of datasets. */
const slugFor = (ownerId: string) => `${USE.slug}--${ownerId}`

/**
 * The address that says who used something, for the attribute `foreign_operation.processor`: that of the organisation, or of the platform
 * when it was read as anybody can. What stands behind the `#` says on what ground: the standard has no attributes for that.
 */
export function writeDataUser(publicUrl: string, { organisationId, purpose, agreementId }: DataUser): string {
  const place = organisationId === undefined ? '/' : `/api/v1/organisations/${organisationId}`
  const ground = [
    ...(agreementId === undefined ? [] : [`agreement=${agreementId}`]),
    ...(purpose === undefined ? [] : [`purpose=${encodeURI(purpose)}`]),
  ]
  return `${publicUrl}${place}${ground.length === 0 ? '' : `#${ground.join('&')}`}`
}

/** @returns undefined when this is no address of ours */
export function readDataUser(publicUrl: string, address: string): DataUser | undefined {
  if (!address.startsWith(`${publicUrl}/`)) return undefined
  const [whole, organisationId, ground = ''] =
    /^\/(?:api\/v1\/organisations\/([0-9a-f-]{36}))?(?:#(.*))?$/.exec(address.slice(publicUrl.length)) ?? []
  if (whole === undefined) return undefined
  const [, agreementId] = /^agreement=([0-9a-f-]{36})(?:&|$)/.exec(ground) ?? []
  const [, purpose] = /(?:^|&)purpose=(.*)$/.exec(ground) ?? []
  return { organisationId, agreementId, purpose: purpose === undefined ? undefined : decoded(purpose) }
}

/** Finds the slug of the activity under which the use of a dataset is recorded: the owner's, which is registered at the first need. */
export type FindUseActivity = (datasetId: string) => Promise<string>

export function createUseActivities(
  needs: Pick<Platform, 'db' | 'clock' | 'config'>,
  findDatasetOwner: (datasetId: string) => Promise<string | undefined>,
): FindUseActivity {
  /** Of datasets that are known; a dataset keeps its owner. */
  const slugs = new Map<string, string>()
  return async (datasetId) => {
    const known = slugs.get(datasetId)
    if (known !== undefined) return known
    const ownerId = await findDatasetOwner(datasetId)
    if (ownerId === undefined) return USE.slug
    const slug = slugFor(ownerId)
    await registerOwnActivity(needs, { ...USE, slug }, ownerId)
    slugs.set(datasetId, slug)
    return slug
  }
}

/** Makes the function that records a use: one action, with a row for each host, stored in one statement whatever their number. */
export function createUseRecorder(given: {
  record: RecordProcessing
  findActivity: FindUseActivity
}): (use: DataUse) => Promise<void> {
  return async ({ actor, organisationId, datasetId, purpose, agreementId, hostIds, request }) => {
    const own = actor.kind === 'person' ? actor.personId : undefined
    const ids = [...new Set(hostIds)].filter((id) => id !== own)
    if (ids.length === 0) return
    await given.record({
      trace: childOf(request.trace),
      activity: await given.findActivity(datasetId),
      name: 'metingen gebruiken',
      status: 'Ok',
      subjects: { type: PERSON_CODE, ids },
      component: 'measurements',
      user: {
        organisationId: organisationId ?? organisationOf(actor),
        purpose,
        agreementId: agreementId ?? undefined,
      },
      datasets: { inputs: [datasetId] },
    })
  }
}

/** The organisation for which someone asks; a token for one dataset speaks for none, but is of one. */
function organisationOf(actor: Actor): string | undefined {
  return actor.kind === 'token' ? actor.organisationId : organisationsOf(actor)[0]
}

function decoded(text: string): string {
  try {
    return decodeURI(text)
  } catch {
    return text
  }
}
