import { Button } from '@nl-design-system-candidate/button-react'
import type { ComponentProps, ReactNode } from 'react'
import { useLanguage } from '../language.ts'
import { placeOf } from './form/form-context.ts'

type FieldFrame = {
  name: string
  label: string
  hint?: ReactNode
  optional?: boolean
  /** Leaves out the words that a field is optional, as in a search. */
  hideOptional?: boolean
  /** Words behind the label in place of those, such as when the field is needed. */
  note?: string
  /** What is wrong with this field, in plain words. */
  mistake?: string | undefined
}

function describe({ name, hint, mistake }: FieldFrame) {
  const ids = [hint ? `${placeOf(name)}-uitleg` : '', mistake ? `${placeOf(name)}-fout` : ''].filter(Boolean)
  return ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}
}

function Field({
  name,
  label,
  hint,
  optional,
  hideOptional,
  note,
  mistake,
  children,
}: FieldFrame & { children: ReactNode }) {
  const { t } = useLanguage()
  return (
    <div
      className={`utrecht-form-field utrecht-form-field--text sp-field${mistake ? ' utrecht-form-field--invalid' : ''}`}
    >
      <label className="utrecht-form-label utrecht-form-field__label" htmlFor={placeOf(name)}>
        {label}
        {note || (optional && !hideOptional) ? (
          <span className="sp-optional"> ({note ?? t.forms.optional})</span>
        ) : null}
      </label>
      {hint ? (
        <div
          className="utrecht-form-field-description utrecht-form-field__description"
          id={`${placeOf(name)}-uitleg`}
        >
          {hint}
        </div>
      ) : null}
      {mistake ? (
        <div
          className="utrecht-form-field-error-message utrecht-form-field__error-message"
          id={`${placeOf(name)}-fout`}
        >
          {mistake}
        </div>
      ) : null}
      <div className="utrecht-form-field__input">{children}</div>
    </div>
  )
}

const invalid = (mistake: string | undefined) => (mistake ? { 'aria-invalid': true as const } : {})

/** A field of one line: text, number, date, e-mail … as `type` says. */
export function TextField({
  name,
  label,
  hint,
  optional,
  hideOptional,
  note,
  mistake,
  ...input
}: FieldFrame & ComponentProps<'input'>) {
  const frame = {
    name,
    label,
    hint,
    mistake,
    optional: optional ?? false,
    hideOptional: hideOptional ?? false,
    ...(note ? { note } : {}),
  }
  return (
    <Field {...frame}>
      <input
        type="text"
        {...input}
        {...describe(frame)}
        {...invalid(mistake)}
        id={placeOf(name)}
        name={name}
        required={!optional}
        className={`utrecht-textbox utrecht-textbox--html-input${mistake ? ' utrecht-textbox--invalid' : ''}`}
      />
    </Field>
  )
}

/** A field of several lines. */
export function TextArea({
  name,
  label,
  hint,
  optional,
  note,
  mistake,
  ...input
}: FieldFrame & ComponentProps<'textarea'>) {
  const frame = { name, label, hint, mistake, ...(optional ? { optional } : {}), ...(note ? { note } : {}) }
  return (
    <Field {...frame}>
      <textarea
        rows={5}
        {...input}
        {...describe(frame)}
        {...invalid(mistake)}
        id={placeOf(name)}
        name={name}
        required={!optional}
        // Not the variant for HTML states: it paints an empty field red before anyone has typed.
        className={`utrecht-textarea${mistake ? ' utrecht-textarea--invalid' : ''}`}
      />
    </Field>
  )
}

/** A choice out of a list. */
export function SelectField({
  name,
  label,
  hint,
  optional,
  hideOptional,
  note,
  mistake,
  options,
  ...input
}: FieldFrame & ComponentProps<'select'> & { options: { value: string; label: string }[] }) {
  const frame = {
    name,
    label,
    hint,
    mistake,
    optional: optional ?? false,
    hideOptional: hideOptional ?? false,
    ...(note ? { note } : {}),
  }
  return (
    <Field {...frame}>
      <select
        {...input}
        {...describe(frame)}
        {...invalid(mistake)}
        id={placeOf(name)}
        name={name}
        className={`utrecht-select utrecht-select--html-select${mistake ? ' utrecht-select--invalid' : ''}`}
      >
        {options.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  )
}

/** The button that sends a form. */
export function SubmitButton({ children, busy }: { children: ReactNode; busy?: boolean }) {
  return (
    <Button purpose="primary" type="submit" {...(busy ? { busy } : {})}>
      {children}
    </Button>
  )
}
