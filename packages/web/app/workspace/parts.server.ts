import { data } from 'react-router'

/** The word in an address that stands for something not made yet. */
const NEW = 'nieuw'

/** The id in an address, or undefined for something new. */
export const idOfPart = (id: string): string | undefined => (id === NEW ? undefined : id)

/**
 * The part with the id in an address; undefined for a new one.
 * @throws 404 when there is no such part
 */
export function findPart<T extends { id: string }>(parts: T[], id: string): T | undefined {
  const found = parts.find((part) => part.id === id)
  if (!found && id !== NEW) throw data(null, { status: 404 })
  return found
}
