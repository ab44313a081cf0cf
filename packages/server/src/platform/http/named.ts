import { type Bilingual, type InputMistake, MOST_MISTAKES, namedNotFound, Problem } from '../errors.ts'

/**
 * For a filter of a list: that what it names is there for who asks. Else the answer would be an empty list, as if there was
 * nothing to find. What may not be known to exist is not there.
 * @param asked what the filter names; undefined when it is not used
 */
export async function findNamed<K>(
  pointer: string,
  what: Bilingual,
  asked: K | undefined,
  find: (asked: K) => Promise<unknown>,
): Promise<InputMistake[]> {
  if (asked === undefined || (await find(asked))) return []
  return namedNotFound(what, { in: 'query', pointer }).mistakes
}

/**
 * Refuses a list that came out empty because its filters name what is not there. Asked only then: a read that finds something costs
 * nothing more.
 * @throws Problem not-found
 */
export async function explainEmpty(
  found: readonly unknown[],
  find: () => readonly Promise<InputMistake[]>[],
): Promise<void> {
  if (found.length === 0) await refuseUnknown(...find())
}

/** Refuses a request of which filters name what is not there, all at once. @throws Problem not-found */
export async function refuseUnknown(...found: readonly Promise<InputMistake[]>[]): Promise<void> {
  const mistakes = (await Promise.all(found)).flat().slice(0, MOST_MISTAKES)
  if (mistakes.length === 0) return
  throw new Problem(
    'not-found',
    {
      nl: 'Een filter noemt iets wat niet bestaat of niet openbaar is. Bij elke fout staat waar die zit.',
      en: 'A filter names something that does not exist or is not public. Each mistake says where it is.',
    },
    mistakes,
  )
}
