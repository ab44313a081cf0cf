import type { Db } from '../../platform/database/connect.ts'
import type { InputMistake } from '../../platform/errors.ts'
import { findNamed } from '../../platform/http/named.ts'
import { findOrganisation } from './store/organisations.ts'

/** That the organisation which a filter names exists, when it names one. */
export function findNamedOrganisation(
  db: Db,
  pointer: string,
  id: string | undefined,
): Promise<InputMistake[]> {
  const what = { nl: 'Deze organisatie', en: 'This organisation' }
  return findNamed(pointer, what, id, (asked) => findOrganisation(db, asked))
}
