import { Select } from '../form/fields.tsx'

/** For which organisation something is made; asked only of who works for more than one. */
export function OwnerField({ organisations }: { organisations: { id: string; name: string }[] }) {
  if (organisations.length < 2) return null
  return <Select name="ownerId" options={organisations.map(({ id, name }) => ({ value: id, label: name }))} />
}
