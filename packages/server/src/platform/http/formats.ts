/*
 * Dates and moments as the API takes them: what RFC 3339 allows, as far as PostgreSQL, JavaScript and all who read the answer
 * have a word for it. That is from year 1 to 9999, without leap seconds.
 */

/** A place in time zones lies at most 14 hours from UTC; the database takes no fraction of any length, and no distance of a day. */
const MOMENT =
  /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)$/i
const FIRST = Date.parse('0001-01-01T00:00:00Z')
const END = Date.parse('9999-12-31T23:59:59.999Z') + 1

/** Whether a text is a calendar date that exists: YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return time >= FIRST && time < END && new Date(time).toISOString().startsWith(text)
}

/** Whether a text is an instant that exists, with its distance to UTC. */
export function isMoment(text: string): boolean {
  const [, day] = MOMENT.exec(text) ?? []
  if (day === undefined || !isDay(day)) return false
  const time = Date.parse(text)
  return time >= FIRST && time < END
}
