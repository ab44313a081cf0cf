import { useLanguage } from '../../language.ts'
import { NumberLine, Select } from '../form/fields.tsx'
import { BoundLine } from './bound-line.tsx'
import { optionsOf } from './options.ts'

/** What must be done and before when; the style sheet shows only the fields that belong to what is chosen. */
export function DutyFields({ row }: { row: string }) {
  const { t } = useLanguage()
  const words = t.editing.agreement
  return (
    <div className="sp-duty">
      <Select name={`${row}.kind`} options={optionsOf(t.agreements.duties)} />
      <div className="sp-duty-before">
        <BoundLine name={`${row}.before`} neededFor={words.neededToReport} />
      </div>
      <div className="sp-duty-days">
        <NumberLine name={`${row}.afterDays`} optional />
      </div>
    </div>
  )
}
