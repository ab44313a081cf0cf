import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Form, useNavigation } from 'react-router'
import type { Mistake } from '../../api.ts'
import { useLanguage } from '../../language.ts'
import { type FormValues, fieldOf } from '../../workspace/values.ts'
import { type FieldTexts, FormContext, nameOfField, placeOf } from './form-context.ts'

/** A form as it is shown: what is in its fields, and what was wrong with what was sent. */
export type ShownForm = {
  values: FormValues
  detail?: string
  mistakes: Mistake[]
  focus?: string
  /** The button with a form of its own to which this is the answer. */
  button?: string | undefined
}

/** The answer to the form itself; nothing when it is to a button with a form of its own, which `Refused` shows. */
export const answerToForm = <T extends ShownForm>(answer: T | undefined): T | undefined =>
  answer?.button === undefined ? answer : undefined

/**
 * A form that works with and without JavaScript. What was wrong stands above it, with links to the fields, and at each
 * field. The names of the fields are the names that the API uses, so that a mistake finds its field by itself.
 * @param fields label and explanation of each field, by its name with `*` for the number of a row
 */
export function EditForm({
  state,
  fields,
  children,
}: {
  state: ShownForm
  fields: FieldTexts
  children: ReactNode
}) {
  const { language } = useLanguage()
  const mistakes = new Map(state.mistakes.map(({ pointer, detail }) => [fieldOf(pointer), detail]))
  const context = { values: state.values, mistakes, fields, focus: state.focus ?? null, language }
  useEffect(() => {
    if (state.focus) document.getElementById(placeOf(state.focus))?.focus()
  }, [state])
  return (
    <FormContext value={context}>
      <Form method="post" noValidate className="sp-form">
        {/* The first button of a form is the one that Enter presses: saving, not removing a row. */}
        <button type="submit" name="do" value="save" className="sp-hidden" tabIndex={-1} aria-hidden="true" />
        {state.detail === undefined ? null : <MistakeList state={state} fields={fields} />}
        {children}
      </Form>
    </FormContext>
  )
}

/**
 * Why a button with a form of its own did nothing.
 * @param isAlone whether the page has no form any more that would tell of its own refusal: then every refusal is told here
 */
export function Refused({ answer, isAlone = false }: { answer: ShownForm | undefined; isAlone?: boolean }) {
  const { t } = useLanguage()
  if (answer?.detail === undefined || (answer.button === undefined && !isAlone)) return null
  const reasons = answer.mistakes.length > 0 ? answer.mistakes.map(({ detail }) => detail) : [answer.detail]
  return (
    <MistakeBox state={answer} title={t.forms.refusedTitle}>
      {reasons.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
    </MistakeBox>
  )
}

/** All that is wrong, together. */
function MistakeList({ state, fields }: { state: ShownForm; fields: FieldTexts }) {
  const { t } = useLanguage()
  const known = state.mistakes.filter(({ pointer }) => pointer !== '')
  return (
    <MistakeBox state={state} title={t.forms.summaryTitle}>
      {known.length === 0 ? (
        <p>{state.detail}</p>
      ) : (
        <ul className="sp-list">
          {known.map(({ pointer, detail }) => {
            const field = fieldOf(pointer)
            const name = nameOfField(field, fields)
            return (
              <li key={`${pointer} ${detail}`}>
                <a href={`#${placeOf(field)}`} className="nl-link">
                  {name ? `${name}${/[?!]$/.test(name) ? '' : ':'} ${detail}` : detail}
                </a>
              </li>
            )
          })}
        </ul>
      )}
    </MistakeBox>
  )
}

/** What went wrong; the keyboard and a screen reader go here first. */
function MistakeBox({ state, title, children }: { state: ShownForm; title: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (state.detail !== undefined) box.current?.focus()
  }, [state])
  return (
    <div
      className="utrecht-alert utrecht-alert--error sp-mistakes"
      role="alert"
      tabIndex={-1}
      ref={box}
      {...{ autoFocus: true }}
    >
      <div className="utrecht-alert__content">
        <h2 className="sp-mistakes-title">{title}</h2>
        {children}
      </div>
    </div>
  )
}

/**
 * A key that starts the form afresh once what was sent is stored, and not before: after a refusal what is in the
 * fields is newer than what is stored.
 * @param stored changes with what is stored
 * @param answered whether the form shows the answer to what was sent
 */
export function useFormKey(stored: string, answered: boolean): string {
  const [shown, setShown] = useState(stored)
  if (!answered && shown !== stored) setShown(stored)
  return shown
}

/** True while a form is on its way. */
export function useSending(): boolean {
  return useNavigation().state !== 'idle'
}
