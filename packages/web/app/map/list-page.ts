import { START } from '../paths.ts'

/** Rows of a page of the list. */
export const ROWS = 200

/** The rows of the page that an address asks for, and where the next one begins; null when there is none. */
export function pageOfRows<T>(
  rows: readonly T[],
  search: URLSearchParams,
): { rows: T[]; next: string | null } {
  const asked = Number(search.get(START) ?? 0)
  const start = Number.isInteger(asked) && asked > 0 && asked < rows.length ? asked : 0
  const end = start + ROWS
  return { rows: rows.slice(start, end), next: end < rows.length ? String(end) : null }
}
