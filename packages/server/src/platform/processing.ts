import type { DATA_SUBJECTS, LEGAL_BASES, OPERATIONS, Status } from '@samenspel/standards/logbook'
import type { Bilingual } from './errors.ts'
import type { Trace } from './trace.ts'

/** An action on personal data, as it goes into the processing log. */
export type Processing = {
  /** `request.trace`, or `childOf` it for a second action in one request: each has a span of its own. */
  trace: Trace
  /** Slug of the activity in the register, such as `meetstations-van-inwoners`. */
  activity: string
  /** What was done, in Dutch, such as `metingen lezen`. */
  name?: string
  /** Default `Unset`: done, without a fault of ours. */
  status?: Status
  startedAt?: Date
  endedAt?: Date
  /** Whose data it was: the codes, and of what kind those are, such as `samenspel-persoon`. */
  subjects?: { type: string; ids: readonly string[] }
  /** The part of the program that did it, such as a slice. */
  component?: string
  /** The address of the application of others that asked, or that was asked. */
  processor?: string
  /** The organisation that used it, when it is one that is known here; for what, and by which agreement. */
  user?: DataUser
  /** Ids of the datasets that were read from, and written to. */
  datasets?: { inputs?: readonly string[]; outputs?: readonly string[] }
}

/** Who used something: the organisation, or nobody in particular; for what (a term of DPV, or the address of a challenge), and by which agreement. */
export type DataUser = {
  organisationId: string | undefined
  purpose: string | undefined
  agreementId: string | undefined
}

/**
 * Records an action on personal data. Resolves when that is durable: give the answer only then, and make the change only then. `app.ts`
 * hands it to every slice that has such actions.
 */
export type RecordProcessing = (processing: Processing) => Promise<void>

/** Of what kind the code of a person with an account is: the id of the account. */
export const PERSON_CODE = 'samenspel-persoon'

/** Of what kind the code of someone is of whom only an e-mail address is known: that address, in lower case. */
export const EMAIL_CODE = 'samenspel-e-mail'

/**
 * An activity of the platform itself, which a slice brings along: it is put in the register by itself, and people may change it there. What
 * the register says in one language is here in both.
 */
export type OwnActivity = {
  /** Made by {@link ownSlug}. */
  slug: string
  name: Bilingual
  purpose: Bilingual
  legalBasis: (typeof LEGAL_BASES)[number]
  dataSubjects: readonly (typeof DATA_SUBJECTS)[number][]
  /** What data, in Dutch. */
  personalData: readonly string[]
  operations: readonly (typeof OPERATIONS)[number][]
  /** How long the data itself is kept once it is not needed any more: a duration of ISO 8601. */
  retentionPeriod: string
}

/**
 * The slug of an activity of the platform itself. No title gives two hyphens in a row (`toSlug`), so nobody can register an activity
 * under it first and own its records.
 */
export function ownSlug(name: string): string {
  return `${OWN}${name}`
}

/** Whether an activity is of the platform itself. */
export function isOwnSlug(slug: string): boolean {
  return slug.startsWith(OWN)
}

const OWN = 'samenspel--'
