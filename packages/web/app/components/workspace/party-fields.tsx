import { useLanguage } from '../../language.ts'
import { type FormValues, textAt } from '../../workspace/values.ts'
import { type Choice, Line, Select } from '../form/fields.tsx'

/** Who it is about: a party of the challenge, or anyone else by name. */
export function PartyFields({ row, parties }: { row: string; parties: readonly Choice[] }) {
  const { t } = useLanguage()
  const { noParty, ifNoParty } = t.editing.decision
  return (
    <>
      <Select name={`${row}.partyId`} options={[...parties]} empty={noParty} optional hideOptional />
      <Line name={`${row}.party`} neededFor={ifNoParty} />
    </>
  )
}

/** What the party of a row is called. */
export const nameOfParty = (row: FormValues, parties: readonly Choice[]): string =>
  parties.find(({ value }) => value === textAt(row, 'partyId'))?.label ?? textAt(row, 'party')
