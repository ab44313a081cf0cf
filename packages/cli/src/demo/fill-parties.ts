import { dataOf, listAll } from '@samenspel/client'
import type { ExampleAccount } from './administer.ts'
import { type Fill, type Ids, lookUp } from './fill.ts'

/** Makes the organisations; the municipality is there already, and gets its identifier. */
export async function fillOrganisations({ connection, municipalityId, content }: Fill): Promise<Ids> {
  const { api } = connection
  const known = await listAll((cursor) =>
    api.GET('/organisations', { params: { query: cursor === undefined ? {} : { cursor } } }),
  )
  const ids = new Map<string, string>()
  for (const { key, name, kind, tooi, parentKey } of content.organisations) {
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

/** Makes the mandates of the municipality's officials. */
export async function fillMandates(
  { connection, municipalityId, content }: Fill,
  accounts: ReadonlyMap<string, ExampleAccount>,
): Promise<Ids> {
  const { api } = connection
  const organisationId = municipalityId
  const known = await listAll((cursor) =>
    api.GET('/mandates', {
      params: { query: { organisationId, ...(cursor === undefined ? {} : { cursor }) } },
    }),
  )
  const ids = new Map<string, string>()
  for (const mandate of content.mandates) {
    const subject = mandate.subject.nl
    const existing = known.find((each) => each.subject === subject)
    const holder = lookUp(accounts, mandate.officialKey)
    const { field, maximumAmount, since, until } = mandate
    const made =
      existing ??
      (await dataOf(
        api.POST('/mandates', {
          body: {
            organisationId,
            function: mandate.function.nl,
            holderPersonId: holder.personId,
            holderName: holder.name,
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
