const MAXIMUM_LENGTH = 80

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

/** The slug itself, or with the first free number behind it. */
export function freeSlug(slug: string, taken: readonly string[]): string {
  const used = new Set(taken)
  if (!used.has(slug)) return slug
  let number = 2
  while (used.has(`${slug}-${number}`)) number += 1
  return `${slug}-${number}`
}
