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
  fold,
}: {
  name: string
  /** What the button for another row says. */
  add: string
  children: (row: string, index: number, values: FormValues) => ReactNode
  keep?: (row: FormValues) => boolean
  later?: boolean
  /** For a list of which the heading above it says the same. */
  hideLabel?: boolean
  /** Gives what a row is about: with it, rows are folded to one line until one opens them. */
  fold?: (row: FormValues) => string
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
        const key = textAt(row, 'id') || textAt(row, 'key') || index
        const content = (
          <>
            <RowKey name={each} row={row} />
            {children(each, index, row)}
            {keep?.(row) ? null : (
              <div>
                <Button purpose="subtle" type="submit" name="remove" value={each} className="sp-remove">
                  {t.editing.removeRow(title.toLowerCase())}
                </Button>
              </div>
            )}
          </>
        )
        return fold ? (
          <Folded key={key} name={each} title={title} about={fold(row)}>
            {content}
          </Folded>
        ) : (
          <fieldset className="sp-row" key={key} id={placeOf(each)}>
            <legend className="sp-row-title">{title}</legend>
            {content}
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

/** A row that is folded to one line, unless it is new, one goes on in it, or something in it is wrong. */
function Folded({
  name,
  title,
  about,
  children,
}: {
  name: string
  title: string
  about: string
  children: ReactNode
}) {
  const { mistakes, focus } = useForm()
  const inside = (place: string) => place === name || place.startsWith(`${name}.`)
  const open = about === '' || (focus !== null && inside(focus)) || [...mistakes.keys()].some(inside)
  return (
    <details className="sp-fold" id={placeOf(name)} open={open}>
      <summary className="sp-row-title">{about ? `${title}: ${about}` : title}</summary>
      <fieldset className="sp-row">
        <legend className="sp-hidden">{title}</legend>
        {children}
      </fieldset>
    </details>
  )
}

/** What tells a row apart while others come and go, so that what is typed stays with its row. */
function RowKey({ name, row }: { name: string; row: FormValues }) {
  const key = textAt(row, 'key')
  return key ? <input type="hidden" name={`${name}.key`} value={key} /> : null
}
