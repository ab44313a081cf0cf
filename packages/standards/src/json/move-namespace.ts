/**
 * JSON in which every text that begins with one namespace begins with another: the terms of a document that is written for one place, or
 * read from there. Names of fields stay.
 * @param from an IRI without `#`; only whole names are taken: it is followed by `#`, by `.` or by nothing
 */
export function moveNamespace(json: unknown, from: string, to: string): unknown {
  if (typeof json === 'string') {
    const next = json[from.length]
    const isIn = json.startsWith(from) && (next === undefined || next === '#' || next === '.')
    return isIn ? to + json.slice(from.length) : json
  }
  if (Array.isArray(json)) return json.map((each) => moveNamespace(each, from, to))
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [name, moveNamespace(value, from, to)]),
  )
}
