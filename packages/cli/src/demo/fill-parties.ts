import { type Connection, dataOf, listAll } from '@samenspel/client'
import { ORGANISATIONS } from '../waterrijk/content/parties.ts'
import type { Official } from '../waterrijk/content/types.ts'
import type { ExampleAccount } from './administer.ts'
import { type Fill, type Ids, lookUp } from './fill.ts'

/** Makes the organisations; the municipality is there already, and gets its identifier. */
export async function fillOrganisations({ api }: Connection, municipalityId: string): Promise<Ids> {
  const known = await listAll((cursor) =>
    api.GET('/organisations', { params: { query: cursor === undefined ? {} : { cursor } } }),
  )
  const ids = new Map<string, string>()
  for (const { key, name, kind, tooi, parentKey } of ORGANISATIONS) {
    const existing = kind === 'municipality' ? municipalityId : known.find((each) => each.name === name)?.id
    if (existing !== undefined) {
      ids.set(key, existing)
      if (kind !== 'municipality') continue
      await api.PATCH('/organisations/{id}', { params: { path: { id: existing } }, body: { name, tooi } })
      continue
    }
    const parentId = parentKey === null ? null : lookUp(ids, parentKey)
    const made = await dataOf(api.POST('/organisations', { body: { name, kind, tooi, parentId } }))
    ids.set(key, made.id)
  }
  return ids
}

/** The organisation that someone works for: the municipality as a whole for its departments. */
export function findWorkplace(organisations: Ids, { organisationKey }: Official): string {
  let key = organisationKey
  for (;;) {
    const above = ORGANISATIONS.find((each) => each.key === key)?.parentKey
    if (!above) return lookUp(organisations, key)
    key = above
  }
}

/**
 * Makes the mandates of the officials, in the register of the organisation of each.
 * @param signInAs the API as the one who has this account, who keeps the register of a partner
 */
export async function fillMandates(
  { connection, municipalityId, content }: Fill,
  accounts: ReadonlyMap<string, ExampleAccount>,
  signInAs: (email: string) => Promise<Connection>,
): Promise<Ids> {
  const known = await listAll((cursor) =>
    connection.api.GET('/mandates', { params: { query: cursor === undefined ? {} : { cursor } } }),
  )
  const ids = new Map<string, string>()
  for (const mandate of content.mandates) {
    const subject = mandate.subject.nl
    const { organisationId, personId, name, email } = lookUp(accounts, mandate.officialKey)
    const existing = known.find((each) => each.subject === subject && each.organisationId === organisationId)
    const { field, maximumAmount, since, until } = mandate
    const keeper = organisationId === municipalityId || existing ? connection : await signInAs(email)
    const made =
      existing ??
      (await dataOf(
        keeper.api.POST('/mandates', {
          body: {
            organisationId,
            function: mandate.function.nl,
            holderPersonId: personId,
            holderName: name,
            subject,
            field,
            maximumAmount,
            since,
            until,
            basis: mandate.basis.nl,
          },
        }),
      ))
    ids.set(mandate.key, made.id)
  }
  return ids
}
