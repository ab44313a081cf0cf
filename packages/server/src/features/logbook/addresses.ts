const ACTIVITIES = '/api/v1/processing-activities'

/** The address of an activity in the register. */
export function activityPath(slug: string): string {
  return `${ACTIVITIES}/${slug}`
}

/** The identifier of a version of an activity: where anyone can read it. */
export function versionUri(publicUrl: string, slug: string, version: number): string {
  return `${publicUrl}${activityPath(slug)}/versions/${version}`
}

/** The identifier of what is not in the register, or of all versions together. */
export function activityUri(publicUrl: string, slug: string): string {
  return `${publicUrl}${activityPath(slug)}`
}

/** Where a dataset is described. */
export function datasetUri(publicUrl: string, id: string): string {
  return `${publicUrl}/api/v1/datasets/${id}`
}

/** What an identifier of ours is of; undefined when it is not one of ours. */
export function readActivityUri(
  publicUrl: string,
  uri: string,
): { slug: string; version: number | undefined } | undefined {
  const begin = `${publicUrl}${ACTIVITIES}/`
  if (!uri.startsWith(begin)) return undefined
  const [, slug, version] =
    /^([^/]{1,300})(?:\/versions\/([1-9][0-9]{0,8}))?$/.exec(uri.slice(begin.length)) ?? []
  return slug === undefined
    ? undefined
    : { slug, version: version === undefined ? undefined : Number(version) }
}
