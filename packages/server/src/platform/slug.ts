const MAXIMUM_LENGTH = 80
const MOST_ATTEMPTS = 20

/** The readable part of an address: lower-case letters, digits and hyphens from a title. */
export function toSlug(title: string): string {
  const slug = title
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MAXIMUM_LENGTH)
    .replaceAll(/^-+|-+$/g, '')
  if (slug === '') return 'zonder-titel'
  return isUuid(slug) ? `titel-${slug}` : slug
}

/** Whether a key is an id. An id and a slug are never the same text, so that no title takes the place of an id. */
export function isUuid(key: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key)
}

/**
 * Stores something under the first free slug made from a title. Another request can take it between looking and storing: then
 * the next free one is tried.
 * @param listTaken the slugs that begin like this one
 * @param store gives what it stored, or undefined when the slug was taken
 */
export async function storeUnderSlug<T>(
  title: string,
  listTaken: (slug: string) => Promise<readonly string[]>,
  store: (slug: string) => Promise<T | undefined>,
): Promise<T> {
  const wanted = toSlug(title)
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const stored = await store(freeSlug(wanted, await listTaken(wanted)))
    if (stored !== undefined) return stored
  }
  throw new Error(`No free address was found for “${wanted}”.`)
}

/** The slug itself, or with the first free number behind it. */
export function freeSlug(slug: string, taken: readonly string[]): string {
  const used = new Set(taken)
  if (!used.has(slug)) return slug
  let number = 2
  while (used.has(`${slug}-${number}`)) number += 1
  return `${slug}-${number}`
}
