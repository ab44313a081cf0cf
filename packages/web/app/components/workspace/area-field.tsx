import { Button } from '@nl-design-system-candidate/button-react'
import { useLanguage } from '../../language.ts'
import { Line, Ticks } from '../form/fields.tsx'

/** Choosing areas: all in sight when they are few, else found by name. */
export function AreaField({
  choices,
}: {
  choices: { options: { value: string; label: string }[]; search: boolean }
}) {
  const { t } = useLanguage()
  return (
    <Ticks name="areaCodes" options={choices.options} optional>
      {choices.search ? (
        <div className="sp-inline">
          <Line name="areaSearch" optional />
          <Button purpose="secondary" type="submit" name="do" value="areas">
            {t.editing.challenge.areaAdd}
          </Button>
        </div>
      ) : null}
    </Ticks>
  )
}
