import { type Actor, organisationsOf } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Bilingual, InputMistake } from '../../platform/errors.ts'
import { findNamed } from '../../platform/http/named.ts'
import { findNamedAs, findOrganisation } from './store/organisations.ts'

/** That the organisation which a filter names exists, when it names one. */
export function findNamedOrganisation(
  db: Db,
  pointer: string,
  id: string | undefined,
): Promise<InputMistake[]> {
  const what = { nl: 'Deze organisatie', en: 'This organisation' }
  return findNamed(pointer, what, id, (asked) => findOrganisation(db, asked))
}

/**
 * That a name which someone chooses to stand with what they write is not that of an organisation to which they do not belong.
 * @param name as it is typed; empty for none
 */
export async function refuseOthersName(
  db: Db,
  actor: Actor,
  { pointer, name }: { pointer: string; name: string },
): Promise<({ pointer: string } & Bilingual)[]> {
  const found = name.trim() === '' ? undefined : await findNamedAs(db, name, organisationsOf(actor))
  if (found === undefined) return []
  return [
    {
      pointer,
      nl: `Dit is de naam van ${found}, waar u niet bij hoort. Kies een naam van uzelf, of laat dit leeg.`,
      en: `This is the name of ${found}, to which you do not belong. Choose a name of your own, or leave this empty.`,
    },
  ]
}
