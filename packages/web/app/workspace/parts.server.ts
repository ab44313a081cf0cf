/** The word in an address that stands for something not made yet. */
const NEW = 'nieuw'

/** The id in an address, or undefined for something new. */
export const idOfPart = (id: string): string | undefined => (id === NEW ? undefined : id)

/** The part with the id in an address; undefined for a new one, and for one that is no longer there. */
export const findPart = <T extends { id: string }>(parts: readonly T[], id: string): T | undefined =>
  parts.find((part) => part.id === id)

/** Whether an address leads to a part that is no longer there. What was typed about it may still be on its way. */
export const isGone = (part: object | undefined, id: string): boolean =>
  part === undefined && idOfPart(id) !== undefined

/** What was asked of the API; undefined when it is not there any more, or never was. */
export function unlessGone<T>(asked: Promise<T>): Promise<T | undefined> {
  return asked.catch((error: unknown) => {
    // A reading function throws the error page that it stands for.
    const { init } = error as { init?: { status?: number } }
    if (init?.status === 404) return undefined
    throw error
  })
}
