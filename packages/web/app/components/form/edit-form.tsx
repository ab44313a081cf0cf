import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useNavigation } from 'react-router'
import type { Mistake } from '../../api.ts'
import { useLanguage, useSaying } from '../../language.ts'
import { type FormValues, fieldOf, textAt } from '../../workspace/values.ts'
import { type FieldTexts, FormContext, nameOfField, placeOf } from './form-context.ts'
import { goToPlace } from './go-to-place.ts'
import { PostForm } from './post-form.tsx'
import { useTurns } from './use-turns.ts'

/** A form as it is shown: what is in its fields, and what was wrong with what was sent. */
export type ShownForm = {
  values: FormValues
  detail?: string
  mistakes: Mistake[]
  focus?: string
  /** The button with a form of its own to which this is the answer. */
  button?: string | undefined
  /** Another changed the same meanwhile: the mistakes tell what. */
  isConflict?: true
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
  hasFile = false,
  children,
}: {
  state: ShownForm
  fields: FieldTexts
  /** For a form with a `FileLine`; see `isTaken` in forms.ts for which page takes one. */
  hasFile?: boolean
  children: ReactNode
}) {
  const { t, language } = useLanguage()
  const say = useSaying()
  const takeTurns = useTurns()
  const told = state.mistakes.map((mistake) => {
    const named = nameChoice(mistake, state.values, t.forms.chooseFirst)
    return { ...named, detail: say(named.detail) }
  })
  const mistakes = new Map(told.map(({ pointer, detail }) => [fieldOf(pointer), detail]))
  const context = { values: state.values, mistakes, fields, focus: state.focus ?? null, language }
  useEffect(() => {
    if (state.focus) document.getElementById(placeOf(state.focus))?.focus()
  }, [state])
  return (
    <FormContext value={context}>
      {/* What another saved is in the fields at once when the form is there anew. */}
      <PostForm
        noValidate
        {...(hasFile ? { encType: 'multipart/form-data' as const } : {})}
        className="sp-form"
        key={textAt(state.values, 'revision')}
        onSubmit={takeTurns}
      >
        {/* The first button of a form is the one that Enter presses: saving, not removing a row. */}
        <button type="submit" name="do" value="save" className="sp-hidden" tabIndex={-1} aria-hidden="true" />
        <Unseen values={state.values} />
        {state.detail === undefined ? null : (
          <MistakeList state={{ ...state, mistakes: told }} fields={fields} />
        )}
        {children}
      </PostForm>
    </FormContext>
  )
}

/** Nothing chosen in a list is told as that: the API does not know of the list, and asks for an id. */
function nameChoice(mistake: Mistake, values: FormValues, names: Readonly<Record<string, string>>): Mistake {
  const field = fieldOf(mistake.pointer)
  const wanted = Object.hasOwn(names, field) ? names[field] : undefined
  return wanted !== undefined && textAt(values, field) === '' ? { ...mistake, detail: wanted } : mistake
}

/** On which text of the stored thing the form was filled in, so that nobody overwrites what another saved unseen. */
function Unseen({ values }: { values: FormValues }) {
  if (textAt(values, 'revision') === '') return null
  return ['revision', 'read'].map((name) => (
    <input key={name} type="hidden" name={name} value={textAt(values, name)} />
  ))
}

/**
 * Why a button with a form of its own did nothing.
 * @param isAlone whether the page has no form any more that would tell of its own refusal: then every refusal is told here
 */
export function Refused({ answer, isAlone = false }: { answer: ShownForm | undefined; isAlone?: boolean }) {
  const { t } = useLanguage()
  const say = useSaying()
  if (answer?.detail === undefined || (answer.button === undefined && !isAlone)) return null
  const reasons = answer.mistakes.length > 0 ? answer.mistakes.map(({ detail }) => detail) : [answer.detail]
  return (
    <MistakeBox state={answer} title={t.forms.refusedTitle}>
      {reasons.map((reason) => (
        <p key={reason}>{say(reason)}</p>
      ))}
    </MistakeBox>
  )
}

/** All that is wrong, together. */
function MistakeList({ state, fields }: { state: ShownForm; fields: FieldTexts }) {
  const { t } = useLanguage()
  const say = useSaying()
  const known = state.mistakes.filter(({ pointer }) => pointer !== '')
  return (
    <MistakeBox state={state} title={state.isConflict ? t.editing.conflict.title : t.forms.summaryTitle}>
      {state.isConflict ? <p>{t.editing.conflict.text}</p> : null}
      {known.length === 0 ? (
        <p>{state.detail === undefined ? null : say(state.detail)}</p>
      ) : (
        <ul className="sp-list">
          {known.map(({ pointer, detail }) => {
            const field = fieldOf(pointer)
            const name = nameOfField(field, fields)
            return (
              <li key={`${pointer} ${detail}`}>
                <a href={`#${placeOf(field)}`} className="nl-link">
                  {name ? `${name}${/[.?!]$/.test(name) ? '' : ':'} ${detail}` : detail}
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
    if (state.detail === undefined) return
    // What does not fit on a phone is read from its start.
    box.current?.focus({ preventScroll: true })
    box.current?.scrollIntoView()
  }, [state])
  useEffect(() => {
    document.addEventListener('click', goToPlace)
    return () => document.removeEventListener('click', goToPlace)
  }, [])
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
