import { Button } from '@nl-design-system-candidate/button-react'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language.ts'
import { type FormValues, rowsAt, textAt } from '../../workspace/values.ts'
import { placeOf, useField, useForm } from './form-context.ts'

/**
 * A list of which rows can be added and removed, also without JavaScript: the buttons send the form, and it comes back
 * with a row more or less.
 * @param keep tells of a row whether it must stay
 */
export function Rows({
  name,
  add,
  children,
  keep,
  later,
  hideLabel,
}: {
  name: string
  /** What the button for another row says. */
  add: string
  children: (row: string, index: number, values: FormValues) => ReactNode
  keep?: (row: FormValues) => boolean
  later?: boolean
  /** For a list of which the heading above it says the same. */
  hideLabel?: boolean
}) {
  const { t } = useLanguage()
  const { values } = useForm()
  const { text, mistake } = useField(name)
  const place = placeOf(name)
  return (
    <fieldset id={place} tabIndex={-1} className={`sp-rows${mistake ? ' sp-group-wrong' : ''}`}>
      <legend className={hideLabel ? 'sp-hidden' : 'sp-legend'}>
        {text.label}
        {later ? <span className="sp-optional"> ({t.editing.later})</span> : null}
      </legend>
      {text.hint ? <div className="utrecht-form-field-description">{text.hint}</div> : null}
      {mistake ? <div className="utrecht-form-field-error-message">{mistake}</div> : null}
      {rowsAt(values, name).map((row, index) => {
        const each = `${name}.${index}`
        const title = `${text.row ?? ''} ${index + 1}`
        return (
          <fieldset
            className="sp-row"
            key={textAt(row, 'id') || textAt(row, 'key') || index}
            id={placeOf(each)}
          >
            <legend className="sp-row-title">{title}</legend>
            <RowKey name={each} row={row} />
            {children(each, index, row)}
            {keep?.(row) ? null : (
              <Button purpose="subtle" type="submit" name="remove" value={each}>
                {t.editing.removeRow(title.toLowerCase())}
              </Button>
            )}
          </fieldset>
        )
      })}
      <div>
        <Button purpose="secondary" type="submit" name="add" value={name}>
          {add}
        </Button>
      </div>
    </fieldset>
  )
}

/** What tells a row apart while others come and go, so that what is typed stays with its row. */
function RowKey({ name, row }: { name: string; row: FormValues }) {
  const key = textAt(row, 'key')
  return key ? <input type="hidden" name={`${name}.key`} value={key} /> : null
}
