import type { FollowUpFilter } from '../../follow-up-filter.ts'
import { useLanguage } from '../../language.ts'
import { SelectField } from '../form.tsx'

/** The fields by which a list of what was decided and done is narrowed to a challenge and an area. */
export function FollowUpFields({ chosen, challenges, areas }: Omit<FollowUpFilter, 'asked'>) {
  const { t } = useLanguage()
  const words = t.evaluations.filter
  return (
    <>
      <SelectField
        name="opgave"
        label={words.challenge}
        defaultValue={chosen.challenge}
        options={[{ value: '', label: words.all }, ...challenges]}
      />
      <SelectField
        name="gebied"
        label={words.area}
        defaultValue={chosen.area}
        options={[{ value: '', label: words.everywhere }, ...areas]}
      />
    </>
  )
}
