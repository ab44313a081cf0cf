/** What an accepted rule says of reading a dataset to one organisation of theirs, now. */
export type ReadingNow = {
  organisationId: string
  permits: boolean
  /** Gives something to read; else it asks what cannot be given. */
  gives: boolean
  onlyGroups: boolean
  /** For a role that they have. */
  isForThem: boolean
  /** Empty: any. */
  purposes: readonly string[]
  hasBegun: boolean
  isOver: boolean
  /** Something they promised first is not done. */
  isOverdue: boolean
}

/** A version to which they are a party, offered or accepted, that names the dataset; with its rules when it counts now. */
export type VersionNow = {
  state: 'offered' | 'not-begun' | 'suspended' | 'ended' | 'in-force'
  readings: readonly ReadingNow[]
}

/** How near agreements come to letting them read, nearest first. */
export const STANDINGS = [
  'granted',
  'only-groups',
  'duty-overdue',
  'no-purpose',
  'prohibited',
  'other-purpose',
  'other-role',
  'suspended',
  'not-begun',
  'offered',
  'ended',
  'nothing-given',
  'no-agreement',
] as const

export type Standing = (typeof STANDINGS)[number]

/**
 * How agreements stand to their reading a dataset for a purpose: the nearest that one of them comes.
 * @param purpose null when they did not say
 */
export function standingOf(versions: readonly VersionNow[], purpose: string | null): Standing {
  const readings = versions.flatMap((version) => version.readings)
  const found = versions.flatMap(({ state, readings: own }): Standing[] => {
    if (state !== 'in-force') return [state]
    const permits = own.filter(({ permits, gives }) => permits && gives)
    return permits.length === 0 ? ['nothing-given'] : permits.map((one) => judge(one, readings, purpose))
  })
  return STANDINGS.find((standing) => found.includes(standing)) ?? 'no-agreement'
}

function judge(permit: ReadingNow, all: readonly ReadingNow[], purpose: string | null): Standing {
  if (permit.isOver) return 'ended'
  if (!permit.hasBegun) return 'not-begun'
  if (!permit.isForThem) return 'other-role'
  if (!isFor(permit, purpose)) return purpose === null ? 'no-purpose' : 'other-purpose'
  const forbidden = all.filter(
    (one) =>
      !one.permits &&
      one.organisationId === permit.organisationId &&
      one.isForThem &&
      one.hasBegun &&
      !one.isOver,
  )
  if (forbidden.some((one) => isFor(one, purpose))) return 'prohibited'
  // What is forbidden for some purposes cannot be decided without one.
  if (purpose === null && forbidden.length > 0) return 'no-purpose'
  if (permit.isOverdue) return 'duty-overdue'
  return permit.onlyGroups ? 'only-groups' : 'granted'
}

function isFor({ purposes }: ReadingNow, purpose: string | null): boolean {
  return purposes.length === 0 || (purpose !== null && purposes.includes(purpose))
}
