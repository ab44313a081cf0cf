import { Button } from '@nl-design-system-candidate/button-react'
import { useLanguage } from '../../language.ts'
import { Line, Ticks } from '../form/fields.tsx'

/**
 * Choosing areas: all in sight when they are few, else found by name.
 * @param row of which the areas are, for areas of a row of a list
 */
export function AreaField({
  choices,
  row,
}: {
  choices: { options: { value: string; label: string }[]; search: boolean }
  row?: string
}) {
  const { t } = useLanguage()
  const start = row === undefined ? '' : `${row}.`
  return (
    <Ticks name={`${start}areaCodes`} options={choices.options} optional>
      {choices.search ? (
        <div className="sp-inline">
          <Line name={`${start}areaSearch`} optional />
          <Button purpose="secondary" type="submit" name="do" value={`${start}areas`}>
            {t.editing.challenge.areaAdd}
          </Button>
        </div>
      ) : null}
    </Ticks>
  )
}
