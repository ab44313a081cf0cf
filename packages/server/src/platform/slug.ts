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
  return slug === '' ? 'zonder-titel' : slug
}

/** The slug itself, or with the first free number behind it. */
export function freeSlug(slug: string, taken: readonly string[]): string {
  const used = new Set(taken)
  if (!used.has(slug)) return slug
  let number = 2
  while (used.has(`${slug}-${number}`)) number += 1
  return `${slug}-${number}`
}
